/// The sentences of a document, where they lie in the source.
///
/// Lines of code and rows of tables count as sentences; so does a line of plain text before one that begins with no
/// small letter. A heading goes with the first sentence that it heads.
struct SentenceRanges {
    struct Sentence {
        /// From its first character to its last; a block's first and last sentence take in the block's own markup.
        var range: Range<Int>
        /// Whether a heading leads it.
        var beginsSection: Bool
    }

    private let document: ParsedDocument

    init(document: ParsedDocument) {
        self.document = document
    }

    /// The sentences of some consecutive blocks, in order; every character that is not blank is in one.
    ///
    /// - Parameter position: A sentence's beginning in a block that is one stretch of the source; those before are left out.
    func sentences(in blocks: Range<Int>, from position: Int = 0) -> [Sentence] {
        var sentences: [Sentence] = []
        var headingStart: Int?
        for index in blocks {
            let block = document.blocks[index]
            if block.range.upperBound <= position { continue }
            if block.isHeading, index + 1 < blocks.upperBound {
                headingStart = headingStart ?? block.range.lowerBound
                continue
            }
            let first = sentences.count
            append(block, from: position, to: &sentences)
            if let start = headingStart {
                sentences[first].range = start..<sentences[first].range.upperBound
                sentences[first].beginsSection = true
                headingStart = nil
            }
        }
        return sentences
    }

    private func append(_ block: Block, from lower: Int, to sentences: inout [Sentence]) {
        let text = ContentText(document: document, pieces: block.pieces)
        let breaks = SentenceBreaks(
            bytes: text.bytes, keepsLines: block.keepsLines, linesCount: block.keepsLines || document.isVerbatim)
        var start = max(block.range.lowerBound, lower)
        // Within the text only where text and source are the same.
        var floor = lower > block.range.lowerBound ? lower : text.range.lowerBound
        var position = floor
        while let next = breaks.next(after: position, floor: floor, end: text.range.upperBound) {
            position = next
            let end = text.source(before: Whitespace.start(in: text.bytes, from: floor, to: next))
            let following = text.source(from: next)
            guard end > start, following >= end else { continue }
            sentences.append(Sentence(range: start..<end, beginsSection: false))
            start = following
            floor = next
        }
        sentences.append(Sentence(range: start..<block.range.upperBound, beginsSection: false))
    }
}

/// Where sentences begin in a text.
struct SentenceBreaks {
    let bytes: [UInt8]
    /// Whether every line is a sentence.
    let keepsLines: Bool
    /// Whether a line's end may be a sentence's.
    let linesCount: Bool
    private let scanner: BoundaryScanner
    private let graphemes: GraphemeBoundary

    init(bytes: [UInt8], keepsLines: Bool, linesCount: Bool) {
        self.bytes = bytes
        self.keepsLines = keepsLines
        self.linesCount = linesCount
        scanner = BoundaryScanner(bytes: bytes)
        graphemes = GraphemeBoundary(bytes: bytes)
    }

    /// The first character of the next sentence; nil if the text has no further one.
    ///
    /// - Parameter floor: Where the sentence that `position` lies in begins.
    func next(after position: Int, floor: Int, end: Int) -> Int? {
        var i = position
        while true {
            i = scanner.firstSentencePlace(atOrAfter: i + 1, before: end)
            if i >= end { return nil }
            if isBreak(at: i, floor: floor, end: end), graphemes.isBoundary(i, floor: floor) {
                let start = Whitespace.end(in: bytes, from: i, to: end)
                if start >= end { return nil }
                // White space that carries a combining mark is no white space.
                return start == i ? i : graphemes.last(atOrBefore: start, after: i) ?? i
            }
        }
    }

    private func isBreak(at position: Int, floor: Int, end: Int) -> Bool {
        let before = bytes[position - 1]
        if before >= 0x80 {
            guard let kind = scanner.boundary(at: position, floor: floor, keepsLines: keepsLines) else { return false }
            return kind >= .sentence && !keepsLines
        }
        guard Whitespace.isASCII(before), !Whitespace.isASCII(bytes[position]) else { return false }
        let start = Whitespace.start(in: bytes, from: floor, to: position)
        guard start > floor else { return false }
        if keepsLines { return bytes[start..<position].contains(where: Whitespace.isLineEnd) }
        if scanner.sentenceEnds(before: position, floor: floor) { return true }
        return linesCount && !ASCII.isLowercase(bytes[position])
            && bytes[start..<position].contains(where: Whitespace.isLineEnd)
    }
}
