/// A document for a keyword index: its id, and the text of each column in their order.
public struct KeywordDocument: Sendable, Hashable {
    public let id: Int64
    public let texts: [String]
    /// How often a word of each text counts, all of which are then in an index's one column; nil where each is a column's.
    package let times: [UInt32]?

    public init(id: Int64, texts: [String]) {
        self.id = id
        self.texts = texts
        times = nil
    }

    /// A document of an index with one column.
    public init(id: Int64, _ text: String) { self.init(id: id, texts: [text]) }

    /// A document of an index with one column without positions, in which a word of some texts counts more often than of others. It counts once in
    /// the document's length.
    ///
    /// - Source: Robertson, Zaragoza & Taylor 2004, "Simple BM25 extension to multiple weighted fields". Departs from it in: the lengths.
    package init(id: Int64, texts: [String], times: [UInt32]) {
        self.id = id
        self.texts = texts
        self.times = times
    }
}
