/// Reranking models behind one name.
///
///     let reranker = try RerankingEndpoint(name: "rerank", models: [ServedModel(maxSim, origin: .local)])
///     let scores = try await reranker.scores(of: passages, for: "what survives a crash?")
///
/// Scores of different models do not compare, but each call is answered by one.
public struct RerankingEndpoint: RerankingModel, ModelEndpoint {
    private let core: EndpointCore<any RerankingModel>
    private let key: String?

    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest`` where no model is in service or two have one name.
    public init(
        name: String, models: [ServedModel<any RerankingModel>], limits: EndpointLimits = EndpointLimits()
    ) throws(ModelError) {
        core = try EndpointCore(name: name, models: models, limits: limits)
        key = nil
    }

    private init(_ endpoint: RerankingEndpoint, key: String) {
        core = endpoint.core
        self.key = key
    }

    public var name: String { core.name }

    /// The same endpoint, all of whose calls go to the model that `key` chooses, as long as the weights stay.
    public func routed(by key: String) -> RerankingEndpoint {
        RerankingEndpoint(self, key: key)
    }

    public var summary: EndpointSummary {
        EndpointSummary(name: core.name, task: .reranking, served: core.served, limits: core.limits)
    }

    public var statistics: EndpointStatistics { core.statistics }

    public func warmUp() async throws {
        try await core.warmUp { _ = try await $0.scores(of: ["warm-up"], for: "warm-up") }
    }

    public func scores(of passages: [String], for query: String) async throws -> [Float] {
        try await rerank(passages, for: query).scores
    }

    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        let response = try await core.call(key: key) { try await $0.rerank(passages, for: query) }
        core.count(response.usage)
        return response
    }
}
