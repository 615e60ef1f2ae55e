/// Chunks of JSON Lines while they arrive, in memory that does not grow with them.
///
/// No chunk holds parts of two lines, so any chunker may divide them. It gives exactly the chunks that the chunker gives
/// for the whole file, however that is divided into blocks; only a file of a single line of more than a million bytes,
/// whose title would be the document's, has none here.
///
///     let chunker = try RecursiveChunker(size: .characters(1_000))
///     var stream = JSONLinesChunkStream(path: "big.jsonl", chunker: chunker)
///     while let block = try file.read(upToCount: 1 << 20) {
///         stream.append(block)
///         while let chunk = try stream.next() { … }
///     }
///     stream.finish()
///     while let chunk = try stream.next() { … }
///
/// Memory: a few million bytes with the chunks made of them, or some times the longest line if that is more.
public struct JSONLinesChunkStream: Sendable {
    private let path: String
    private let parser: JSONParser
    private let chunker: any Chunker

    /// Bytes that are not read yet, and where they begin in the file.
    private var arrived: [UInt8] = []
    private var base = 0
    private var isFinished = false
    /// How many bytes must arrive before the next look.
    private var due = Self.leastBlock
    /// Chunks to give, from the first one on.
    private var chunks: [Chunk] = []
    private var given = 0
    private var ordinal = 0

    private static let leastBlock = 1 << 20

    /// - Parameter parser: What of a line is text; its layout is taken to be lines.
    public init(path: String, parser: JSONParser = JSONParser(layout: .lines), chunker: any Chunker) {
        self.path = path
        self.parser = parser
        self.chunker = chunker
    }

    /// How many bytes of the file are in memory.
    package var heldBytes: Int { arrived.count }

    /// Adds the next bytes of the file; they may end anywhere.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        precondition(!isFinished, "nothing follows the end of a file")
        arrived.append(contentsOf: bytes)
    }

    /// Says that no more bytes will come.
    public mutating func finish() {
        isFinished = true
    }

    /// The next chunk; nil if that depends on bytes to come, or, once the file is finished, if there is none.
    ///
    /// - Throws: ``DocumentError`` with places in the whole file, ``ChunkingError``.
    public mutating func next() throws -> Chunk? {
        while given == chunks.count {
            if isFinished ? arrived.isEmpty : arrived.count < due { return nil }
            try look()
        }
        defer { given += 1 }
        return chunks[given]
    }

    /// Makes chunks of all lines that are complete.
    private mutating func look() throws {
        (chunks, given) = ([], 0)
        let end = isFinished ? arrived.count : arrived.lastIndex(where: Whitespace.isLineEnd).map { $0 + 1 } ?? 0
        // A line longer than what has arrived: as much again, so that it takes linear time.
        due = end == 0 ? arrived.count * 2 : Self.leastBlock
        if end == 0 { return }
        let lines = Array(arrived[..<end])
        arrived.removeSubrange(..<end)
        defer { base += end }
        do {
            let source = try SourceDocument(path: path, utf8: lines)
            let isWhole = isFinished && base == 0
            let document = try isWhole ? parser.parse(lines: source) : parser.parse(part: source)
            chunks = try chunker.chunks(of: document).map(moved)
        } catch let error as DocumentError {
            throw error.moved(by: base)
        }
        ordinal += chunks.count
    }

    /// From its place in the lines to that in the file.
    private func moved(_ chunk: Chunk) -> Chunk {
        var chunk = chunk
        chunk.range = moved(chunk.range)
        chunk.ordinal += ordinal
        if var context = chunk.context {
            context.range = moved(context.range)
            chunk.context = context
        }
        return chunk
    }

    private func moved(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound + base..<range.upperBound + base
    }
}
