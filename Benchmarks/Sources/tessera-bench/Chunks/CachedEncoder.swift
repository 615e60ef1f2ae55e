import Chunking
import ModelServing
import VectorCore

/// An encoder that embeds each text once within a run: chunkers, and sizes of one chunker, share many.
final class CachedEncoder: SentenceEmbedder, @unchecked Sendable {
    let encoder: SentenceEncoder
    /// How many texts were asked for, and how many of them were embedded.
    private(set) var asked = 0
    private(set) var embedded = 0

    /// Rows of `values` by the text's hash. Touched by one task at a time: the command measures one chunker after another.
    private var rows: [ContentHash: Int] = [:]
    private var values: [Float] = []

    init(_ encoder: SentenceEncoder) {
        self.encoder = encoder
    }

    var identity: String { "\(encoder.identity)" }
    var dimension: Int { encoder.identity.dimension }

    func vectors(for texts: [String]) async throws -> [[Float]] {
        let vectors = try embed(texts)
        return (0..<vectors.rows).map { Array(vectors[row: $0]) }
    }

    /// The vectors of texts, in their order.
    func embed(_ texts: [String]) throws -> Matrix {
        let hashes = texts.map { ContentHash(of: $0) }
        var missing: [(hash: ContentHash, text: String)] = []
        var taken: Set<ContentHash> = []
        for (hash, text) in zip(hashes, texts) where rows[hash] == nil && taken.insert(hash).inserted {
            missing.append((hash, text))
        }
        let fresh = try encoder.embed(missing.map(\.text))
        for (index, item) in missing.enumerated() {
            rows[item.hash] = values.count / dimension
            values += fresh[row: index]
        }
        asked += texts.count
        embedded += missing.count
        var result: [Float] = []
        result.reserveCapacity(texts.count * dimension)
        for row in hashes.compactMap({ rows[$0] }) { result += values[row * dimension..<(row + 1) * dimension] }
        return Matrix(rows: texts.count, columns: dimension, values: result)
    }
}

/// Token vectors that are kept for the same texts: late chunking reads the same windows whatever the chunks.
final class CachedTokens: TokenEmbedder, @unchecked Sendable {
    private let tokens: any TokenEmbedder
    /// Touched by one task at a time.
    private var known: [ContentHash: TokenVectors] = [:]

    init(_ tokens: any TokenEmbedder) {
        self.tokens = tokens
    }

    var identity: String { tokens.identity }
    var maximumTokens: Int { tokens.maximumTokens }
    func tokenRanges(in text: String) -> [Range<Int>] { tokens.tokenRanges(in: text) }

    func tokenVectors(in text: String) async throws -> TokenVectors {
        let hash = ContentHash(of: text)
        if let vectors = known[hash] { return vectors }
        let vectors = try await tokens.tokenVectors(in: text)
        known[hash] = vectors
        return vectors
    }
}
