/// A chunk found for a query, with its place in the source.
public struct SearchHit: Sendable, Hashable, Codable {
    /// The chunk's primary key in its source table.
    public var id: String
    /// How well it matches; larger is better. Comparable within one search only.
    public var score: Double
    /// The document's path, relative to the folder that was ingested.
    public var path: String
    /// The titles of the headings above it, outermost first.
    public var headings: [String]
    /// The chunk's place in the document, in UTF-8 bytes.
    public var range: Range<Int>
    /// The document's own text in ``range``.
    public var text: String

    public init(
        id: String, score: Double, path: String, headings: [String], range: Range<Int>, text: String
    ) {
        self.id = id
        self.score = score
        self.path = path
        self.headings = headings
        self.range = range
        self.text = text
    }
}
