/// For each of some rows whether a condition holds: true, false, or, where neither, SQL's unknown. A bit for each row.
struct TruthBits {
    private(set) var isTrue: [UInt64]
    private(set) var isFalse: [UInt64]
    let count: Int

    /// The same for all rows.
    init(_ truth: Bool?, count: Int) {
        self.count = count
        let words = (count + 63) / 64
        isTrue = [UInt64](repeating: truth == true ? .max : 0, count: words)
        isFalse = [UInt64](repeating: truth == false ? .max : 0, count: words)
        trim()
    }

    /// - Parameters:
    ///   - isKnown: A bit for each row whose value is not null.
    ///   - holds: For rows of any value; not asked for more than once a row.
    init(count: Int, isKnown: [UInt64], _ holds: (Int) -> Bool) {
        self.init(nil, count: count)
        for word in isTrue.indices {
            var bits: UInt64 = 0
            let start = word * 64
            for row in start..<min(start + 64, count) { bits |= (holds(row) ? 1 : 0) << UInt64(row - start) }
            isTrue[word] = bits & isKnown[word]
            isFalse[word] = ~bits & isKnown[word]
        }
        trim()
    }

    mutating func formAnd(_ other: TruthBits) {
        for word in isTrue.indices {
            isTrue[word] &= other.isTrue[word]
            isFalse[word] |= other.isFalse[word]
        }
    }

    mutating func formOr(_ other: TruthBits) {
        for word in isTrue.indices {
            isTrue[word] |= other.isTrue[word]
            isFalse[word] &= other.isFalse[word]
        }
    }

    mutating func negate() { swap(&isTrue, &isFalse) }

    /// The rows for which it is true, in their order.
    func forEachTrue(_ body: (Int) -> Void) {
        for (word, bits) in isTrue.enumerated() {
            var rest = bits
            while rest != 0 {
                body(word * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    var trueCount: Int { isTrue.reduce(0) { $0 + $1.nonzeroBitCount } }

    private mutating func trim() {
        guard count % 64 != 0, !isTrue.isEmpty else { return }
        let mask = UInt64.max >> UInt64(64 - count % 64)
        isTrue[isTrue.count - 1] &= mask
        isFalse[isFalse.count - 1] &= mask
    }
}
