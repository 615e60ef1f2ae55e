extension ParsedDocument {
    /// The document with its content changed, and the same source.
    ///
    /// - Parameters:
    ///   - titles: Finds the edits of the document's title and of the headings that blocks stand under; each distinct
    ///     title is asked for once as long as it stays the same from block to block.
    ///   - edit: Finds the edits of a block, given its number and its content.
    /// - Complexity: O(content).
    func rewritten(
        titles: @escaping (CleansingText, inout ContentEdits) -> Void,
        _ edit: (Int, CleansingText, inout ContentEdits) -> Void
    ) -> ParsedDocument {
        var rewriter = PieceRewriter(source: source.bytes, capacity: pieces.count)
        var headings = TitleRewriter(edit: titles)
        var kept: [Block] = []
        var edits = ContentEdits()
        var numbers: [Int] = []
        var isChanged = false
        for (number, block) in blocks.enumerated() {
            edits.removeAll()
            numbers.append(kept.count)
            let text = contentText(of: block)
            edit(number, text, &edits)
            if !edits.isEmpty { isChanged = true }
            let own = rewriter.rewrite(pieces[block.pieces], of: text, with: edits, as: kept.count)
            if own.isEmpty { continue }
            var block = block
            block.pieces = own
            block.headings = headings.rewritten(block.headings)
            kept.append(block)
        }
        numbers.append(kept.count)
        let title = title.flatMap { headings.rewritten($0) }
        if !isChanged, !headings.isChanged { return self }
        return ParsedDocument(
            source: source, title: title, language: language, blocks: kept,
            pieces: rewriter.pieces, omissions: omissions, links: links,
            declarations: declarations(keeping: numbers, of: kept.count), isVerbatim: isVerbatim && !isChanged,
            warnings: warnings)
    }

    /// The declarations over the blocks that are left; `numbers` gives the new number of each old block, or of the next
    /// one left.
    private func declarations(keeping numbers: [Int], of count: Int) -> [Declaration] {
        if count == blocks.count { return declarations }
        return declarations.compactMap { declaration in
            var declaration = declaration
            let new = numbers[declaration.blocks.lowerBound]..<numbers[declaration.blocks.upperBound]
            declaration.blocks = new
            return new.isEmpty ? nil : declaration
        }
    }

    /// A block's content for steps to look at: the source itself where the block is one stretch of it.
    func contentText(of block: Block) -> CleansingText {
        let own = pieces[block.pieces]
        if let only = own.first, own.count == 1, only.replacement == nil {
            return CleansingText(bytes: source.bytes, range: only.range, kind: block.kind)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(block.range.count)
        for piece in own { piece.append(to: &bytes, from: source.bytes, within: 0..<source.bytes.count) }
        let count = bytes.count
        return CleansingText(bytes: bytes, range: 0..<count, kind: block.kind)
    }
}

/// Changes titles as the content is changed; consecutive blocks mostly stand under the same.
private struct TitleRewriter {
    let edit: (CleansingText, inout ContentEdits) -> Void
    private(set) var isChanged = false
    private var last: (old: [String], new: [String]) = ([], [])

    init(edit: @escaping (CleansingText, inout ContentEdits) -> Void) {
        self.edit = edit
    }

    mutating func rewritten(_ path: [String]) -> [String] {
        if path == last.old { return last.new }
        let shared = zip(path, last.old).prefix { $0 == $1 }.count
        var new = Array(last.new.prefix(shared))
        for title in path.dropFirst(shared) { new.append(rewritten(title) ?? title) }
        last = (path, new)
        return new
    }

    /// Nil if nothing visible is left of it.
    mutating func rewritten(_ title: String) -> String? {
        var edits = ContentEdits()
        let bytes = Array(title.utf8)
        let text = CleansingText(bytes: bytes, range: 0..<bytes.count, kind: .heading(level: 1))
        edit(text, &edits)
        if edits.isEmpty { return title }
        isChanged = true
        let new = edits.applied(to: text).asTitle
        return new.isEmpty ? nil : new
    }
}
