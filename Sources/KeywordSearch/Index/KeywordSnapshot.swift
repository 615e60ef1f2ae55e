import VectorCore

/// What searches see of an index until the next change is in: a set of segments that never changes.
final class KeywordSnapshot: Sendable {
    let views: [SegmentView]
    /// Documents that are there.
    let count: Int
    /// For each column the sum of their lengths.
    let totalLengths: [UInt64]

    init(_ views: [SegmentView], columns: Int) {
        self.views = views
        count = views.reduce(0) { $0 + $1.count }
        totalLengths = (0..<columns).map { column in views.reduce(0) { $0 + $1.totalLength(column) } }
    }

    /// Where an id is.
    func place(of id: Int64) -> (view: Int, document: Int)? {
        for (index, view) in views.enumerated() {
            if let document = view.segment.ids.document(of: id), view.contains(document) { return (index, document) }
        }
        return nil
    }

    /// How many documents that are there have a term in a column.
    func documents(having term: [UInt8], column: Int) throws(VectorIndexError) -> Int {
        var documents = 0
        for view in views {
            if let entry = view.segment.columns[column].terms.entry(of: term) {
                documents += try view.documents(entry, column: column)
            }
        }
        return documents
    }

    func averageLength(_ column: Int) -> Double {
        count == 0 ? 0 : Double(totalLengths[column]) / Double(count)
    }
}
