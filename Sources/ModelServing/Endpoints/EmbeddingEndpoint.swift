public import VectorCore

/// Embedding models of one identity behind one name.
///
/// All its models must give the same vectors: they are replicas, local or remote, and have one identity. Calls beyond
/// the limits wait or are refused; calls with one text each are joined where ``RequestBatching`` says so. A cancelled
/// call returns at once, even if its model is deaf.
///
///     let embedder = try EmbeddingEndpoint(
///         name: "passages", models: [ServedModel(encoder, origin: .local)],
///         limits: EndpointLimits(maximumConcurrency: 2, timeout: .seconds(30)), batching: RequestBatching())
///     let vectors = try await embedder.embed(["a text"], as: .query)
public struct EmbeddingEndpoint: EmbeddingModel, ModelEndpoint {
    public let identity: EmbeddingModelIdentity
    /// That of the first of its models that says.
    public let tokenLimit: TokenLimit?
    private let core: EndpointCore<any EmbeddingModel>
    private let batchers: [EmbeddingRole: RequestBatcher]
    private let key: String?

    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest`` where no model is in service, two have one
    ///   name, or their identities differ.
    public init(
        name: String, models: [ServedModel<any EmbeddingModel>], limits: EndpointLimits = EndpointLimits(),
        batching: RequestBatching? = nil
    ) throws(ModelError) {
        core = try EndpointCore(name: name, models: models, limits: limits)
        identity = models[0].model.identity
        tokenLimit = models.lazy.compactMap(\.model.tokenLimit).first
        for served in models where served.model.identity != identity {
            throw ModelError(
                .invalidRequest,
                "the models of \(name) give vectors that do not compare: \(identity) and \(served.model.identity)")
        }
        batchers =
            batching.map { [core] batching in
                [EmbeddingRole.query, .passage].reduce(into: [:]) {
                    $0[$1] = RequestBatcher(core: core, role: $1, batching: batching)
                }
            } ?? [:]
        key = nil
    }

    private init(_ endpoint: EmbeddingEndpoint, key: String) {
        identity = endpoint.identity
        tokenLimit = endpoint.tokenLimit
        core = endpoint.core
        batchers = [:]
        self.key = key
    }

    /// The same endpoint, all of whose calls go to the model that `key` chooses, as long as the weights stay; they
    /// are not joined with others.
    public func routed(by key: String) -> EmbeddingEndpoint {
        EmbeddingEndpoint(self, key: key)
    }

    public var summary: EndpointSummary {
        EndpointSummary(
            name: core.name, task: .embedding, served: core.served, identity: identity, limits: core.limits)
    }

    public var statistics: EndpointStatistics {
        var statistics = core.statistics
        for batcher in batchers.values { statistics.waiting += batcher.waiting }
        return statistics
    }

    public func warmUp() async throws {
        try await core.warmUp { _ = try await $0.embed(["warm-up"], as: .query) }
    }

    public func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await embeddings(of: texts, as: role).vectors
    }

    /// A call that was joined with others has its usage where the model counts the texts apart; where it does not, their
    /// usage is in ``statistics`` alone.
    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        try Task.checkCancellation()
        if texts.isEmpty { return EmbeddingResponse(vectors: Matrix(columns: identity.dimension)) }
        if texts.count == 1, let batcher = batchers[role] {
            return try await core.counting { [core] in
                try await withDeadline(core.limits.timeout, timeoutError: { core.timedOut }) {
                    try await batcher.embed(texts[0])
                }
            }
        }
        let response = try await core.call(key: key) { try await $0.embeddings(of: texts, as: role) }
        core.count(response.usage)
        return response
    }
}
