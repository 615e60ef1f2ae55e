extension HNSWIndex {
    public func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor] {
        try InputChecks.query(query, dimension: dimension, metric: metric, k: k)
        let efSearch = try checkedEfSearch(options)
        return graph.read { graph in
            pool.use { scratch in
                graph.nearest(to: query[...], k: k, efSearch: efSearch, options: options, scratch: &scratch)
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
                            to: queries[row: row], k: k, efSearch: efSearch, options: options, scratch: &scratch)
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

extension Graph {
    /// Plans one search by what its filter allows: exactly when that is little, by the graph when it is much, and
    /// exactly again when the graph gave fewer than there are.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, efSearch: Int, options: SearchOptions, scratch: inout SearchScratch
    ) -> [Neighbor] {
        let filter = options.filter
        let matches = min(filter?.allowed.count ?? count, count)
        let wanted = min(k, matches)
        guard wanted > 0, let entry else { return [] }
        let query = QueryVector(vector, for: vectors)
        let ef = max(k, efSearch)
        let scanFactor = options.scanFactor ?? defaultScanFactor
        if ef >= count || isExactBetter(matches: matches, ef: ef, scanFactor: scanFactor, isFiltered: filter != nil) {
            return exactNearest(to: query, k: wanted, filter: filter)
        }

        let scorer = Float32Scorer(query, vectors)
        let access = ExclusiveAccess()
        let start = descend(from: entry, to: 0, scorer: scorer, access: access, scratch: &scratch)
        if let filter {
            searchLayer(
                0, from: start, ef: ef, scorer: scorer,
                admission: AdmitAllowed(states: states, ids: ids, allowed: filter.allowed), access: access,
                scratch: &scratch)
        } else if hasHidden {
            searchLayer(
                0, from: start, ef: ef, scorer: scorer, admission: AdmitLive(states: states), access: access,
                scratch: &scratch)
        } else {
            searchLayer(
                0, from: start, ef: ef, scorer: scorer, admission: AdmitAll(), access: access, scratch: &scratch)
        }
        if scratch.found.count < wanted { return exactNearest(to: query, k: wanted, filter: filter) }
        let found = scratch.found.sorted().map { Neighbor(id: ids[Int($0.slot)], distance: $0.distance) }
        return Array(found.sorted { $0.isNearer(than: $1) }.prefix(wanted))
    }

    /// Whether measuring every match is the better way.
    ///
    /// With a filter: a walk expands about ef · count / matches nodes with some eight new distances each. Without: a
    /// scan measures rows in order, several in the time of one that a walk meets at random; on 5,000 SIFT vectors it
    /// answers 23,000 queries a second where the graph needs efSearch 150, at 20,000, to miss less than 1 %.
    private func isExactBetter(matches: Int, ef: Int, scanFactor: Int, isFiltered: Bool) -> Bool {
        if scanFactor > 0, (count - 1) / scanFactor < ef { return true }
        return isFiltered && matches * matches <= 8 * ef * count
    }

    /// Every live vector, or every allowed one, measured.
    private func exactNearest(to query: borrowing QueryVector, k: Int, filter: VectorFilter?) -> [Neighbor] {
        var top = TopK(k)
        if let filter {
            var allowed: [UInt32] = []
            for id in filter.allowed {
                if let slot = slots[id] { allowed.append(slot) }
            }
            vectors.gather(allowed, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: ids[Int(allowed[first + index])])
                }
            }
        } else {
            vectors.scan(0..<slotCount, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    if states[first + index] == .live { top.offer(distances[index], id: ids[first + index]) }
                }
            }
        }
        return top.sorted()
    }
}
