public import Chunking
public import ModelServing
import VectorCore

/// An encoder of this process for late chunking, which pools the vectors of its tokens.
///
///     let late = try LateChunking(embedder: ModelTokenEmbedder(encoder))
///     let vectors = try await late.vectors(for: chunks, of: document)
public struct ModelTokenEmbedder: TokenEmbedder {
    private let encoder: SentenceEncoder

    public init(_ encoder: SentenceEncoder) {
        self.encoder = encoder
    }

    public var identity: String { "\(encoder.identity)" }

    /// Two places are the special tokens'.
    public var maximumTokens: Int { encoder.maximumTokens - 2 }

    public func tokenRanges(in text: String) -> [Range<Int>] {
        encoder.tokenizer.tokenRanges(in: text)
    }

    public func tokenVectors(in text: String) async throws -> TokenVectors {
        let (tokens, vectors) = encoder.tokenVectors(of: text)
        let own = tokens.count > 2 ? 1..<tokens.count - 1 : 0..<0
        return TokenVectors(
            ranges: Array(tokens.ranges[own]), dimension: vectors.columns,
            values: Array(vectors.values[own.lowerBound * vectors.columns..<own.upperBound * vectors.columns]))
    }
}
