/// Cuts a run of blocks into windows of bounded size: the algorithm under every chunker.
///
/// A window begins at a character of the content, is measured to the farthest end that fits, and is cut at the best
/// boundary before that end. Both the starts and the ends of the windows strictly ascend, whatever the overlap, so it
/// terminates; each window looks at no more than its own bytes, so the time is linear in the output.
struct WindowCutter {
    /// Where windows are cut.
    enum Separators {
        /// Wherever the size ends, between grapheme clusters.
        case none
        /// At headings, paragraphs, lines, sentences and words.
        case text
        /// As text, with code and tables whole where they fit.
        case structure
    }

    let document: ParsedDocument
    let meter: SizeMeter
    let separators: Separators
    let bytes: [UInt8]
    let graphemes: GraphemeBoundary
    let scanner: BoundaryScanner
    /// The best boundary that the document can have, to stop looking at once it is found.
    let bestPossible: TextBoundary
    let tables: TableLeads

    /// - Parameters:
    ///   - words: Where cuts between words fall in scripts without spaces; a dictionary of the size's stands in for one.
    ///   - tables: What leads the parts of tables; the document's header rows unless stated.
    init(
        document: ParsedDocument, meter: SizeMeter, separators: Separators, words: WordSegmenter = WordSegmenter(),
        tables: TableLeads? = nil
    ) {
        self.document = document
        self.meter = meter
        self.separators = separators
        bytes = document.source.bytes
        graphemes = GraphemeBoundary(bytes: bytes)
        scanner = BoundaryScanner(bytes: bytes, words: words.dictionary == nil ? meter.segmenter ?? words : words)
        bestPossible = document.blocks.contains(where: \.isHeading) ? .section : .paragraph
        self.tables = separators == .none ? .none : tables ?? TableLeads(document: document, meter: meter)
    }

    /// How far a stretch of a document has been cut.
    struct Cursor {
        /// The pieces that the stretch has content in.
        let region: Range<Int>
        let contentEnd: Int
        let regionEnd: Int
        /// Where the next window begins; nil if there is no more.
        var start: Int?
        /// The end of the last window.
        var covered: Int
        /// The same, trimmed.
        var given: Int
    }

    /// Gives the windows of some consecutive blocks, in order.
    func cut(blocks: Range<Int>, _ give: (Range<Int>) -> Void) {
        if blocks.isEmpty { return }
        cut(document.range(of: blocks), give)
    }

    /// Gives the windows of a stretch of the source, in order.
    func cut(_ range: Range<Int>, _ give: (Range<Int>) -> Void) {
        var cursor = cursor(in: range)
        while let window = next(&cursor) { give(window) }
    }

    func cursor(in range: Range<Int>) -> Cursor {
        let region =
            document.firstPiece(endingAfter: range.lowerBound)..<document.firstPiece(startingAt: range.upperBound)
        guard let last = region.last else {
            let none = range.lowerBound
            return Cursor(
                region: region, contentEnd: none, regionEnd: none, start: nil, covered: none, given: none)
        }
        let start = windowStart(from: range.lowerBound, in: region)
        return Cursor(
            region: region, contentEnd: min(document.pieces[last].range.upperBound, range.upperBound),
            regionEnd: range.upperBound, start: start, covered: start ?? 0, given: start ?? 0)
    }

    /// The next window; nil if there is no more.
    func next(_ cursor: inout Cursor) -> Range<Int>? {
        var reserve = 0
        while true {
            var attempt = cursor
            guard let window = window(&attempt, reserve: reserve) else {
                cursor = attempt
                return nil
            }
            let surplus = meter.surplus(of: window, behind: tables.extent(at: window.lowerBound))
            if surplus == 0 || reserve > window.count {
                cursor = attempt
                return window
            }
            reserve = max(reserve * 2, reserve + surplus)
        }
    }

