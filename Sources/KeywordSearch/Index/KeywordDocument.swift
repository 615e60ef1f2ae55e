/// A document for a keyword index: its id, and the text of each column in their order.
public struct KeywordDocument: Sendable, Hashable {
    public let id: Int64
    public let texts: [String]

    public init(id: Int64, texts: [String]) {
        self.id = id
        self.texts = texts
    }

    /// A document of an index with one column.
    public init(id: Int64, _ text: String) { self.init(id: id, texts: [text]) }
}
