/// A document as its parser understood it: blocks in reading order, each with its exact place in the source.
///
/// The content of any range is read through the ``pieces``, so a chunk's text and its content always agree:
///
///     let source = try SourceDocument(path: "a.md", text: "# Title\n\nSome *text*.")
///     let document = try MarkdownParser().parse(source)
///     document.content(of: document.blocks[1])   // "Some text."
public struct ParsedDocument: Sendable {
    public let source: SourceDocument
    /// The document's title where it has one.
    public let title: String?
    /// The language that the document declares, as BCP 47 has it (`en`, `ja-JP`); nil where it declares none.
    public let language: String?
    /// In source order, without overlap; each holds some content that is not blank.
    public let blocks: [Block]
    /// The content's stretches in source order; ``Block/pieces`` divides them among the blocks.
    public let pieces: [ContentPiece]
    /// Parts left out between blocks (scripts, navigation, front matter); no chunk reaches across one.
    public let omissions: [Range<Int>]
    /// The links in the order of their beginnings.
    public let links: [Link]
    /// What source code declares, in the order of its beginnings: a type comes before its members.
    public let declarations: [Declaration]
    /// What could not be read of it; empty for most.
    public private(set) var warnings: [DocumentWarning]
    /// Whether text and content are the same everywhere, as in plain text.
    public let isVerbatim: Bool

    init(
        source: SourceDocument, title: String?, language: String?, blocks: [Block], pieces: [ContentPiece],
        omissions: [Range<Int>], links: [Link], declarations: [Declaration], isVerbatim: Bool,
        warnings: [DocumentWarning] = []
    ) {
        self.source = source
        self.title = title
        self.language = language
        self.blocks = blocks
        self.pieces = pieces
        self.omissions = omissions
        self.links = links
        self.declarations = declarations
        self.isVerbatim = isVerbatim
        self.warnings = warnings
    }

    /// Adds a warning.
    package mutating func warn(_ warning: DocumentWarning) {
        warnings.append(warning)
    }

    /// The block's text without markup.
    public func content(of block: Block) -> String {
        isVerbatim ? source.text(in: block.range) : content(in: block.range)
    }

    /// The text without markup that a range of the source's bytes means.
    ///
    /// Blocks are parted by an empty line, items of a list by a line's end. A character that stands for several bytes
    /// belongs to the range that holds the first of them.
    /// - Complexity: O(length of the range + log pieces).
    public func content(in range: Range<Int>) -> String {
        if isVerbatim { return source.text(in: range) }
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = firstPiece(endingAfter: range.lowerBound)
        var lastBlock = -1
        while index < pieces.count, pieces[index].range.lowerBound < range.upperBound {
            let piece = pieces[index]
            index += 1
            if piece.replacement != nil, piece.range.lowerBound < range.lowerBound { continue }
            if piece.block != lastBlock {
                if lastBlock >= 0 {
                    let inList = blocks[lastBlock].kind == .listItem && blocks[piece.block].kind == .listItem
                    result.append(contentsOf: inList ? [0x0A] : [0x0A, 0x0A])
                }
                lastBlock = piece.block
            }
            piece.append(to: &result, from: source.bytes, within: range)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The first piece whose end lies behind the position; the number of pieces if there is none.
    func firstPiece(endingAfter position: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].range.upperBound > position { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The first piece that begins at or behind the position; the number of pieces if there is none.
    func firstPiece(startingAt position: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].range.lowerBound >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ContentPiece {
    /// Adds the piece's UTF-8, cut to a range of the source.
    func append(to result: inout [UInt8], from bytes: [UInt8], within limits: Range<Int>) {
        if let replacement {
            result.append(contentsOf: UTF8.encode(replacement) ?? UTF8.encodedReplacementCharacter)
        } else {
            result.append(contentsOf: bytes[range.clamped(to: limits)])
        }
    }
}
