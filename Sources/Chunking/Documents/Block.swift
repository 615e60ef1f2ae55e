/// A paragraph, heading, code block or the like of a parsed document.
public struct Block: Sendable, Hashable {
    /// What a block is; chunkers keep code and tables whole when they fit.
    public enum Kind: Sendable, Hashable {
        /// A title; level 1 is the outermost.
        case heading(level: Int)
        case paragraph
        /// One item of a list, or a further paragraph of it.
        case listItem
        case quote
        /// Text whose lines count, with the language if the source names it.
        case code(language: String?)
        /// A table: cells are parted by a piece that stands for a tab, rows by one that stands for a line feed.
        case table
    }

    public var kind: Kind
    /// Its place in the source's bytes, with the markup that belongs to it alone (`## `, fences, list markers).
    public var range: Range<Int>
    /// Which of the document's ``ParsedDocument/pieces`` make up its content; never empty.
    public var pieces: Range<Int>
    /// The titles of the headings it stands under, outermost first; a heading's own title is the last of its own.
    public var headings: [String]
    /// The page it begins on, from 1, in documents that have pages.
    public var page: Int?
    /// How many of a table's first rows are its header; 0 unless that is known.
    public var headerRows: Int
    /// The cells of a table that cover more than one column or row, in order; see ``ParsedDocument/cells(of:)``.
    public var spans: [CellSpan]
    /// The declaration that it is or begins, for source code; see ``ParsedDocument/declarations``.
    public var name: String?

    public init(
        kind: Kind, range: Range<Int>, pieces: Range<Int>, headings: [String], page: Int? = nil, headerRows: Int = 0,
        spans: [CellSpan] = [], name: String? = nil
    ) {
        self.kind = kind
        self.range = range
        self.pieces = pieces
        self.headings = headings
        self.page = page
        self.headerRows = headerRows
        self.spans = spans
        self.name = name
    }

    var isHeading: Bool {
        if case .heading = kind { true } else { false }
    }

    /// Whether each of its lines stands for itself, so that a line's end is never a mere wrap.
    var keepsLines: Bool {
        switch kind {
        case .code, .table: true
        default: false
        }
    }
}

/// A stretch of the source that gives content: its own bytes, or one character in their place.
///
/// Content is never stored beside the source; it is read through the pieces. What lies between two pieces is markup.
public struct ContentPiece: Sendable, Hashable {
    /// The source's bytes that it stands for.
    public var range: Range<Int>
    /// The character that the bytes mean (`&amp;`, a line's end and the quote mark after it); nil if they mean themselves.
    public var replacement: Unicode.Scalar?
    /// The block it belongs to.
    public var block: Int
}
