extension HNSWIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        return graph.read { graph in
            pool.use { scratch in
                graph.nearest(to: query[...], k: k, efSearch: efSearch, options: options, filters: filters,
                    scratch: &scratch)
            }
        }
    }

    public func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]] {
        precondition(threads >= 1, "a search needs at least one thread, not \(threads)")
        try InputChecks.queries(queries, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        // A few queries for each turn of the lock, so that a change need not wait for all.
        let size = 16
        let blocks = parallelMap(count: (queries.rows + size - 1) / size, threads: threads) { block in
            graph.read { graph in
                pool.use { scratch in
                    (block * size..<min((block + 1) * size, queries.rows)).map { row in
                        graph.nearest(
                            to: queries[row: row], k: k, efSearch: efSearch, options: options,
                            filters: filters, scratch: &scratch)
                    }
                }
            }
        }
        return blocks.flatMap { $0 }
    }

    private func checkedEfSearch(_ options: SearchOptions) throws(VectorIndexError) -> Int {
        let efSearch = options.efSearch ?? Self.defaultEfSearch
        guard efSearch >= 1 else {
            throw VectorIndexError(.invalidParameter, "efSearch is \(efSearch); it must be at least 1")
        }
        if let scanFactor = options.scanFactor, scanFactor < 0 {
            throw VectorIndexError(.invalidParameter, "scanFactor is \(scanFactor); it must be 0 or more")
        }
        return efSearch
    }
}
