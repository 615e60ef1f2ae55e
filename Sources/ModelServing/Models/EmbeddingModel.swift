public import VectorCore

/// A model that turns texts into vectors.
///
/// Local encoders, remote endpoints and closures of your own all keep this protocol, so a store does not know which
/// one feeds it.
public protocol EmbeddingModel: Sendable {
    /// What is stamped into every index made with this model; opening one with another model is refused.
    var identity: EmbeddingModelIdentity { get }

    /// How much of a text it reads, for whoever cuts texts to fit; nil where it does not say.
    var tokenLimit: TokenLimit? { get }

    /// The vectors of `texts`, in their order.
    ///
    /// Shape: (texts.count, identity.dimension). An empty list gives a matrix of no rows.
    /// - Parameter role: Some models treat queries and passages differently; those that do not pass it over.
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix

    /// The vectors of `texts` and what they cost; a model that does not count gives no usage.
    func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse
}

extension EmbeddingModel {
    public var tokenLimit: TokenLimit? { nil }

    public func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        EmbeddingResponse(vectors: try await embed(texts, as: role))
    }
}

/// How much of a text a model reads, in its own tokens.
public struct TokenLimit: Sendable {
    public var tokenizer: any Tokenizer
    /// The most tokens of a text that are looked at, special ones among them.
    public var maximumTokens: Int

    public init(tokenizer: any Tokenizer, maximumTokens: Int) {
        self.tokenizer = tokenizer
        self.maximumTokens = maximumTokens
    }
}

/// Vectors and what they cost.
public struct EmbeddingResponse: Sendable, Hashable {
    /// Shape: one row for each text, in their order.
    public var vectors: Matrix
    /// What the texts cost together; nil where the model does not count.
    public var usage: TokenUsage?
    /// What the model read of each text, in their order, where it counts them apart; they add up to ``usage``.
    ///
    /// An endpoint that joins calls tells by them what each call cost.
    public var tokensOfTexts: [Int]?

    public init(vectors: Matrix, usage: TokenUsage? = nil) {
        self.vectors = vectors
        self.usage = usage
    }

    /// A response whose usage is the sum of its texts'.
    public init(vectors: Matrix, tokensOfTexts: [Int]) {
        self.vectors = vectors
        self.tokensOfTexts = tokensOfTexts
        usage = TokenUsage(inputTokens: tokensOfTexts.reduce(0, +), outputTokens: 0)
    }
}

/// What a text is embedded for.
public enum EmbeddingRole: String, Sendable, Hashable, Codable {
    case query, passage
}

/// The name under which vectors are comparable: two models of equal identity give the same vectors.
public struct EmbeddingModelIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
    public var name: String
    /// A release or a checksum of the weights.
    public var version: String
    /// Components per vector.
    public var dimension: Int
    /// Whether every vector has length 1.
    public var isNormalized: Bool

    public init(name: String, version: String, dimension: Int, isNormalized: Bool) {
        self.name = name
        self.version = version
        self.dimension = dimension
        self.isNormalized = isNormalized
    }

    public var description: String {
        "\(name)@\(version) (\(dimension)-d\(isNormalized ? ", normalised" : ""))"
    }
}
