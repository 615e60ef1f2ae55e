/// Rewrites what a document's bytes mean; the source and every range in it stay as they are.
///
/// A step takes time linear in the document, gives the same for the same input, and changes nothing when it is
/// applied to its own result again. Most steps look at one block at a time: see ``TextCleansingStep``.
public protocol CleansingStep: Sendable {
    /// The step's name and parameters. Stored beside the chunks; where it has changed, documents are processed again.
    var identity: String { get }

    func clean(_ document: ParsedDocument) -> ParsedDocument
}

/// A step that sees one block's content at a time, and every title as if it were a heading.
///
///     struct Redaction: TextCleansingStep {
///         let identity = "redaction/1"
///         func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
///             for i in text.range where text.bytes[i] == UInt8(ascii: "@") { edits.remove(i..<i + 1) }
///         }
///     }
public protocol TextCleansingStep: CleansingStep {
    /// Finds what to change in one text.
    func edit(_ text: CleansingText, _ edits: inout ContentEdits)
}

extension TextCleansingStep {
    public func clean(_ document: ParsedDocument) -> ParsedDocument {
        document.rewritten(titles: edit) { _, text, edits in edit(text, &edits) }
    }
}

/// The content of a block, or a title, as cleansing sees it.
public struct CleansingText: Sendable {
    /// UTF-8, of which only ``range`` is the text; the rest is not to be looked at.
    public let bytes: [UInt8]
    public let range: Range<Int>
    /// What the text is; a title is a heading of level 1.
    public let kind: Block.Kind

    public init(bytes: [UInt8], range: Range<Int>, kind: Block.Kind) {
        self.bytes = bytes
        self.range = range
        self.kind = kind
    }

    /// Whether each of its lines stands for itself (code, tables), so that white space has a meaning.
    public var keepsLines: Bool {
        switch kind {
        case .code, .table: true
        default: false
        }
    }
}
