/// The first step of a chain: turns what was asked into what is searched for and answered.
///
/// A processor that asks a model does it through a ``PromptedModel``, and tells what went wrong through ``ChainNotes``.
public protocol QueryProcessor: Sendable {
    /// What traces call it.
    var name: String { get }

    /// What becomes of the query. Once ``ChainQuery/block`` is set, no further processor is run.
    func process(_ query: ChainQuery) async throws -> ChainQuery
}

/// Gives the question back byte for byte; what to put where a processor is wanted and none is meant.
public struct UnchangedQuery: QueryProcessor {
    public let name = "unchanged"

    public init() {}

    public func process(_ query: ChainQuery) async throws -> ChainQuery { query }
}
