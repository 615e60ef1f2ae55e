import Synchronization

/// Endpoints by their names: what Databricks lists as serving endpoints.
///
///     let registry = EndpointRegistry()
///     try registry.register(embedder)
///     try registry.register(chat)
///     try await registry.warmUp()
///     let answer = try await registry.chat("assistant").respond(to: request)
///     for endpoint in registry.summaries { print(endpoint.name, endpoint.task) }
///
/// Safe to use from many tasks at once. A call under way keeps the endpoint that it began with when another takes its
/// name.
public final class EndpointRegistry: Sendable {
    private let endpoints = Mutex<[String: any ModelEndpoint]>([:])

    public init() {}

    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest`` where the name is taken; ``replace(_:)`` takes it over.
    public func register(_ endpoint: any ModelEndpoint) throws(ModelError) {
        let name = endpoint.summary.name
        let isNew = endpoints.withLock { endpoints in
            guard endpoints[name] == nil else { return false }
            endpoints[name] = endpoint
            return true
        }
        guard isNew else {
            throw ModelError(.invalidRequest, "there is an endpoint \(name) already; replace it or choose another name")
        }
    }

    /// Puts an endpoint into the place of the one of its name, such as with other weights; or simply in.
    public func replace(_ endpoint: any ModelEndpoint) {
        endpoints.withLock { $0[endpoint.summary.name] = endpoint }
    }

    /// Calls under way go on.
    public func remove(_ name: String) {
        endpoints.withLock { $0[name] = nil }
    }

    /// What is registered, by name.
    public var summaries: [EndpointSummary] {
        all.map(\.summary)
    }

    /// - Throws: As ``chat(_:)``.
    public func embedding(_ name: String) throws(ModelError) -> EmbeddingEndpoint {
        try endpoint(name, task: .embedding)
    }

    /// - Throws: ``ModelError`` of code ``ModelError/Code/endpointNotFound`` where nothing, or something of another task,
    ///   has this name.
    public func chat(_ name: String) throws(ModelError) -> ChatEndpoint {
        try endpoint(name, task: .chat)
    }

    /// - Throws: As ``chat(_:)``.
    public func reranking(_ name: String) throws(ModelError) -> RerankingEndpoint {
        try endpoint(name, task: .reranking)
    }

    /// - Throws: As ``chat(_:)``.
    public func statistics(_ name: String) throws(ModelError) -> EndpointStatistics {
        guard let endpoint = endpoints.withLock({ $0[name] }) else { throw missing(name) }
        return endpoint.statistics
    }

    /// Warms every endpoint up, one after the other by name.
    ///
    /// - Throws: What the first endpoint throws whose models do not answer.
    public func warmUp() async throws {
        for endpoint in all { try await endpoint.warmUp() }
    }

    private var all: [any ModelEndpoint] {
        endpoints.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }

    private func endpoint<Endpoint: ModelEndpoint>(
        _ name: String, task: ServingTask
    ) throws(ModelError) -> Endpoint {
        guard let found = endpoints.withLock({ $0[name] }) else { throw missing(name) }
        guard let endpoint = found as? Endpoint else {
            throw ModelError(
                .endpointNotFound, "the endpoint \(name) is for \(found.summary.task), not for \(task)")
        }
        return endpoint
    }

    private func missing(_ name: String) -> ModelError {
        let names = all.map(\.summary.name).joined(separator: ", ")
        return ModelError(.endpointNotFound, "there is no endpoint \(name); registered are: \(names)")
    }
}
