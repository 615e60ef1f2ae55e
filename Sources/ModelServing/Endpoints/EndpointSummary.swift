/// A named endpoint of some task: one or several models behind one name, with limits.
///
/// ``EmbeddingEndpoint``, ``ChatEndpoint`` and ``RerankingEndpoint`` are those there are. Each is itself a model of its
/// task, so that nothing that takes a model need know of endpoints.
public protocol ModelEndpoint: Sendable {
    var summary: EndpointSummary { get }
    var statistics: EndpointStatistics { get }

    /// Asks every model in service for something small, so that the first real call finds weights loaded and
    /// connections open.
    ///
    /// - Throws: What the first model throws that does not answer.
    func warmUp() async throws
}

/// What is to be known of an endpoint without calling it.
public struct EndpointSummary: Sendable, Hashable, Codable {
    public var name: String
    public var task: ServingTask
    public var served: [Served]
    /// Name, version, dimension and normalisation of the vectors of an embedding endpoint; nil for the others.
    public var identity: EmbeddingModelIdentity?
    public var limits: EndpointLimits

    public init(
        name: String, task: ServingTask, served: [Served], identity: EmbeddingModelIdentity? = nil,
        limits: EndpointLimits
    ) {
        self.name = name
        self.task = task
        self.served = served
        self.identity = identity
        self.limits = limits
    }

    /// One of its models.
    public struct Served: Sendable, Hashable, Codable {
        public var name: String
        public var version: String
        public var origin: ModelOrigin
        public var weight: Int

        public init(name: String, version: String, origin: ModelOrigin, weight: Int) {
            self.name = name
            self.version = version
            self.origin = origin
            self.weight = weight
        }
    }
}
