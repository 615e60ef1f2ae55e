/// How an index answered one query: for those who choose `efSearch`, a code or a filter's shape.
public struct SearchExplanation: Sendable {
    /// Where the answer came from.
    public enum Plan: String, Sendable {
        /// A walk over the graph.
        case graph
        /// A scan of all vectors, or of those that the filter allows.
        case scan
        /// A walk that promised to be cheaper and was not, or did not find enough; then a scan.
        case graphThenScan
        /// Nothing could be found.
        case nothing
    }

    public let plan: Plan
    /// What the search found.
    public let neighbors: [Neighbor]
    /// Distances computed on the walk, over codes where the index has some; 0 without a walk.
    public let walkedDistances: Int
    /// Candidates of a walk or a scan over codes that were measured again by the vectors that are kept.
    public let rerankedDistances: Int
    /// Distances computed by the scan, over codes where it is one of what a filter allows; 0 without one.
    public let scannedDistances: Int

    /// All distances of the search.
    public var distances: Int { walkedDistances + rerankedDistances + scannedDistances }

    init(_ neighbors: [Neighbor], _ tally: SearchTally) {
        self.neighbors = neighbors
        walkedDistances = tally.walked
        rerankedDistances = tally.reranked
        scannedDistances = tally.scanned
        plan =
            switch (tally.walked > 0, tally.scanned > 0) {
            case (true, false): .graph
            case (false, true): .scan
            case (true, true): .graphThenScan
            case (false, false): .nothing
            }
    }
}

extension HNSWIndex {
    /// Searches as ``search(_:k:options:)`` does, and says how.
    ///
    /// - Throws: What a search throws.
    public func explain(
        _ query: [Float], k: Int, options: SearchOptions = SearchOptions()
    ) throws(VectorIndexError) -> SearchExplanation {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        return try graph.search { (snapshot, scratch) throws(VectorIndexError) in
            scratch.tally = SearchTally()
            let neighbors = try graph.nearest(
                to: query[...], k: k, efSearch: efSearch, options: options, in: snapshot, scratch: &scratch)
            return SearchExplanation(neighbors, scratch.tally)
        }
    }
}