    /// The next window that leaves some words' room.
    private func window(_ cursor: inout Cursor, reserve: Int) -> Range<Int>? {
        let region = cursor.region
        while let start = cursor.start, start < cursor.contentEnd {
            let lead = tables.extent(at: start) + SizeMeter.Extent(characters: 0, tokens: reserve)
            let limit = meter.limit(from: start, to: cursor.regionEnd, behind: lead)
            if limit >= cursor.contentEnd {
                cursor.start = nil
                return start..<(limit >= cursor.regionEnd ? cursor.regionEnd : cursor.contentEnd)
            }
            guard let end = end(of: start, limit: limit, after: max(cursor.covered, start), in: region) else {
                // The overlap leaves no room for the next cluster: go on without it, or else cut the cluster.
                if start < cursor.covered, let next = windowStart(from: cursor.covered, in: region), next > start {
                    cursor.start = next
                    cursor.covered = max(cursor.covered, next)
                    continue
                }
                cursor.start = windowStart(from: limit, in: region)
                (cursor.covered, cursor.given) = (limit, limit)
                return start..<limit
            }
            let trimmed = trimmedEnd(end, from: start, in: region)
            if let next = windowStart(from: end, in: region) {
                cursor.start = overlappingStart(before: end, after: start, in: region) ?? next
            } else {
                cursor.start = nil
            }
            cursor.covered = end
            if trimmed > cursor.given {
                cursor.given = trimmed
                return start..<trimmed
            }
        }
        return nil
    }

    // MARK: Starts

    /// The first position at or behind `position` where content that is not blank begins; nil if there is no more.
    ///
    /// At a block's beginning the markup that leads it is taken in, unless that alone fills a window.
    func windowStart(from position: Int, in region: Range<Int>) -> Int? {
        var index = max(document.firstPiece(endingAfter: position), region.lowerBound)
        while index < region.upperBound {
            let piece = document.pieces[index]
            let inside = max(piece.range.lowerBound, position)
            if let replacement = piece.replacement {
                if !replacement.properties.isWhitespace { return leadingStart(of: index, at: inside, from: position) }
            } else {
                let text = Whitespace.end(in: bytes, from: inside, to: piece.range.upperBound)
                if text < piece.range.upperBound {
                    // White space that carries a combining mark is no white space.
                    let start = graphemes.last(atOrBefore: text, after: inside) ?? inside
                    return leadingStart(of: index, at: start, from: position)
                }
            }
            index += 1
        }
        return nil
    }

    /// Never before `position`: a window that ended in a lead would begin with it again for ever.
    private func leadingStart(of index: Int, at start: Int, from position: Int) -> Int {
        let block = document.blocks[document.pieces[index].block]
        guard index == block.pieces.lowerBound, start == document.pieces[index].range.lowerBound else { return start }
        let lead = block.range.lowerBound
        if lead == start || lead < position { return start }
        return meter.limit(from: lead, to: block.range.upperBound) > start ? lead : start
    }

    /// Where the next window begins that repeats the end of this one; nil if no unit fits the overlap.
    private func overlappingStart(before end: Int, after start: Int, in region: Range<Int>) -> Int? {
        let earliest = meter.overlapStart(before: end, floor: start + 1)
        if earliest >= end { return nil }
        var wordStart: Int?
        var patience = Self.patience
        if separators != .none {
            var index = document.firstPiece(endingAfter: earliest - 1)
            while index < region.upperBound, document.pieces[index].range.lowerBound < end {
                let piece = document.pieces[index]
                let block = document.blocks[piece.block]
                if index == block.pieces.lowerBound, piece.range.lowerBound >= earliest, index > region.lowerBound {
                    // A block begins here; its lead is taken in if the overlap has room for it.
                    let lead = block.range.lowerBound
                    return lead >= earliest && lead < end ? lead : piece.range.lowerBound
                }
                if let replacement = piece.replacement {
                    if let unit = unit(behind: replacement, at: index, from: earliest, to: end, in: region) {
                        if unit.kind >= .sentence { return unit.position }
                        wordStart = wordStart ?? unit.position
                    }
                    index += 1
                    continue
                }
                let last = min(piece.range.upperBound, end - 1)
                var position = max(earliest, piece.range.lowerBound + 1)
                while position <= last, patience > 0 {
                    if let found = scanner.boundary(
                        at: position, floor: piece.range.lowerBound, keepsLines: block.keepsLines),
                        found >= .sentence || wordStart == nil
                    {
                        if graphemes.isBoundary(position, floor: start) {
                            if found >= .sentence { return position }
                            wordStart = position
                        } else {
                            patience -= 1
                        }
                    }
                    position += 1
                    // With a word at hand, but sentences are looked for.
                    if wordStart != nil {
                        position = scanner.firstSentencePlace(atOrAfter: position, before: last + 1)
                    }
                }
                index += 1
            }
        }
        let unit = wordStart ?? graphemes.first(atOrAfter: earliest, before: end, floor: start)
        guard let unit, let content = windowStart(from: unit, in: region), content < end else { return nil }
        return max(content, unit)
    }

