/// A piece of a document that knows exactly where it came from.
///
/// What is found and what is given back may differ: ``embeddingText`` is what an index sees, ``text`` is what the
/// chunk is, and ``context`` is what a reader gets to see around it.
public struct Chunk: Sendable, Hashable, Codable {
    /// A stretch of the source with its text.
    public struct Passage: Sendable, Hashable, Codable {
        /// The place in the source, in UTF-8 bytes.
        public var range: Range<Int>
        /// The source's own text in ``range``.
        public var text: String

        public init(range: Range<Int>, text: String) {
            self.range = range
            self.text = text
        }
    }

    /// The place in the source, in UTF-8 bytes: `text` is exactly the source's bytes in this range.
    public var range: Range<Int>
    /// The source's own text in ``range``, markup included.
    public var text: String
    /// What to embed and to index by keyword: the text without markup; the same as ``text`` for plain text.
    public var content: String
    /// The titles of the headings above it, outermost first.
    public var headings: [String]
    /// Its position among the document's chunks, from 0.
    public var ordinal: Int
    /// What is embedded before the content and is no part of it, its own line end included: the header rows of a long
    /// table, a prefix that says what the chunk is about. nil for none.
    public var lead: String?
    /// The passage to return in the chunk's place, which holds its range: its parent, or the sentences around it.
    /// nil where the chunk itself is returned.
    public var context: Passage?

    public init(
        range: Range<Int>, text: String, content: String, headings: [String], ordinal: Int, lead: String? = nil,
        context: Passage? = nil
    ) {
        self.range = range
        self.text = text
        self.content = content
        self.headings = headings
        self.ordinal = ordinal
        self.lead = lead
        self.context = context
    }

    /// What to embed and to index by keyword, with what leads the content.
    public var embeddingText: String {
        lead.map { $0 + content } ?? content
    }
}
