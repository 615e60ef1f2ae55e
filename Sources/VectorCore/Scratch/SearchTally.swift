/// What a search has measured, for ``HNSWIndex/explain(_:k:options:)``: distances, by what asked for them.
struct SearchTally {
    /// On the graph's layers.
    var walked = 0
    /// Of a walk's best once more, by the vectors that are kept.
    var reranked = 0
    /// One after the other, without the graph.
    var scanned = 0
}
