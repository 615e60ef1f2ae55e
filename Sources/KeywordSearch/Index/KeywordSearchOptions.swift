public import VectorCore

/// How a keyword index is searched.
public struct KeywordSearchOptions: Sendable, Hashable {
    /// The ids that may be found; nil for all. The same filters as those of vector indexes.
    public var filter: VectorFilter?
    public var scoring: BM25
    /// Weights of columns by their names in place of their own; a column of weight 0 is not searched.
    public var weights: [String: Double]

    public init(filter: VectorFilter? = nil, scoring: BM25 = BM25(), weights: [String: Double] = [:]) {
        self.filter = filter
        self.scoring = scoring
        self.weights = weights
    }
}
