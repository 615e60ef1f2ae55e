/// Collects a document's blocks while a parser walks its source from front to back.
///
///     var builder = DocumentBuilder(source: source)
///     builder.begin(.paragraph, at: 0)
///     builder.append(0..<5)                 // the bytes mean themselves
///     builder.append("&", for: 5..<10)      // "&amp;"
///     builder.end(at: 10, headings: [])
///     let document = builder.finish(title: nil)
public struct DocumentBuilder: Sendable {
    private let source: SourceDocument
    private var blocks: [Block] = []
    private var pieces: [ContentPiece] = []
    private var omissions: [Range<Int>] = []
    private var links: [Link] = []
    private var declarations: [Declaration] = []
    private var open: (kind: Block.Kind, lower: Int, firstPiece: Int, page: Int?, name: String?)?

    /// The page, from 1, that blocks begin on from here; nil in documents without pages.
    public var page: Int?

    public init(source: SourceDocument) {
        self.source = source
    }

    /// Whether a block has begun and not ended.
    public var isOpen: Bool { open != nil }

    /// How many blocks have ended and were kept: the place of the next among ``ParsedDocument/blocks``.
    public var blockCount: Int { blocks.count }

    /// Whether the open block has no content yet.
    public var openBlockIsEmpty: Bool { pieces.count == open?.firstPiece ?? pieces.count }

    /// What the content so far ends with if that is a replacement.
    var lastReplacement: Unicode.Scalar? { openBlockIsEmpty ? nil : pieces.last?.replacement }

    /// Begins a block at a byte of the source that no earlier block reaches.
    ///
    /// - Parameter name: The declaration's that it is, for source code.
    public mutating func begin(_ kind: Block.Kind, at lower: Int, name: String? = nil) {
        precondition(open == nil, "a block must end before the next begins")
        open = (kind, lower, pieces.count, page, name)
    }

    /// Adds bytes that mean themselves to the open block.
    public mutating func append(_ range: Range<Int>) {
        if range.isEmpty { return }
        checkOrder(range)
        if let last = pieces.indices.last, pieces[last].block == blocks.count, pieces[last].replacement == nil,
            pieces[last].range.upperBound == range.lowerBound
        {
            pieces[last].range = pieces[last].range.lowerBound..<range.upperBound
        } else {
            pieces.append(ContentPiece(range: range, replacement: nil, block: blocks.count))
        }
    }

    /// Adds bytes that mean one character to the open block.
    public mutating func append(_ replacement: Unicode.Scalar, for range: Range<Int>) {
        if range.isEmpty { return }
        checkOrder(range)
        pieces.append(ContentPiece(range: range, replacement: replacement, block: blocks.count))
    }

    /// Adds a further character that the bytes of the one before mean.
    mutating func appendAnother(_ replacement: Unicode.Scalar) {
        guard !openBlockIsEmpty, let last = pieces.last else { return }
        pieces.append(ContentPiece(range: last.range, replacement: replacement, block: blocks.count))
    }

    private func checkOrder(_ range: Range<Int>) {
        precondition(open != nil, "content needs an open block")
        precondition(
            range.lowerBound >= pieces.last?.range.upperBound ?? 0 && range.upperBound <= source.bytes.count,
            "content must follow the source's order: \(range) after \(pieces.last?.range.upperBound ?? 0)")
    }

    /// The open block's content so far.
    public func openContent() -> String {
        guard let open else { return "" }
        var result: [UInt8] = []
        for piece in pieces[open.firstPiece...] {
            piece.append(to: &result, from: source.bytes, within: 0..<source.bytes.count)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Ends the open block; one whose content is blank is dropped.
    ///
    /// - Parameters:
    ///   - headerRows: How many of a table's first rows are its header.
    ///   - spans: Its cells that cover more than one column or row.
    public mutating func end(at upper: Int, headings: [String], headerRows: Int = 0, spans: [CellSpan] = []) {
        guard let open else { return }
        self.open = nil
        while pieces.count > open.firstPiece, let last = pieces.last?.replacement, last.properties.isWhitespace {
            pieces.removeLast()
        }
        let own = open.firstPiece..<pieces.count
        guard let first = own.first, let last = own.last, own.contains(where: { !isBlank(pieces[$0]) }) else {
            pieces.removeSubrange(own)
            return
        }
        let lower = min(open.lower, pieces[first].range.lowerBound)
        blocks.append(
            Block(
                kind: open.kind, range: lower..<max(upper, pieces[last].range.upperBound), pieces: own,
                headings: headings, page: open.page, headerRows: headerRows, spans: spans, name: open.name))
    }

    private func isBlank(_ piece: ContentPiece) -> Bool {
        if let replacement = piece.replacement { return replacement.properties.isWhitespace }
        return Whitespace.end(in: source.bytes, from: piece.range.lowerBound, to: piece.range.upperBound)
            == piece.range.upperBound
    }

    /// Notes a part of the source that was left out between blocks.
    public mutating func omit(_ range: Range<Int>) {
        if let last = omissions.last, range.lowerBound < last.upperBound { return }
        omissions.append(range)
    }

    /// Notes a link; those of a document come in the order of their beginnings.
    ///
    /// - Parameter text: The place of its text in the source.
    public mutating func addLink(_ text: Range<Int>, to destination: String) {
        if text.isEmpty || destination.isEmpty { return }
        links.append(Link(range: text, destination: destination))
    }

    /// Notes a declaration of source code; one comes before those inside it.
    public mutating func add(_ declaration: Declaration) {
        declarations.append(declaration)
    }

    /// The document; an open block is ended where its content ends.
    ///
    /// - Parameters:
    ///   - language: The declared one, as BCP 47 has it.
    ///   - isVerbatim: Say true only if every byte between two blocks is white space and no replacement was made: then
    ///     a chunk's content is its text.
    public consuming func finish(
        title: String?, language: String? = nil, isVerbatim: Bool = false
    ) -> ParsedDocument {
        end(at: 0, headings: blocks.last?.headings ?? [])
        return ParsedDocument(
            source: source, title: title, language: language, blocks: blocks, pieces: pieces, omissions: omissions,
            links: links, declarations: declarations, isVerbatim: isVerbatim)
    }
}
