/// A model that judges how well passages answer a query.
public protocol RerankingModel: Sendable {
    var name: String { get }

    /// One score for each passage, in their order; larger is better. Scores of different queries do not compare.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func scores(of passages: [String], for query: String) async throws -> [Float]

    /// The scores of `passages` and what they cost; a model that does not count gives no usage.
    func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse
}

extension RerankingModel {
    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        RerankingResponse(scores: try await scores(of: passages, for: query))
    }
}

/// Scores and what they cost.
public struct RerankingResponse: Sendable, Hashable {
    /// One for each passage, in their order.
    public var scores: [Float]
    /// nil where the model does not count.
    public var usage: TokenUsage?

    public init(scores: [Float], usage: TokenUsage? = nil) {
        self.scores = scores
        self.usage = usage
    }
}
