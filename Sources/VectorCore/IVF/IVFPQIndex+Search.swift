extension IVFPQIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        try InputChecks.probing(options)
        let options = options.filled(from: sharedDefaults)
        return lists.read { lists in
            let members = options.filter.flatMap { lists.slots.members(of: $0, remembering: filters) }
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
            let together = lists.together(queries.rows, k: k, options: options, threads: threads)
            if together > 1 {
                let groups = parallelMap(count: (queries.rows + together - 1) / together, threads: threads) { group in
                    let rows = group * together..<min((group + 1) * together, queries.rows)
                    return pool.lend { scratch in
                        lists.nearest(to: rows, of: queries, k: k, options: options, scratch: &scratch)
                    }
                }
                return groups.flatMap { $0 }
            }
            let members = options.filter.flatMap { lists.slots.members(of: $0, remembering: filters) }
            return parallelMap(count: queries.rows, threads: threads) { row in
                pool.lend { scratch in
                    lists.nearest(to: queries[row: row], k: k, options: options, members: members, scratch: &scratch)
                }
            }
        }
    }
}

extension InputChecks {
    /// What searches of lists take from their options.
    static func probing(_ options: SearchOptions) throws(VectorIndexError) {
        if let nprobe = options.nprobe, nprobe < 1 {
            throw VectorIndexError(.invalidParameter, "nprobe is \(nprobe); it must be at least 1")
        }
        if let rerank = options.rerank, rerank < 0 {
            throw VectorIndexError(.invalidParameter, "rerank is \(rerank); it must be 0 or more")
        }
    }
}
