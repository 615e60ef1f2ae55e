/// A piece of a document that knows exactly where it came from.
public struct Chunk: Sendable, Hashable, Codable {
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

    public init(range: Range<Int>, text: String, content: String, headings: [String], ordinal: Int) {
        self.range = range
        self.text = text
        self.content = content
        self.headings = headings
        self.ordinal = ordinal
    }
}
