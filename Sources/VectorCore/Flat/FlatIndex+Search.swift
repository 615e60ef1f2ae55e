extension FlatIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        return try rows.read { (rows) throws(VectorIndexError) in
            let allowed = rows.slots(allowedBy: options.filter, remembering: filters)
            try check(allowed)
            return scratch.lend { scratch in
                rows.nearest(to: query[...], k: k, among: allowed, measuring: options.rerank, using: &scratch)
            }
        }
    }

    /// Many queries to floats go through matrix products, a block of rows and a block of queries at a time; see `BlockScreen`.
    public func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]] {
        precondition(threads >= 1, "a search needs at least one thread, not \(threads)")
        try InputChecks.queries(queries, dimension: dimension, metric: metric, k: k)
        return try rows.read { (rows) throws(VectorIndexError) in
            let allowed = rows.slots(allowedBy: options.filter, remembering: filters)
            try check(allowed)
            guard allowed == nil, let floats = rows.floats else {
                return parallelMap(count: queries.rows, threads: threads) { row in
                    scratch.lend { scratch in
                        rows.nearest(
                            to: queries[row: row], k: k, among: allowed, measuring: options.rerank, using: &scratch)
                    }
                }
            }
            // Our threads do the dividing; BLAS shall not start others beneath them.
            BLAS.setThreads(1)
            let size = BlockScreen.queriesPerBlock(queries.rows, threads: threads)
            let blocks = parallelMap(count: (queries.rows + size - 1) / size, threads: threads) { block in
                let range = block * size..<min((block + 1) * size, queries.rows)
                var screen = BlockScreen(queries, range, k: min(k, rows.count), rows: floats)
                return screen.nearest(of: rows.ids)
            }
            return blocks.flatMap { $0 }
        }
    }

    /// Makes sure that slots, or all of them, may be read.
    func check(_ slots: [UInt32]?) throws(VectorIndexError) {
        guard let checks, !checks.isComplete else { return }
        guard let slots else { return try checks.checkAll() }
        try checks.throwIfDamaged()
        for name in [VectorStore.keptSection, VectorStore.walkedSection] { try checks.section(name)?.check(slots) }
    }
}
