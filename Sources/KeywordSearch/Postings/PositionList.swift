/// Where a term stands in each of its documents: gaps of variable length, after where each block of 128 postings begins.
///
/// The first gap of a document counts from 0. A list of fewer than 128 postings has no starts.
struct PositionList {
    private let bytes: SegmentBytes
    private let documents: Int

    init(_ bytes: SegmentBytes, documents: Int) {
        self.bytes = bytes
        self.documents = documents
    }

    static func append(_ occurrences: ArraySlice<UInt32>, frequencies: ArraySlice<UInt32>, to bytes: inout [UInt8]) {
        let blocks = frequencies.count / PostingList.blockSize
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 4 * blocks))
        let data = bytes.count
        var starts: [UInt8] = []
        var place = occurrences.startIndex
        for (number, frequency) in frequencies.enumerated() {
            if number > 0, number % PostingList.blockSize == 0 { starts.append(fixed: UInt32(bytes.count - data)) }
            var former: UInt32 = 0
            for position in occurrences[place..<place + Int(frequency)] {
                bytes.append(variable: position - former)
                former = position
            }
            place += Int(frequency)
        }
        if starts.count < 4 * blocks { starts.append(fixed: UInt32(bytes.count - data)) }
        bytes.replaceSubrange(start..<data, with: starts)
    }

    /// The bytes from a block's first posting on; nil where there are none such.
    func reader(ofBlock block: Int) -> ByteReader? {
        let blocks = documents / PostingList.blockSize
        guard bytes.count >= 4 * blocks else { return nil }
        var start = 4 * blocks
        if block > 0 {
            guard block <= blocks else { return nil }
            start += Int(UnsafeRawPointer(bytes.base).loadUnaligned(fromByteOffset: 4 * (block - 1), as: UInt32.self))
        }
        return bytes.reader(from: start)
    }

    /// Takes the positions of the next posting, or passes it over.
    ///
    /// - Returns: Whether there were so many.
    static func take(
        _ frequency: UInt32, from reader: inout ByteReader, into positions: inout [UInt32]
    ) -> Bool {
        positions.removeAll(keepingCapacity: true)
        var position: UInt32 = 0
        for _ in 0..<frequency {
            guard let gap = reader.variable() else { return false }
            position = position &+ UInt32(truncatingIfNeeded: gap)
            positions.append(position)
        }
        return true
    }

    /// What is wrong with positions whose checksums are right; nil for sound ones.
    func problem(_ list: PostingList) -> String? {
        guard var reader = reader(ofBlock: 0) else { return "positions end too early" }
        let first = reader.position
        var frequencies = [UInt32](repeating: 0, count: 2 * (PostingList.blockSize + 16))
        for block in 0..<list.blockCount {
            if block > 0, self.reader(ofBlock: block)?.position != reader.position {
                return "positions begin elsewhere"
            }
            frequencies.withUnsafeMutableBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let second = start + PostingList.blockSize + 16
                list.readDocuments(block, .current, into: second, start)
                if !list.isVariable(block) { list.readFrequencies(block, .current, into: start) }
            }
            for place in 0..<list.count(of: block) {
                var position: UInt64 = 0
                for _ in 0..<frequencies[place] {
                    guard let gap = reader.variable(), gap <= UInt32.max else { return "positions end too early" }
                    position += gap
                }
                guard position <= UInt32.max else { return "a position is \(position)" }
            }
        }
        let hasLastStart = documents % PostingList.blockSize == 0 && documents > 0
        if hasLastStart, self.reader(ofBlock: documents / PostingList.blockSize)?.position != reader.position {
            return "positions begin elsewhere"
        }
        return reader.isAtEnd && reader.position >= first ? nil : "positions have too many bytes"
    }
}