    /// The word, sentence or row that begins behind a piece that means white space; nil if none begins in the range.
    private func unit(
        behind space: Unicode.Scalar, at index: Int, from earliest: Int, to end: Int, in region: Range<Int>
    ) -> (position: Int, kind: TextBoundary)? {
        let piece = document.pieces[index]
        guard space.properties.isWhitespace, space != "\u{A0}", piece.range.upperBound >= earliest,
            let position = windowStart(from: piece.range.upperBound, in: region), position < end
        else { return nil }
        let kind = boundary(behind: space, at: index, keepsLines: document.blocks[piece.block].keepsLines)
        return (position, kind)
    }

    // MARK: Ends

    /// The best cut at most at `limit` and behind `floor`; nil if not one grapheme cluster fits.
    private func end(of start: Int, limit: Int, after floor: Int, in region: Range<Int>) -> Int? {
        if separators != .none {
            if separators == .structure, let whole = endBeforeWholeBlock(limit: limit, after: floor) { return whole }
            let middle = max(floor, start + (limit - start) / 2)
            if let best = bestBoundary(after: middle, upTo: limit, origin: start, in: region) {
                // Where a word of a script without spaces was guessed to end, a dictionary knows better.
                guard best.kind == .word, scanner.knowsWords, scanner.isAmidWideText(best.position) else {
                    return best.position
                }
                return lastWord(after: middle, upTo: limit, origin: start) ?? best.position
            }
            if let last = lastBoundary(after: floor, upTo: middle, origin: start, in: region) { return last }
            if let word = lastWord(after: floor, upTo: limit, origin: start) { return word }
        }
        return graphemes.last(atOrBefore: limit, after: floor)
    }

    /// The last end or beginning of a word in text without spaces; nil if there is none in the piece that the limit is in.
    private func lastWord(after floor: Int, upTo limit: Int, origin: Int) -> Int? {
        let index = document.firstPiece(endingAfter: limit - 1)
        guard index < document.pieces.count, document.pieces[index].replacement == nil,
            let word = scanner.lastWord(
                atOrBefore: limit, after: max(floor, document.pieces[index].range.lowerBound))
        else { return nil }
        return graphemes.isBoundary(word, floor: origin) ? word : nil
    }

    /// The end of the block before the code or table that the limit falls into, if that fits a window of its own.
    private func endBeforeWholeBlock(limit: Int, after floor: Int) -> Int? {
        let index = document.firstPiece(endingAfter: limit - 1)
        guard index < document.pieces.count else { return nil }
        let number = document.pieces[index].block
        let block = document.blocks[number]
        guard number > 0, block.keepsLines, block.range.lowerBound < limit, block.range.upperBound > limit else {
            return nil
        }
        let end = document.blocks[number - 1].range.upperBound
        guard end > floor, end <= limit,
            meter.limit(from: block.range.lowerBound, to: block.range.upperBound) == block.range.upperBound
        else { return nil }
        return end
    }

    /// How many places that turn out to lie inside a cluster are looked at; white space with combining marks is rare.
    private static let patience = 8

    /// The best boundary in a range, the last of its kind; nil if there is none.
    private func bestBoundary(
        after floor: Int, upTo limit: Int, origin: Int, in region: Range<Int>
    ) -> (position: Int, kind: TextBoundary)? {
        var best: (position: Int, kind: TextBoundary)?
        var patience = Self.patience
        scanBack(after: floor, upTo: limit, in: region) { position, kind in
            if let best, kind <= best.kind { return .better(than: best.kind) }
            if graphemes.isBoundary(position, floor: origin) {
                best = (position, kind)
                return kind < bestPossible ? .better(than: kind) : .none
            }
            patience -= 1
            if patience == 0 { return .none }
            return best.map { .better(than: $0.kind) } ?? .any
        }
        return best
    }

