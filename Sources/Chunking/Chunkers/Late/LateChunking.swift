/// Embeds chunks after their document: a chunk's vector is the mean of its tokens' vectors, each of which knows the
/// text around it.
///
///     let chunks = try chunker.chunks(of: document)
///     let vectors = try await LateChunking(embedder: encoder).vectors(for: chunks, of: document)
///
/// A document longer than the encoder's context is read in windows that overlap; of a token that lies in two of them
/// the vector is taken from the one in which it is farther from the edge.
///
/// Such a vector knows what a chunk is about, and is less sure of what just this chunk says. Blended with the chunk's own
/// embedding it finds better than either (`Docs/ChoosingAChunker.md`):
///
///     let late = try LateChunking(embedder: ModelTokenEmbedder(encoder), blending: ModelSentenceEmbedder(encoder))
///
/// - Source: M. Günther et al. 2024, "Late chunking", arXiv:2409.04701, with its long late chunking; the blend is our own.
public struct LateChunking: Sendable {
    private let embedder: any TokenEmbedder
    private let overlap: Int
    private let own: (any SentenceEmbedder)?

    /// - Parameters:
    ///   - overlap: How many tokens neighbouring windows share; a quarter of the context unless stated.
    ///   - own: Embeds the chunks' texts too; a vector is then the mean of both, each of length 1. It must be of the same model.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` for a context of less than one token,
    ///   ``ChunkingError/invalidOverlap(_:size:)``.
    public init(
        embedder: any TokenEmbedder, overlap: Int? = nil, blending own: (any SentenceEmbedder)? = nil
    ) throws(ChunkingError) {
        guard embedder.maximumTokens >= 1 else { throw .invalidSize(embedder.maximumTokens) }
        let overlap = overlap ?? embedder.maximumTokens / 4
        guard overlap >= 0, overlap < embedder.maximumTokens else {
            throw .invalidOverlap(overlap, size: embedder.maximumTokens)
        }
        self.embedder = embedder
        self.overlap = overlap
        self.own = own
    }

    /// The encoders and the windows' overlap. Stored beside the vectors; where it has changed, they are made again.
    public var identity: String {
        "late/1 overlap=\(overlap) embedder=\(embedder.identity)" + (own.map { " own=\($0.identity)" } ?? "")
    }

    /// One vector a chunk, of length 1; nil for a chunk that the encoder sees no token in.
    ///
    /// What is embedded is the document's content, without markup.
    /// - Parameters:
    ///   - chunks: In the order of their ranges, as chunkers give them; they may overlap.
    ///   - texts: What a blend embeds of each chunk; its ``Chunk/embeddingText`` unless stated.
    /// - Throws: ``ChunkingError/misplacedToken(index:range:)``, ``ChunkingError/misshapenVectors(expected:actual:)``,
    ///   what the embedders throw, `CancellationError`.
    public func vectors(
        for chunks: [Chunk], of document: ParsedDocument, texts: [String]? = nil
    ) async throws -> [[Float]?] {
        let late = try await lateVectors(for: chunks, of: document)
        guard let own, !chunks.isEmpty else { return late }
        let texts = texts ?? chunks.map(\.embeddingText)
        guard texts.count == chunks.count else {
            throw ChunkingError.misshapenVectors(expected: chunks.count, actual: texts.count)
        }
        let seen = late.indices.filter { late[$0] != nil }
        let vectors = try await own.vectors(for: seen.map { texts[$0] })
        guard vectors.count == seen.count else {
            throw ChunkingError.misshapenVectors(expected: seen.count, actual: vectors.count)
        }
        var blended = late
        for (index, own) in zip(seen, vectors) {
            guard let mean = late[index], mean.count == own.count else {
                throw ChunkingError.misshapenVectors(expected: late[index]?.count ?? 0, actual: own.count)
            }
            let sum = zip(mean, own.normalized).map { $0 + $1 }.normalized
            // Opposite vectors leave nothing; then the one that knows more stands alone.
            blended[index] = sum.contains { $0 != 0 } ? sum : mean
        }
        return blended
    }

