public import Chunking
public import ModelServing
import VectorCore

/// An embedding model for the chunkers that look at likeness.
///
///     let chunker = try SemanticChunker(
///         embedder: ModelSentenceEmbedder(encoder), size: .tokens(200, ModelTokens(encoder.tokenizer)))
public struct ModelSentenceEmbedder: SentenceEmbedder {
    private let model: any EmbeddingModel

    public init(_ model: any EmbeddingModel) {
        self.model = model
    }

    public var identity: String { "\(model.identity)" }

    public func vectors(for texts: [String]) async throws -> [[Float]] {
        let vectors = try await model.embed(texts, as: .passage)
        return (0..<vectors.rows).map { Array(vectors[row: $0]) }
    }
}
