/// What an index says to an ``IndexQuery``.
public struct QueryAnswer: Sendable {
    /// Best first, or in the order that was asked for.
    public var hits: [IndexHit]
    /// One for each facet of the query, in its order.
    public var facets: [FacetResult]
    /// What the next page comes after; nil where there are no more hits.
    public var nextPage: PageToken?
    /// What could not be done as it was asked, and was not needed for an answer.
    public var warnings: [QueryWarning]
    /// How it came about, where the query asks for it.
    public var explanation: QueryExplanation?
}

/// Something that an answer lacks.
public struct QueryWarning: Sendable, Hashable, CustomStringConvertible {
    /// The kind of warning; grows in later versions.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        /// The reranker gave no scores; the hits are in the order that they had before.
        public static let rerankingFailed = Code(description: "rerankingFailed")
        /// The question has more different words than keyword search asks for.
        public static let wordsDropped = Code(description: "wordsDropped")
    }

    public let code: Code
    public let description: String

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
