public import Chunking
public import ModelServing
import VectorCore

/// An encoder of this process for late chunking, which pools the vectors of its tokens.
///
///     let late = try LateChunking(embedder: ModelTokenEmbedder(encoder))
///     let vectors = try await late.vectors(for: chunks, of: document)
public struct ModelTokenEmbedder: TokenEmbedder {
    private let encoder: SentenceEncoder
    /// What of a sequence is not the text's: special tokens, and the prompt that stands before passages.
    private let overhead: Int

    public init(_ encoder: SentenceEncoder) {
        self.encoder = encoder
        overhead = encoder.tokenizer.encode(encoder.prompts.passage, maximumTokens: nil).count
    }

    public var identity: String { "\(encoder.identity)" }

    public var maximumTokens: Int { max(encoder.maximumTokens - overhead, 1) }

    public func tokenRanges(in text: String) -> [Range<Int>] {
        encoder.tokenizer.tokenRanges(in: text)
    }

    public func tokenVectors(in text: String) async throws -> TokenVectors {
        let (tokens, vectors) = encoder.tokenVectors(of: text, as: .passage)
        // Special tokens and the prompt's stand for nothing of the text.
        let own = tokens.ranges.indices.filter { !tokens.ranges[$0].isEmpty }
        return TokenVectors(
            ranges: own.map { tokens.ranges[$0] }, dimension: vectors.columns,
            values: own.flatMap { vectors[row: $0] })
    }
}
