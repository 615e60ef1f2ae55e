/// A chunk found for a query, with its place in the source.
public struct SearchHit: Sendable, Hashable, Codable {
    /// A stretch of the document with its text.
    public struct Passage: Sendable, Hashable, Codable {
        /// In UTF-8 bytes, as the hit's own.
        public var range: Range<Int>
        public var text: String

        public init(range: Range<Int>, text: String) {
            self.range = range
            self.text = text
        }
    }

    /// The chunk's primary key in its source table.
    public var id: String
    /// How well it matches; larger is better. Comparable within one search only.
    public var score: Double
    /// The document's path, relative to the folder that was ingested.
    public var path: String
    /// The titles of the headings above it, outermost first.
    public var headings: [String]
    /// The chunk's place in the document, in UTF-8 bytes of its text: of the file itself if that is UTF-8, else of what it
    /// was converted to or what was extracted from it.
    public var range: Range<Int>
    /// The document's own text in ``range``.
    public var text: String
    /// What was embedded before the text and is no part of it: the header rows of a table, a prefix; nil for none.
    public var lead: String?
    /// The passage to read in the chunk's place, which holds its range: its parent, or the sentences around it; nil
    /// where that is the chunk itself. Hits of one parent have the same.
    public var context: Passage?

    public init(
        id: String, score: Double, path: String, headings: [String], range: Range<Int>, text: String,
        lead: String? = nil, context: Passage? = nil
    ) {
        self.id = id
        self.score = score
        self.path = path
        self.headings = headings
        self.range = range
        self.text = text
        self.lead = lead
        self.context = context
    }
}
