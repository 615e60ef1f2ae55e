/// Unicode normalisation forms C and KC (UAX #15).
///
/// A text is looked at in segments: a scalar that joins nothing before it, and all behind it that may. Most segments
/// are one scalar that stays; only where the quick check says that something may change is one taken apart.
package struct Normalizer {
    private let tables = NormalizationTables.shared
    private let isCompatible: Bool
    private let changes: NormalizationTables.Entry
    private let joins: NormalizationTables.Entry
    /// Scalars below never change and never join.
    private let plainBelow: UInt8

    package init(compatible: Bool) {
        isCompatible = compatible
        changes = compatible ? NormalizationTables.changes << 1 : NormalizationTables.changes
        joins = compatible ? NormalizationTables.joins << 1 : NormalizationTables.joins
        plainBelow = compatible ? 0x80 : 0xCC  // the first byte of U+0300 in UTF-8
    }

    /// The segments that normalisation changes, with what they become.
    package func forEachChange(
        in bytes: [UInt8], _ range: Range<Int>, _ give: (Range<Int>, [Unicode.Scalar]) -> Void
    ) {
        var start = range.lowerBound
        var mayChange = false
        var lastClass: UInt8 = 0
        var i = range.lowerBound
        while i < range.upperBound {
            let lead = bytes[i]
            if lead < plainBelow {
                if mayChange { change(bytes, start..<i, give) }
                (start, mayChange, lastClass) = (i, false, 0)
                i += lead < 0x80 ? 1 : 2
                continue
            }
            let (value, length) = UTF8Scalar.decode(bytes, at: i)
            let entry = tables.entry(value)
            if entry & joins == 0 {
                if mayChange { change(bytes, start..<i, give) }
                (start, mayChange, lastClass) = (i, false, 0)
            }
            let combiningClass = UInt8(truncatingIfNeeded: entry)
            if entry & changes != 0 || (combiningClass != 0 && combiningClass < lastClass) { mayChange = true }
            lastClass = combiningClass
            i += length
        }
        if mayChange { change(bytes, start..<range.upperBound, give) }
    }

    private func change(_ bytes: [UInt8], _ range: Range<Int>, _ give: (Range<Int>, [Unicode.Scalar]) -> Void) {
        var old: [UInt32] = []
        var i = range.lowerBound
        while i < range.upperBound {
            let (value, length) = UTF8Scalar.decode(bytes, at: i)
            old.append(value)
            i += length
        }
        let new = composed(decomposed(old))
        if new == old { return }
        // What stays at either end is no part of the change, as long as one scalar is.
        let front = zip(old.dropLast(), new).prefix { $0 == $1 }.count
        let room = min(old.count - 1, new.count) - front
        let back = zip(old.reversed(), new.reversed()).prefix(room).prefix { $0 == $1 }.count
        func width(_ scalars: some Sequence<UInt32>) -> Int { scalars.reduce(0) { $0 + UTF8Scalar.width($1) } }
        let changed = range.lowerBound + width(old.prefix(front))..<range.upperBound - width(old.suffix(back))
        give(changed, new[front..<new.count - back].compactMap(Unicode.Scalar.init))
    }

    func decomposed(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        for value in scalars {
            if let jamo = Hangul.jamo(of: value) {
                result.append(contentsOf: jamo)
                continue
            }
            let parts = tables.decomposition(of: tables.entry(value), compatible: isCompatible)
            if parts.isEmpty { result.append(value) } else { result.append(contentsOf: parts) }
        }
        var start = 0
        while start < result.count {
            var end = start
            while end < result.count, tables.combiningClass(result[end]) != 0 { end += 1 }
            if end - start > 1 { sortMarks(&result, start..<end) }
            start = end + 1
        }
        return result
    }

    /// Marks in the order of their classes, equal ones as they stood; linear however many there are.
    private func sortMarks(_ scalars: inout [UInt32], _ range: Range<Int>) {
        let classes = range.map { tables.combiningClass(scalars[$0]) }
        if zip(classes, classes.dropFirst()).allSatisfy({ $0 <= $1 }) { return }
        var starts = [Int](repeating: 0, count: 257)
        for value in classes { starts[Int(value) + 1] += 1 }
        for i in 1..<257 { starts[i] += starts[i - 1] }
        var sorted = [UInt32](repeating: 0, count: range.count)
        for (offset, value) in classes.enumerated() {
            sorted[starts[Int(value)]] = scalars[range.lowerBound + offset]
            starts[Int(value)] += 1
        }
        scalars.replaceSubrange(range, with: sorted)
    }

    func composed(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var starter: Int?
        var lastClass = -1  // of the scalar before, -1 directly behind the starter
        for value in scalars {
            let combiningClass = Int(tables.combiningClass(value))
            if let starter, lastClass < combiningClass, let composite = tables.composite(result[starter], value) {
                result[starter] = composite
                continue
            }
            if combiningClass == 0 {
                (starter, lastClass) = (result.count, -1)
            } else {
                lastClass = combiningClass
            }
            result.append(value)
        }
        return result
    }
}
