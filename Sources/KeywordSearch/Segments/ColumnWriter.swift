/// Makes a segment's column of terms that come in their order, each with its postings.
struct ColumnWriter {
    private var dictionary = TermDictionaryWriter()
    private var postings: [UInt8] = []
    private var positions: [UInt8] = []
    private var writer = PostingWriter()
    private let lengths: [UInt32]
    private let keepsPositions: Bool

    init(lengths: [UInt32], keepsPositions: Bool) {
        self.lengths = lengths
        self.keepsPositions = keepsPositions
    }

    /// - Parameter occurrences: For each document in turn, as many positions as its frequency, ascending.
    mutating func append(
        _ term: [UInt8], documents: ArraySlice<UInt32>, frequencies: ArraySlice<UInt32>,
        positions occurrences: ArraySlice<UInt32>
    ) {
        let starts = (postings.count, positions.count)
        writer.append(
            documents: documents, frequencies: frequencies, length: { lengths[Int($0)] }, to: &postings)
        if keepsPositions { PositionList.append(occurrences, frequencies: frequencies, to: &positions) }
        dictionary.append(
            term, documents: documents.count, postingBytes: postings.count - starts.0,
            positionBytes: positions.count - starts.1)
    }

    consuming func finished() -> SegmentColumn {
        let (count, bytes, index) = dictionary.finished()
        guard let terms = TermDictionary(count: count, bytes: SegmentBytes(bytes), index: SegmentBytes(index)) else {
            preconditionFailure("a dictionary of \(count) terms was made with \(index.count) bytes of index")
        }
        return SegmentColumn(
            terms: terms, postings: SegmentBytes(postings), positions: keepsPositions ? SegmentBytes(positions) : nil,
            lengths: DocumentLengths(lengths), totalLength: lengths.reduce(0) { $0 + UInt64($1) }, checked: nil,
            path: nil)
    }
}