    private func lateVectors(for chunks: [Chunk], of document: ParsedDocument) async throws -> [[Float]?] {
        let text = ContentText(document: document, pieces: document.pieces.indices)
        var pool = TokenPool(chunks: chunks)
        for window in try windows(of: text) {
            try Task.checkCancellation()
            let part = String(decoding: text.bytes[window.text], as: UTF8.self)
            let tokens = try await embedder.tokenVectors(in: part)
            guard tokens.values.count == tokens.ranges.count * tokens.dimension else {
                throw ChunkingError.misshapenVectors(
                    expected: tokens.ranges.count * tokens.dimension, actual: tokens.values.count)
            }
            for (index, range) in tokens.ranges.enumerated() {
                guard range.upperBound <= window.text.count else {
                    throw ChunkingError.misplacedToken(index: index, range: range)
                }
                let position = window.text.lowerBound + range.lowerBound
                guard window.own.contains(position) else { continue }
                let values = tokens.values[index * tokens.dimension..<(index + 1) * tokens.dimension]
                try pool.add(values, at: text.source(from: position))
            }
        }
        return pool.means
    }

    private struct Window {
        /// What the encoder reads.
        var text: Range<Int>
        /// Which part's tokens are taken from it.
        var own: Range<Int>
    }

    private func windows(of text: ContentText) throws -> [Window] {
        let whole = String(decoding: text.bytes[text.range], as: UTF8.self)
        let tokens = embedder.tokenRanges(in: whole)
        for (index, token) in tokens.enumerated() {
            guard token.upperBound <= text.range.count,
                token.lowerBound >= (index > 0 ? tokens[index - 1].lowerBound : 0)
            else { throw ChunkingError.misplacedToken(index: index, range: token) }
        }
        var windows: [Window] = []
        var first = 0
        var ownStart = text.range.lowerBound
        while first < tokens.count {
            let end = min(first + embedder.maximumTokens, tokens.count)
            let lower = text.scalarStart(at: text.range.lowerBound + tokens[first].lowerBound)
            if end == tokens.count {
                windows.append(Window(text: lower..<text.range.upperBound, own: ownStart..<text.range.upperBound))
                break
            }
            let upper = text.scalarStart(at: text.range.lowerBound + tokens[end].lowerBound)
            let next = max(wordStart(atOrBefore: end - overlap, after: first, in: tokens, of: text), first + 1)
            // Half of what both windows see is each one's own.
            let ownEnd = text.range.lowerBound + tokens[max((next + end) / 2, next)].lowerBound
            windows.append(Window(text: lower..<upper, own: ownStart..<max(ownEnd, ownStart)))
            ownStart = max(ownEnd, ownStart)
            first = next
        }
        return windows
    }

    /// A token at or a little before a place that begins a word, since a word's rest would read as another word; the
    /// place itself if there is none.
    private func wordStart(
        atOrBefore place: Int, after first: Int, in tokens: [Range<Int>], of text: ContentText
    ) -> Int {
        var index = place
        while index > first + 1, place - index < 16 {
            let start = text.range.lowerBound + tokens[index].lowerBound
            if start == 0 || Whitespace.isASCII(text.bytes[start - 1]) || Whitespace.isASCII(text.bytes[start]) {
                return index
            }
            index -= 1
        }
        return place
    }
}

/// The running sums of chunks' token vectors.
private struct TokenPool {
    private let chunks: [Chunk]
    private var sums: [[Float]]
    private var dimension: Int?
    /// No chunk before it reaches the tokens that follow.
    private var first = 0

    init(chunks: [Chunk]) {
        self.chunks = chunks
        sums = [[Float]](repeating: [], count: chunks.count)
    }

    /// Adds the vector of a token that begins at a position of the source, behind the earlier ones.
    mutating func add(_ values: ArraySlice<Float>, at position: Int) throws(ChunkingError) {
        guard values.count == dimension ?? values.count else {
            throw .misshapenVectors(expected: dimension ?? 0, actual: values.count)
        }
        dimension = values.count
        while first < chunks.count, chunks[first].range.upperBound <= position { first += 1 }
        var index = first
        while index < chunks.count, chunks[index].range.lowerBound <= position {
            if sums[index].isEmpty { sums[index] = [Float](repeating: 0, count: values.count) }
            for (offset, value) in values.enumerated() { sums[index][offset] += value }
            index += 1
        }
    }

    /// The length of a mean is that of the sum once both are made 1.
    var means: [[Float]?] {
        sums.map { sum in
            let mean = sum.normalized
            return mean.contains { $0 != 0 } ? mean : nil
        }
    }
}

extension ContentText {
    fileprivate func scalarStart(at position: Int) -> Int {
        var i = position
        while i > range.lowerBound, i < range.upperBound, bytes[i] & 0xC0 == 0x80 { i -= 1 }
        return i
    }
}
