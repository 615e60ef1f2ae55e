/// A column's terms in the order of their bytes, sixteen to a block, each but the first by what it does not share with the one
/// before.
///
/// A block begins with where its first term's postings and positions begin; a term has its number of documents and the lengths
/// of both behind it.
package struct TermDictionary: Sendable {
    package static let blockTerms = 16

    package let count: Int
    let bytes: SegmentBytes
    /// Where each block begins, 4 bytes each.
    let index: SegmentBytes

    /// - Returns: nil where index and count do not fit.
    package init?(count: Int, bytes: SegmentBytes, index: SegmentBytes) {
        guard count >= 0, index.count == (count + Self.blockTerms - 1) / Self.blockTerms * 4 else { return nil }
        self.count = count
        self.bytes = bytes
        self.index = index
    }

    private var blockCount: Int { index.count / 4 }

    private func start(of block: Int) -> Int {
        Int(UnsafeRawPointer(index.base).loadUnaligned(fromByteOffset: block * 4, as: UInt32.self))
    }

    /// What it says of a term; nil for one it does not hold.
    package func entry(of term: [UInt8]) -> TermEntry? {
        term.withUnsafeBufferPointer { term in
            guard var terms = cursor(block: block(of: term)) else { return nil }
            while let entry = terms.next() {
                switch terms.compare(to: term) {
                case 0: return entry
                case 1: return nil
                default: continue
                }
            }
            return nil
        }
    }

    /// The terms from one on.
    package func terms(from first: [UInt8]) -> TermCursor? {
        first.withUnsafeBufferPointer { cursor(block: block(of: $0)) }
    }

    /// All terms.
    package func terms() -> TermCursor? { cursor(block: 0) }

    private func cursor(block: Int) -> TermCursor? {
        guard block < blockCount else { return nil }
        return TermCursor(self, block: block, reader: bytes.reader(from: start(of: block)))
    }

    /// The last block whose first term is not above a term; 0 where all are.
    private func block(of term: UnsafeBufferPointer<UInt8>) -> Int { block(of: term, among: 0..<blockCount) }

    /// The same among some blocks, the first of which is not asked.
    private func block(of term: UnsafeBufferPointer<UInt8>, among blocks: Range<Int>) -> Int {
        var (low, high) = (blocks.lowerBound, blocks.upperBound)
        while high - low > 1 {
            let middle = (low + high) / 2
            if isAbove(middle, term) ?? true { high = middle } else { low = middle }
        }
        return low
    }

    /// Whether a block's first term is above a term; nil where the block makes no sense.
    private func isAbove(_ block: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool? {
        var reader = bytes.reader(from: start(of: block))
        guard reader.variable() != nil, reader.variable() != nil, let length = reader.size(),
            let first = reader.take(length)
        else { return nil }
        return compareBytes(first, term) > 0
    }

    /// A cursor at the block of a term that is behind a block; nil where it is in that block.
    ///
    /// By steps that double, for it is mostly near.
    fileprivate func cursor(behind block: Int, at term: [UInt8]) -> TermCursor? {
        term.withUnsafeBufferPointer { term in
            var (low, step) = (block, 1)
            while low + step < blockCount, isAbove(low + step, term) == false {
                low += step
                step *= 2
            }
            let found = self.block(of: term, among: low..<min(low + step, blockCount))
            return found == block ? nil : cursor(block: found)
        }
    }

    /// Bytes where the next block must begin.
    fileprivate func isStart(_ position: Int, of block: Int) -> Bool {
        block < blockCount ? start(of: block) == position : position == bytes.count
    }
}

/// Goes through terms in their order.
package struct TermCursor {
    private let dictionary: TermDictionary
    private var reader: ByteReader
    private var ordinal: Int
    private var postings = 0
    private var positions = 0
    /// The present term.
    package private(set) var term: [UInt8] = []

    fileprivate init(_ dictionary: TermDictionary, block: Int, reader: ByteReader) {
        self.dictionary = dictionary
        self.reader = reader
        ordinal = block * TermDictionary.blockTerms
    }

    /// The next term's entry; nil at the end, and where the dictionary makes no sense.
    package mutating func next() -> TermEntry? {
        guard ordinal < dictionary.count else { return nil }
        let isFirst = ordinal % TermDictionary.blockTerms == 0
        var shared = 0
        if isFirst {
            guard let first = reader.size(), let second = reader.size() else { return nil }
            postings = first
            positions = second
        } else {
            guard let length = reader.size(), length <= term.count else { return nil }
            shared = length
        }
        guard let length = reader.size(), let rest = reader.take(length), let documents = reader.size(),
            let postingBytes = reader.size(), let positionBytes = reader.size(), documents <= UInt32.max,
            postings <= Int.max / 4, postingBytes <= Int.max / 4, positions <= Int.max / 4, positionBytes <= Int.max / 4
        else { return nil }
        term.removeLast(term.count - shared)
        term.append(contentsOf: rest)
        let entry = TermEntry(
            ordinal: ordinal, documents: documents, postings: postings..<postings + postingBytes,
            positions: positions..<positions + positionBytes)
        postings += postingBytes
        positions += positionBytes
        ordinal += 1
        return entry
    }

    /// Passes over terms that come before another one; ones of its block may be left.
    mutating func skip(to term: [UInt8]) {
        if let further = dictionary.cursor(behind: (ordinal - 1) / TermDictionary.blockTerms, at: term) {
            self = further
        }
    }

    /// -1, 0 or 1 as the present term comes before, is, or comes after another.
    func compare(to other: UnsafeBufferPointer<UInt8>) -> Int {
        term.withUnsafeBufferPointer { compareBytes($0, other) }
    }
}

/// -1, 0 or 1 by the first byte that differs, a beginning before what is longer.
@inline(__always)
func compareBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index] ? -1 : 1
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
}
