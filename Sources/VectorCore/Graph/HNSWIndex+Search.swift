extension HNSWIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        return try graph.search { (snapshot, scratch) throws(VectorIndexError) in
            try graph.nearest(
                to: query[...], k: k, efSearch: efSearch, options: options, in: snapshot, scratch: &scratch)
        }
    }

    public func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]] {
        precondition(threads >= 1, "a search needs at least one thread, not \(threads)")
        try InputChecks.queries(queries, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        // Each query sees the index as it is when its turn comes, so that what was removed need not be kept for all.
        return try parallelMap(count: queries.rows, threads: threads) { row in
            Result { () throws(VectorIndexError) in
                try graph.search { (snapshot, scratch) throws(VectorIndexError) in
                    try graph.nearest(
                        to: queries[row: row], k: k, efSearch: efSearch, options: options, in: snapshot,
                        scratch: &scratch)
                }
            }
        }.map { (result) throws(VectorIndexError) in try result.get() }
    }

    func checkedEfSearch(_ options: SearchOptions) throws(VectorIndexError) -> Int {
        let efSearch = options.efSearch ?? sharedDefaults.efSearch ?? Self.defaultEfSearch
        guard efSearch >= 1 else {
            throw VectorIndexError(.invalidParameter, "efSearch is \(efSearch); it must be at least 1")
        }
        if let scanFactor = options.scanFactor, scanFactor < 0 {
            throw VectorIndexError(.invalidParameter, "scanFactor is \(scanFactor); it must be 0 or more")
        }
        if let rerank = options.rerank, rerank < 0 {
            throw VectorIndexError(.invalidParameter, "rerank is \(rerank); it must be 0 or more")
        }
        if let slack = options.slack, !(slack >= 0 && slack.isFinite) {
            throw VectorIndexError(.invalidParameter, "slack is \(slack); it must be a number of 0 or more")
        }
        return efSearch
    }
}
