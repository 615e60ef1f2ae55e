/// Makes chunks of ranges, in order.
struct ChunkCollector {
    let document: ParsedDocument
    private let tables: TableLeads
    private(set) var chunks: [Chunk] = []

    init(document: ParsedDocument, tables: TableLeads = .none) {
        self.document = document
        self.tables = tables
    }

    /// Adds the chunk of a range; a range whose content is blank is left out.
    ///
    /// - Parameter headings: Those of the block that the range's content begins in unless stated.
    mutating func add(_ range: Range<Int>, headings: [String]? = nil, context: Chunk.Passage? = nil) {
        let text = document.source.text(in: range)
        let content = document.isVerbatim ? text : document.content(in: range)
        if content.isBlank { return }
        chunks.append(
            Chunk(
                range: range, text: text, content: content, headings: headings ?? document.headings(at: range),
                ordinal: chunks.count, lead: tables.text(at: range.lowerBound), context: context))
    }
}

extension String {
    var isBlank: Bool {
        for byte in utf8 where !Whitespace.isASCII(byte) {
            // By scalars: a space that carries a combining mark is no white space.
            return byte >= 0x80 && unicodeScalars.allSatisfy(\.properties.isWhitespace)
        }
        return true
    }
}

extension ParsedDocument {
    /// Runs of blocks with nothing omitted between them.
    var regions: [Range<Int>] {
        var regions: [Range<Int>] = []
        var first = 0
        var omission = 0
        for index in blocks.indices.dropFirst() {
            let gap = blocks[index - 1].range.upperBound..<blocks[index].range.lowerBound
            while omission < omissions.count, omissions[omission].upperBound <= gap.lowerBound { omission += 1 }
            if omission < omissions.count, omissions[omission].lowerBound < gap.upperBound {
                regions.append(first..<index)
                first = index
            }
        }
        if first < blocks.count { regions.append(first..<blocks.count) }
        return regions
    }

    /// From the first of some blocks to the end of the last.
    func range(of own: Range<Int>) -> Range<Int> {
        guard let first = own.first, let last = own.last else { return 0..<0 }
        return blocks[first].range.lowerBound..<blocks[last].range.upperBound
    }

    fileprivate func headings(at range: Range<Int>) -> [String] {
        let piece = firstPiece(endingAfter: range.lowerBound)
        return piece < pieces.count ? blocks[pieces[piece].block].headings : []
    }
}
