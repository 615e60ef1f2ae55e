public import Retriever

/// Makes further queries out of a question, so that what one wording misses another finds.
///
/// Each query is searched for by itself, and the lists are fused by reciprocal ranks, the question's with weight 1.
/// An expander that fails leaves the question alone, with a warning.
public protocol QueryExpander: Sendable {
    /// What traces call it.
    var name: String { get }

    /// What to search for beside the question, the most useful first.
    func expand(_ query: ChainQuery) async throws -> [ExpandedQuery]
}

/// A query made from a question.
public struct ExpandedQuery: Sendable, Hashable, Codable {
    public var text: String
    /// How much its list counts beside the question's, which counts 1; more than 0.
    public var weight: Double
    /// How it is searched for; nil as the question is.
    public var mode: RetrievalOptions.Mode?

    public init(_ text: String, weight: Double = 0.5, mode: RetrievalOptions.Mode? = nil) {
        self.text = text
        self.weight = weight
        self.mode = mode
    }
}
