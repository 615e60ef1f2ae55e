extension IVFFlatIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        try InputChecks.probing(options)
        let options = options.filled(from: sharedDefaults)
        return lists.read { lists in
            let members = options.filter.flatMap { lists.rows.members(of: $0, remembering: filters) }
            return pool.lend { scratch in
                lists.nearest(to: query[...], k: k, options: options, members: members, scratch: &scratch)
            }
        }
    }

    public func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]] {
        precondition(threads >= 1, "a search needs at least one thread, not \(threads)")
        try InputChecks.queries(queries, dimension: dimension, metric: metric, k: k)
        try InputChecks.probing(options)
        let options = options.filled(from: sharedDefaults)
        return lists.read { lists in
            let members = options.filter.flatMap { lists.rows.members(of: $0, remembering: filters) }
            return parallelMap(count: queries.rows, threads: threads) { row in
                pool.lend { scratch in
                    lists.nearest(to: queries[row: row], k: k, options: options, members: members, scratch: &scratch)
                }
            }
        }
    }
}