    /// The last boundary of any kind in a range; nil if there is none.
    private func lastBoundary(after floor: Int, upTo limit: Int, origin: Int, in region: Range<Int>) -> Int? {
        var last: Int?
        var patience = Self.patience
        scanBack(after: floor, upTo: limit, in: region) { position, _ in
            if graphemes.isBoundary(position, floor: origin) { last = position }
            patience -= 1
            return last == nil && patience > 0 ? .any : .none
        }
        return last
    }

    /// Visits the boundaries in a range of positions from the last to the first; `visit` says which ones it still wants,
    /// and may get others too.
    @inline(__always)
    private func scanBack(
        after floor: Int, upTo limit: Int, in region: Range<Int>, _ visit: (Int, TextBoundary) -> WantedBoundary
    ) {
        var wanted = WantedBoundary.any
        var index = min(document.firstPiece(endingAfter: limit), region.upperBound - 1)
        while index >= region.lowerBound {
            let piece = document.pieces[index]
            let block = document.blocks[piece.block]
            if piece.range.lowerBound < limit {
                if index == block.pieces.upperBound - 1, piece.range.upperBound <= limit {
                    let end = block.range.upperBound <= limit ? block.range.upperBound : piece.range.upperBound
                    if end <= floor { return }
                    wanted = visit(end, boundary(behind: piece.block))
                    if case .none = wanted { return }
                }
                let last = min(piece.range.upperBound, limit)
                if let replacement = piece.replacement {
                    if last == piece.range.upperBound, last > floor, replacement.properties.isWhitespace,
                        replacement != "\u{A0}"
                    {
                        wanted = visit(
                            last, boundary(behind: replacement, at: index, keepsLines: block.keepsLines))
                    }
                } else {
                    let first = max(floor, piece.range.lowerBound)
                    var position = last
                    while let found = scanner.last(
                        wanted, atOrBefore: position, after: first, stretchStart: piece.range.lowerBound,
                        keepsLines: block.keepsLines)
                    {
                        wanted = visit(found.position, found.kind)
                        position = found.position - 1
                    }
                }
                if case .none = wanted { return }
            }
            if piece.range.lowerBound <= floor { return }
            index -= 1
        }
    }

    /// A heading is not parted from what it heads.
    private func boundary(behind block: Int) -> TextBoundary {
        if document.blocks[block].isHeading { return .word }
        return block + 1 < document.blocks.count && document.blocks[block + 1].isHeading ? .section : .paragraph
    }

    private func boundary(behind space: Unicode.Scalar, at index: Int, keepsLines: Bool) -> TextBoundary {
        let piece = document.pieces[index].range
        if space == "\n" {
            let next = piece.upperBound < bytes.count ? bytes[piece.upperBound] : 0
            return ASCII.isLowercase(next) && !keepsLines ? .word : .line
        }
        guard index > 0, document.pieces[index - 1].block == document.pieces[index].block else { return .word }
        let previous = document.pieces[index - 1].range
        guard previous.upperBound == piece.lowerBound else { return .word }
        return scanner.sentenceEnds(before: piece.upperBound, floor: previous.lowerBound) ? .sentence : .word
    }

    /// The cut without the white space and the markup before it.
    private func trimmedEnd(_ end: Int, from start: Int, in region: Range<Int>) -> Int {
        var end = end
        var index = min(document.firstPiece(endingAfter: end - 1), region.upperBound - 1)
        while index >= region.lowerBound, end > start {
            let piece = document.pieces[index]
            if piece.range.lowerBound < end {
                if index == document.blocks[piece.block].pieces.upperBound - 1,
                    end >= document.blocks[piece.block].range.upperBound
                {
                    return document.blocks[piece.block].range.upperBound
                }
                end = min(end, piece.range.upperBound)
                if let replacement = piece.replacement {
                    if !replacement.properties.isWhitespace { return end }
                    if index > region.lowerBound, document.pieces[index - 1].range == piece.range {
                        index -= 1  // one of several characters for the same bytes
                        continue
                    }
                } else {
                    let text = Whitespace.start(in: bytes, from: max(piece.range.lowerBound, start), to: end)
                    if text > piece.range.lowerBound { return text }
                }
                end = piece.range.lowerBound
            }
            index -= 1
        }
        return end
    }
}
