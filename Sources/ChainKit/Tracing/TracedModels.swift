public import ModelServing
public import VectorCore

/// An embedding model whose every call within a chain is a span of the call's trace.
///
/// The retriever knows nothing of chains; the models that it is given can be traced all the same:
///
///     let collection = try DocumentCollection(in: store, name: "docs", model: encoder.traced())
///
/// Vectors, costs and identity are the model's own, so an index made with either opens with the other.
public struct TracedEmbeddingModel: EmbeddingModel {
    /// The model that is asked.
    public let model: any EmbeddingModel

    public init(_ model: any EmbeddingModel) { self.model = model }

    public var identity: EmbeddingModelIdentity { model.identity }
    public var tokenLimit: TokenLimit? { model.tokenLimit }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await traced(texts, as: role) { _ in try await model.embed(texts, as: role) }
    }

    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        try await traced(texts, as: role) { span in
            let response = try await model.embeddings(of: texts, as: role)
            if let usage = response.usage { span.set(GenAIConventions.inputTokens, .integer(usage.inputTokens)) }
            return response
        }
    }

    private func traced<Result>(
        _ texts: [String], as role: EmbeddingRole, _ body: (SpanHandle) async throws -> Result
    ) async throws -> Result {
        try await Tracing.withSpan("embeddings \(identity.name)") { span in
            span.set(GenAIConventions.operation, .string(GenAIConventions.embeddings))
            span.set(GenAIConventions.requestModel, .string(identity.name))
            span.set("tessera.embeddings.role", .string(role.rawValue))
            span.set("tessera.embeddings.count", .integer(texts.count))
            // Of an ingest it would be the whole of the documents.
            if role == .query { span.setInputs(.array(texts.map { .string($0) })) }
            return try await body(span)
        }
    }
}

/// A reranker whose every call within a chain is a span of the call's trace.
public struct TracedRerankingModel: RerankingModel {
    /// The model that is asked.
    public let model: any RerankingModel

    public init(_ model: any RerankingModel) { self.model = model }

    public var name: String { model.name }

    public func scores(of passages: [String], for query: String) async throws -> [Float] {
        try await rerank(passages, for: query).scores
    }

    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        try await Tracing.withSpan("rerank \(name)") { span in
            span.set(GenAIConventions.operation, .string(GenAIConventions.rerank))
            span.set(GenAIConventions.requestModel, .string(name))
            span.setInputs(.object(["query": .string(query), "passages": .array(passages.map { .string($0) })]))
            let response = try await model.rerank(passages, for: query)
            if let usage = response.usage { span.set(GenAIConventions.inputTokens, .integer(usage.inputTokens)) }
            span.setOutputs(.array(response.scores.map { .number(Double($0)) }))
            return response
        }
    }
}

extension EmbeddingModel {
    /// The model, with a span for each call within a chain.
    public func traced() -> TracedEmbeddingModel { TracedEmbeddingModel(self) }
}

extension RerankingModel {
    /// The model, with a span for each call within a chain.
    public func traced() -> TracedRerankingModel { TracedRerankingModel(self) }
}
