import CKeywordKernels

/// Makes the bytes of one term's postings.
///
/// Fewer than 128 postings are gaps of variable length, whose lowest bit says that the frequency is 1 and else is followed by
/// it. More of them are blocks of 128 with packed gaps and frequencies, the rest at the end again of variable length; in front
/// of them are eight points of the list's ``ImpactFrontier`` and an entry of 16 bytes for each block (see ``PostingList``).
struct PostingWriter {
    private var gaps = [UInt32](repeating: 0, count: 128)
    private var packed = [UInt8](repeating: 0, count: 512)

    init() {}

    /// - Parameters:
    ///   - documents: Ascending, each once.
    ///   - frequencies: As many, each at least 1.
    mutating func append(
        documents: ArraySlice<UInt32>, frequencies: ArraySlice<UInt32>, length: (UInt32) -> UInt32,
        to bytes: inout [UInt8]
    ) {
        guard documents.count >= PostingList.blockSize else {
            Self.append(documents, frequencies, after: .max, to: &bytes)
            return
        }
        let start = bytes.count
        let blocks = (documents.count + PostingList.blockSize - 1) / PostingList.blockSize
        bytes.append(
            contentsOf: repeatElement(0, count: PostingList.headBytes + blocks * PostingList.entryBytes))
        let data = bytes.count
        var whole = ImpactFrontier()
        var entries: [UInt8] = []
        var before = UInt32.max
        for block in 0..<blocks {
            let range = block * PostingList.blockSize..<min((block + 1) * PostingList.blockSize, documents.count)
            let blockDocuments = documents[offset: range]
            let blockFrequencies = frequencies[offset: range]
            let shift = blockDocuments.startIndex - blockFrequencies.startIndex
            let frontier = ImpactFrontier(frequencies: blockFrequencies) { length(documents[$0 + shift]) }
            whole.formUnion(frontier)
            let last = blockDocuments[blockDocuments.endIndex - 1]
            var bits: (documents: UInt8, frequencies: UInt8) = (PostingList.variable, 0)
            if range.count == PostingList.blockSize {
                bits.documents = pack(blockDocuments, to: &bytes) { document, former in
                    document &- (former ?? before) &- 1
                }
                bits.frequencies = pack(blockFrequencies, to: &bytes) { frequency, _ in frequency - 1 }
            } else {
                Self.append(blockDocuments, blockFrequencies, after: before, to: &bytes)
            }
            entries.append(fixed: last)
            entries.append(fixed: UInt32(bytes.count - data))
            entries.append(bits.documents)
            entries.append(bits.frequencies)
            frontier.append(to: &entries, count: PostingList.blockPoints)
            before = last
        }
        var head: [UInt8] = []
        whole.append(to: &head, count: PostingList.listPoints)
        bytes.replaceSubrange(start..<data, with: head + entries)
    }

    private mutating func pack(
        _ values: ArraySlice<UInt32>, to bytes: inout [UInt8], _ value: (UInt32, UInt32?) -> UInt32
    ) -> UInt8 {
        var former: UInt32?
        var all: UInt32 = 0
        for (index, number) in values.enumerated() {
            gaps[index] = value(number, former)
            all |= gaps[index]
            former = number
        }
        let bits = 32 - all.leadingZeroBitCount
        tessera_pack(gaps, UInt32(bits), &packed)
        bytes.append(contentsOf: packed[..<(16 * bits)])
        return UInt8(bits)
    }

    private static func append(
        _ documents: ArraySlice<UInt32>, _ frequencies: ArraySlice<UInt32>, after before: UInt32,
        to bytes: inout [UInt8]
    ) {
        var former = before
        for (document, frequency) in zip(documents, frequencies) {
            bytes.append(variable: UInt64(document &- former &- 1) << 1 | (frequency == 1 ? 1 : 0))
            if frequency != 1 { bytes.append(variable: frequency) }
            former = document
        }
    }
}

extension ArraySlice {
    /// A part by offsets from the beginning.
    subscript(offset range: Range<Int>) -> ArraySlice {
        self[(startIndex + range.lowerBound)..<(startIndex + range.upperBound)]
    }
}
