extension FlatIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        return try rows.read { (rows) throws(VectorIndexError) in
            let query = QueryVector(query[...], for: rows.vectors)
            let allowed = rows.slots(allowedBy: options.filter, remembering: filters)
            try check(allowed)
            return rows.nearest(to: query, k: k, among: allowed)
        }
    }

    /// Many queries go through matrix products, a block of rows and a block of queries at a time; see `BlockScreen`.
    public func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]] {
        precondition(threads >= 1, "a search needs at least one thread, not \(threads)")
        try InputChecks.queries(queries, dimension: dimension, metric: metric, k: k)
        return try rows.read { (rows) throws(VectorIndexError) in
            let allowed = rows.slots(allowedBy: options.filter, remembering: filters)
            try check(allowed)
            // Our threads do the dividing; BLAS shall not start others beneath them.
            BLAS.setThreads(1)
            let size = BlockScreen.queriesPerBlock
            let blocks = parallelMap(count: (queries.rows + size - 1) / size, threads: threads) { block in
                let range = block * size..<min((block + 1) * size, queries.rows)
                guard let allowed else { return rows.screenedNearest(to: queries, range, k: k) }
                return range.map { row in
                    rows.nearest(to: QueryVector(queries[row: row], for: rows.vectors), k: k, among: allowed)
                }
            }
            return blocks.flatMap { $0 }
        }
    }

    /// Makes sure that slots, or all of them, may be read.
    func check(_ slots: [UInt32]?) throws(VectorIndexError) {
        guard let checks, !checks.isComplete else { return }
        guard let slots else { return try checks.checkAll() }
        try checks.throwIfDamaged()
        try checks.section(VectorRows.fileSection)?.check(slots)
    }
}

extension FlatRows {
    /// The slots of the allowed ids that are present; nil where all are allowed.
    func slots(allowedBy filter: VectorFilter?, remembering cache: FilterCache) -> [UInt32]? {
        guard let filter else { return nil }
        let remembered = cache.slots(of: filter, revision: revision, slotCount: count) {
            SlotSet(slotCount: count) { slot in filter.contains(ids[slot]) }
        }
        if let remembered { return remembered.count == count ? nil : remembered.slots }
        if filter.isCheaperByID(slotCount: count) { return filter.compactMap { slots[$0].map(UInt32.init) } }
        return (0..<count).filter { filter.contains(ids[$0]) }.map(UInt32.init)
    }

    /// - Parameter allowed: The slots that count; nil for all.
    func nearest(to query: borrowing QueryVector, k: Int, among allowed: [UInt32]?) -> [Neighbor] {
        var top = TopK(min(k, allowed?.count ?? count))
        guard top.k > 0 else { return [] }
        if let allowed {
            vectors.gather(allowed, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: ids[Int(allowed[first + index])])
                }
            }
        } else {
            vectors.scan(0..<count, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: ids[first + index])
                }
            }
        }
        return top.sorted()
    }
}
