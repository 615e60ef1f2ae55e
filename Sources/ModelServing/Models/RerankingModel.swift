/// A model that judges how well passages answer a query.
public protocol RerankingModel: Sendable {
    var name: String { get }

    /// One score for each passage, in their order; larger is better. Scores of different queries do not compare.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func scores(of passages: [String], for query: String) async throws -> [Float]
}
