/// Chunks of plain text, or of a table in text, while it arrives, in memory that does not grow with it.
///
/// It gives exactly the chunks that the chunker gives for the whole text, however the text is divided into blocks:
///
///     var stream = try RecursiveChunker(size: .characters(1_000)).stream(path: "big.txt")
///     while let block = try file.read(upToCount: 1 << 20) {
///         stream.append(block)
///         while let chunk = try stream.next() { … }
///     }
///     stream.finish()
///     while let chunk = try stream.next() { … }
///
/// Memory: a few million bytes, or some thirty times the size's cap in bytes if that is more. Sizes in tokens need a
/// tokenizer whose tokens do not depend on what lies beyond white space, and then no run without white space is parted:
/// it is held whole. So is a run of white space, by ``SentenceChunker`` a sentence with the two behind it, and of a table
/// the row that a chunk begins in with the one before it; a cell whose quote is never closed holds all that follows.
public struct TextChunkStream: Sendable {
    /// How a text is divided.
    enum Division {
        case windows(WindowCutter.Separators)
        case sentences
    }

    private let path: String
    private let size: ChunkSize
    private let overlap: Int
    private let words: WordSegmenter
    private let division: Division
    /// Nil for plain text.
    private let table: TableStreaming?
    /// What is known of the table once its header has been forgotten.
    private var header: TableStreaming.Header?
    /// How many bytes from its beginning a window's cuts may depend on.
    private let reach: Int

    /// Bytes that are not looked at yet.
    private var arrived: [UInt8] = []
    private var isFinished = false
    /// How many bytes must arrive before the next look.
    private var due = Self.leastBlock
    private var view: View?
    private var ordinal = 0

    /// Small against memory, and large against what two looks have in common.
    private static let leastBlock = 1 << 20

    /// A part of the text that is being cut.
    private struct View {
        /// Where it begins in the text.
        let base: Int
        let bytes: [UInt8]
        let cutter: WindowCutter
        /// Nil where the view holds nothing that is not blank, or text is divided into sentences.
        var cursor: WindowCutter.Cursor?
        /// The same for sentences.
        var packer: SentencePacker?
        /// What lies before it is as it is in the whole text.
        let horizon: Int

        /// Where the next window begins; nil where there is none.
        var start: Int? {
            guard let packer else { return cursor?.start }
            return packer.first < packer.sentences.count ? packer.sentences[packer.first].range.lowerBound : nil
        }
    }

    init(
        path: String, size: ChunkSize, overlap: Int, words: WordSegmenter = WordSegmenter(), division: Division,
        table: CSVParser? = nil
    ) {
        self.path = path
        self.size = size
        self.overlap = overlap
        self.words = words
        self.division = division
        self.table = table.map(TableStreaming.init)
        // A scalar has four bytes at most; cuts look at the scalar behind.
        let cap = size.characterLimit
        reach = cap > Int.max / 8 ? Int.max / 2 : cap * 4 + 64
    }

    /// How many bytes of the text are in memory.
    package var heldBytes: Int { arrived.count + (view?.bytes.count ?? 0) }

