/// Chunks of plain text while it arrives, in memory that does not grow with it.
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
/// it is held whole. So is a run of white space.
public struct TextChunkStream: Sendable {
    private let path: String
    private let size: ChunkSize
    private let overlap: Int
    private let separators: WindowCutter.Separators
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
        var cursor: WindowCutter.Cursor?
        /// What lies before it is as it is in the whole text.
        let horizon: Int
    }

    init(path: String, size: ChunkSize, overlap: Int, separators: WindowCutter.Separators) {
        self.path = path
        self.size = size
        self.overlap = overlap
        self.separators = separators
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
                if text.isBlank { continue }
                defer { ordinal += 1 }
                return Chunk(
                    range: range.lowerBound + view.base..<range.upperBound + view.base, text: text, content: text,
                    headings: [], ordinal: ordinal)
            }
            if isFinished ? arrived.isEmpty && view?.horizon == Int.max : arrived.count < due { return nil }
            try look()
        }
    }

    /// The next window that does not depend on bytes to come.
    private mutating func nextWindow() -> Range<Int>? {
        guard var cursor = view?.cursor, let view, let start = cursor.start, start <= view.horizon - reach,
            let window = view.cutter.next(&cursor)
        else { return nil }
        if view.horizon < Int.max, cursor.start == nil || window.lowerBound > view.horizon - reach { return nil }
        self.view?.cursor = cursor
        return window
    }

    /// Takes in what has arrived, and forgets what no cut depends on any more.
    private mutating func look() throws {
        let kept = view.map { view in view.bytes[keptStart(of: view)...] } ?? []
        let base = (view?.base ?? 0) + kept.startIndex
        let complete = isFinished ? arrived.count : arrived.count - arrived.incompleteTail
        let bytes = kept + arrived[..<complete]
        arrived.removeSubrange(..<complete)
        let old = view
        view = nil

        let source = try source(Array(bytes), base: base)
        let document = try PlainTextParser().parse(source)
        let meter = try SizeMeter(size: size, overlap: overlap, source: source)
        let cutter = WindowCutter(document: document, meter: meter, separators: separators)
        var cursor = document.blocks.isEmpty ? nil : cutter.cursor(in: document.range(of: document.blocks.indices))
        if let old, let last = old.cursor, let start = last.start {
            let shift = old.base - base
            cursor?.start = start + shift
            cursor?.covered = last.covered + shift
            cursor?.given = last.given + shift
        } else if old?.cursor != nil {
            cursor?.start = nil
        }
        let horizon = isFinished ? Int.max : endOfCertainty(in: source.bytes)
        // As much again as was kept, so that a text that must be kept takes linear time.
        due = max(Self.leastBlock, kept.count, reach > Int.max / 8 ? reach : reach * 4)
        view = View(base: base, bytes: source.bytes, cutter: cutter, cursor: cursor, horizon: horizon)
    }

    private func source(_ bytes: [UInt8], base: Int) throws(DocumentError) -> SourceDocument {
        do {
            return try SourceDocument(path: path, utf8: bytes)
        } catch .invalidUTF8(let path, let offset) {
            throw .invalidUTF8(path: path, offset: offset + base)
        } catch .binary(let path, let offset) {
            throw .binary(path: path, offset: offset + base)
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
        guard let cursor = view.cursor, let start = cursor.start else { return 0 }
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

extension RecursiveChunker {
    /// Chunks a plain text while it arrives.
    public func stream(path: String) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, separators: .text)
    }
}

extension FixedSizeChunker {
    /// Chunks a plain text while it arrives.
    public func stream(path: String) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, separators: .none)
    }
}
