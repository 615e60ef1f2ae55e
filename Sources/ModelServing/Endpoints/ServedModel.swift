/// What an endpoint does.
public enum ServingTask: String, Sendable, Hashable, Codable, CaseIterable {
    case embedding, chat, reranking
}

/// A model behind an endpoint and its share of the endpoint's calls; Databricks calls it a served entity.
///
///     ServedModel(encoder, origin: .local)
///     ServedModel(gpt, version: "2024-11", origin: .external, weight: 10)
public struct ServedModel<Model: Sendable>: Sendable {
    public let model: Model
    /// Unlike that of any other model of the endpoint; sticky keys are hashed with it.
    public let name: String
    public let version: String
    public let origin: ModelOrigin
    /// Its share of the calls is its weight among the sum of all; 0 takes it out of service.
    public let weight: Int

    fileprivate init(_ model: Model, name: String, version: String, origin: ModelOrigin, weight: Int) {
        precondition(weight >= 0, "a weight of \(weight) is no share")
        self.model = model
        self.name = name
        self.version = version
        self.origin = origin
        self.weight = weight
    }
}

/// Where a model runs.
public enum ModelOrigin: String, Sendable, Hashable, Codable {
    /// In this process. It computes on threads of its own, so that nothing else waits for it.
    case local
    /// At another service.
    case external
    /// In code of yours.
    case custom
}

extension ServedModel where Model == any EmbeddingModel {
    /// - Parameter name: By default the one of its identity; replicas of one model need names of their own.
    public init(_ model: any EmbeddingModel, name: String? = nil, origin: ModelOrigin, weight: Int = 100) {
        self.init(
            model, name: name ?? model.identity.name, version: model.identity.version, origin: origin, weight: weight)
    }
}

extension ServedModel where Model == any LanguageModel {
    /// - Parameters:
    ///   - name: By default the model's.
    ///   - version: For those who read the registry.
    public init(
        _ model: any LanguageModel, name: String? = nil, version: String = "", origin: ModelOrigin, weight: Int = 100
    ) {
        self.init(model, name: name ?? model.name, version: version, origin: origin, weight: weight)
    }
}

extension ServedModel where Model == any RerankingModel {
    /// - Parameters:
    ///   - name: By default the model's.
    ///   - version: For those who read the registry.
    public init(
        _ model: any RerankingModel, name: String? = nil, version: String = "", origin: ModelOrigin, weight: Int = 100
    ) {
        self.init(model, name: name ?? model.name, version: version, origin: origin, weight: weight)
    }
}