    /// Adds the next bytes of the text; they may end inside a character.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        precondition(!isFinished, "nothing follows the end of a text")
        arrived.append(contentsOf: bytes)
    }

    /// Says that no more bytes will come.
    public mutating func finish() {
        isFinished = true
    }

    /// The next chunk; nil if that depends on bytes to come, or, once the text is finished, if there is none.
    ///
    /// - Throws: ``DocumentError`` where the text is not UTF-8 or holds a NUL, ``ChunkingError``.
    public mutating func next() throws -> Chunk? {
        while true {
            if let range = nextWindow(), let view {
                let text = String(decoding: view.bytes[range], as: UTF8.self)
                let content = table == nil ? text : view.cutter.document.content(in: range)
                if content.isBlank { continue }
                defer { ordinal += 1 }
                return Chunk(
                    range: range.lowerBound + view.base..<range.upperBound + view.base, text: text, content: content,
                    headings: [], ordinal: ordinal, lead: view.cutter.tables.text(at: range.lowerBound))
            }
            if isFinished ? arrived.isEmpty && view?.horizon == Int.max : arrived.count < due { return nil }
            try look()
        }
    }

    /// The next window that does not depend on bytes to come.
    private mutating func nextWindow() -> Range<Int>? {
        if var packer = view?.packer, let view {
            defer { self.view?.packer = packer }
            if let window = packer.nextWithinSentence() { return window }
            // A sentence is certain as soon as two more stand behind it.
            let needed = packer.needed.upperBound
            let isCertain =
                view.horizon == Int.max
                || needed + 2 <= packer.sentences.count && packer.sentences[needed - 1].range.upperBound <= view.horizon
            return isCertain ? packer.next() : nil
        }
        guard var cursor = view?.cursor, let view, let start = cursor.start, start <= view.horizon - reach,
            let window = view.cutter.next(&cursor)
        else { return nil }
        if view.horizon < Int.max, cursor.start == nil || window.lowerBound > view.horizon - reach { return nil }
        self.view?.cursor = cursor
        return window
    }

    /// Takes in what has arrived, and forgets what no cut depends on any more.
    private mutating func look() throws {
        let keptStart = view.map(keptStart) ?? 0
        if let table, let view, view.base == 0, keptStart > 0 { header = table.header(of: view.cutter) }
        let kept = view.map { $0.bytes[keptStart...] } ?? []
        let base = (view?.base ?? 0) + kept.startIndex
        let complete = isFinished ? arrived.count : arrived.count - arrived.incompleteTail
        let bytes = kept + arrived[..<complete]
        arrived.removeSubrange(..<complete)
        let old = view
        view = nil

        let source = try source(Array(bytes), base: base)
        let meter = try SizeMeter(size: size, overlap: overlap, source: source)
        var horizon = endOfCertainty(in: source.bytes)
        let document: ParsedDocument
        if let table {
            let (parsed, certainEnd) = table.parse(source, header)
            document = parsed
            horizon = min(horizon, certainEnd)
        } else {
            document = try PlainTextParser().parse(source)
        }
        if isFinished { horizon = Int.max }
        // As much again as was kept, so that a text that must be kept takes linear time.
        due = max(Self.leastBlock, kept.count, reach > Int.max / 8 ? reach : reach * 4)
        switch division {
        case .windows(let separators):
            let cutter = WindowCutter(
                document: document, meter: meter, separators: separators, words: words, tables: header?.leads)
            let cursor = cursor(of: cutter, behind: old, base: base)
            view = View(base: base, bytes: source.bytes, cutter: cutter, cursor: cursor, horizon: horizon)
        case .sentences:
            let cutter = WindowCutter(document: document, meter: meter, separators: .text, words: words)
            let packer = packer(of: cutter, behind: old, base: base)
            view = View(base: base, bytes: source.bytes, cutter: cutter, packer: packer, horizon: horizon)
        }
    }

    /// Goes on where an earlier view ended.
    private func cursor(of cutter: WindowCutter, behind old: View?, base: Int) -> WindowCutter.Cursor? {
        let document = cutter.document
        guard !document.blocks.isEmpty else { return nil }
        var cursor = cutter.cursor(in: document.range(of: document.blocks.indices))
        guard let old, let last = old.cursor else { return cursor }
        let shift = old.base - base
        cursor.start = last.start.map { $0 + shift }
        cursor.covered = last.covered + shift
        cursor.given = last.given + shift
        return cursor
    }

    private func packer(of cutter: WindowCutter, behind old: View?, base: Int) -> SentencePacker? {
        guard !cutter.document.blocks.isEmpty else { return nil }
        var start = 0
        var covered = 0
        if let old, let last = old.packer {
            start = old.start.map { $0 + old.base - base } ?? cutter.bytes.count
            covered = last.covered - last.first
        }
        let sentences = SentenceRanges(document: cutter.document)
            .sentences(in: cutter.document.blocks.indices, from: start)
        return SentencePacker(sentences: sentences, cutter: cutter, covered: covered)
    }

    private func source(_ bytes: [UInt8], base: Int) throws(DocumentError) -> SourceDocument {
        do {
            return try SourceDocument(path: path, utf8: bytes)
        } catch {
            throw error.moved(by: base)
        }
    }

    private var countsCharacters: Bool {
        if case .characters = size { true } else { false }
    }

    /// Words and tokens are the same again up to the last white space.
    private func endOfCertainty(in bytes: [UInt8]) -> Int {
        countsCharacters ? bytes.count : bytes.lastIndex(where: Whitespace.isASCII) ?? 0
    }

    /// Where to begin the next look: far enough before the next window for all rules that look back.
    ///
    /// Those pass over white space, closing marks and one abbreviation, and stop at a letter.
    private func keptStart(of view: View) -> Int {
        guard let start = view.start else { return 0 }
        if let table { return table.keptStart(before: start, of: view.cutter, hasHeader: view.base == 0) }
        var i = min(start, view.bytes.count - 1)
        repeat { i -= 1 } while i > 0 && !view.bytes[i].leadsLetter
        i -= 16  // an abbreviation has eight at most
        while i > 0, countsCharacters ? view.bytes[i] & 0xC0 == 0x80 : !Whitespace.isASCII(view.bytes[i]) { i -= 1 }
        return max(i, 0)
    }
}

extension UInt8 {
    /// Whether it is an ASCII letter or digit, or begins a kana or an ideograph.
    fileprivate var leadsLetter: Bool {
        ASCII.isAlphanumeric(self) || (0xE4...0xE9).contains(self)
    }
}

extension [UInt8] {
    /// How many bytes at the end are the beginning of a character.
    fileprivate var incompleteTail: Int {
        for back in 1..<Swift.min(4, count + 1) {
            let byte = self[count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            return length > back ? back : 0
        }
        return 0
    }
}
