/// Makes a segment of documents that come in the order of their ids.
struct SegmentBuilder {
    private let analyzer: KeywordAnalyzer
    private var ids: [Int64] = []
    private var columns: [ColumnBuilder]

    init(_ columns: [KeywordColumn], analyzer: KeywordAnalyzer) {
        self.analyzer = analyzer
        self.columns = columns.map { ColumnBuilder(keepsPositions: $0.storesPositions) }
    }

    var count: Int { ids.count }
    /// Postings so far, which memory and time depend on.
    var postingCount: Int { columns.reduce(0) { $0 + $1.postingCount } }

    mutating func append(_ document: KeywordDocument) {
        let number = UInt32(ids.count)
        ids.append(document.id)
        var length: UInt32 = 0
        for (index, text) in document.texts.enumerated() {
            let (column, times) = document.times.map { (0, $0[index]) } ?? (index, 1)
            analyzer.forEachTerm(in: text) { term, kind, _ in
                if !kind.isColocated { length += 1 }
                term.withUnsafeBufferPointer {
                    columns[column].append($0, document: number, position: max(length, 1) - 1, times: times)
                }
            }
            guard document.times == nil || index == document.texts.count - 1 else { continue }
            columns[column].endDocument(length: length)
            length = 0
        }
    }

    consuming func finished() -> KeywordSegment {
        KeywordSegment(ids: DocumentIDs(ids), columns: columns.map { $0.finished() })
    }
}
