public import ModelServing

/// The first step of a chain: turns what was asked into what is searched for and answered.
public protocol QueryProcessor: Sendable {
    /// What traces call it.
    var name: String { get }

    /// - Parameter history: Earlier turns, oldest first, for processors that read the question in their light.
    func process(_ question: String, history: [Message]) async throws -> String
}

/// Gives the question back byte for byte; what to put where a processor is wanted and none is meant.
public struct UnchangedQuery: QueryProcessor {
    public let name = "unchanged"

    public init() {}

    public func process(_ question: String, history: [Message]) async throws -> String { question }
}
