import Synchronization

extension Graph {
    /// Plans one search: by the graph, or exactly where a scan costs no more or the graph gave fewer than there are.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, efSearch: Int, options: SearchOptions, in snapshot: Snapshot,
        scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        let wanted = min(k, snapshot.count)
        guard wanted > 0 else { return [] }
        var query = scratch.vector.take() ?? QueryVector(dimension: vectors.dimension)
        query.replace(with: vector, metric: vectors.metric)
        let ef = min(max(wanted, efSearch), snapshot.count)
        let found: [Neighbor]
        if let filter = options.filter {
            found = try nearestAllowed(
                by: filter, to: query, k: wanted, ef: ef, options: options, in: snapshot, scratch: &scratch)
        } else {
            found = try nearestOfAll(to: query, k: wanted, ef: ef, options: options, in: snapshot, scratch: &scratch)
        }
        scratch.vector = consume query
        return found
    }

    /// - Parameter k: At most the snapshot's count.
    func nearestOfAll(
        to query: borrowing QueryVector, k: Int, ef: Int, options: SearchOptions, in snapshot: Snapshot,
        scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        let scanFactor = options.scanFactor ?? defaultScanFactor.load(ordering: .relaxed)
        if ef >= snapshot.count || scanFactor > 0 && (snapshot.count - 1) / scanFactor < ef {
            return try exactNearest(to: query, k: k, in: snapshot, scratch: &scratch)
        }
        if let slack = options.slack, slack > 0, vectors.metric != .innerProduct {
            scratch.horizon.begin(k: k, slack: slack)
        }
        defer { scratch.horizon.clear() }
        let scorer = walkScorer(for: query, scratch: &scratch)
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        if snapshot.isWhole {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer, admission: AdmitAll(), scratch: &scratch)
        } else {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer,
                admission: AdmitVisible(records: records, version: snapshot.version), scratch: &scratch)
        }
        if scratch.found.count < k { return try exactNearest(to: query, k: k, in: snapshot, scratch: &scratch) }
        return try results(of: query, k: k, most: options.rerank ?? ef, scratch: &scratch)
    }

    /// The best of what a walk has found, measured by the vectors that are kept where it went over codes.
    func results(
        of query: borrowing QueryVector, k: Int, most: Int, scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        scratch.found.drain(into: &scratch.nearest)
        if vectors.isWalkedByCodes {
            let scorer = keptScorer(for: query, scratch: &scratch)
            rerank(k, most: most, scorer: scorer, scratch: &scratch)
        }
        try pendingChecks?.file.throwIfDamaged()
        return neighbors(scratch.nearest, k)
    }

    /// The first candidates by their ids, in the order of results.
    func neighbors(_ nearest: borrowing CandidateList, _ k: Int) -> [Neighbor] {
        // Equal distances at the end are ordered by id before some are left out.
        var end = k
        while end < nearest.count, nearest[end].distance == nearest[k - 1].distance { end += 1 }
        var found: [Neighbor] = []
        found.reserveCapacity(end)
        for index in 0..<end {
            found.append(Neighbor(id: records.id(nearest[index].slot), distance: nearest[index].distance))
        }
        for index in 1..<max(end, 1) {
            var place = index
            while place > 0, found[place].isNearer(than: found[place - 1]) {
                found.swapAt(place, place - 1)
                place -= 1
            }
        }
        found.removeLast(end - k)
        return found
    }

    /// Every vector that can be found, measured.
    private func exactNearest(
        to query: borrowing QueryVector, k: Int, in snapshot: Snapshot, scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        try pendingChecks?.file.checkAll()
        var top = TopK(k)
        if snapshot.isWhole, case .float32(let rows) = vectors.kept {
            scratch.tally.scanned += snapshot.slotCount
            rows.scan(0..<snapshot.slotCount, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: records.id(UInt32(first + index)))
                }
            }
        } else {
            // Only what can be found may be read: another slot's vector may be changing.
            var visible: [UInt32] = []
            for slot in 0..<UInt32(snapshot.slotCount) {
                if records.isVisible(slot, at: snapshot.version) { visible.append(slot) }
                if visible.count == 4096 {
                    try offer(visible, to: &top, from: query, scratch: &scratch)
                    visible.removeAll(keepingCapacity: true)
                }
            }
            try offer(visible, to: &top, from: query, scratch: &scratch)
        }
        return top.sorted()
    }

    /// Measures slots by what is kept.
    func offer(
        _ slots: [UInt32], to top: inout TopK, from query: borrowing QueryVector, scratch: inout SearchScratch
    ) throws(VectorIndexError) {
        if let checks = pendingChecks {
            try checks.kept?.check(slots)
            try checks.file.throwIfDamaged()
        }
        scratch.tally.scanned += slots.count
        if case .float32(let rows) = vectors.kept {
            return rows.gather(slots, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: records.id(slots[first + index]))
                }
            }
        }
        let scorer = vectors.kept.scorer(for: query, using: &scratch.keptQuery)
        var rest = slots[...]
        while !rest.isEmpty {
            scratch.batch.removeAll()
            for slot in rest.prefix(scratch.batch.capacity) { scratch.batch.append(slot) }
            rest = rest.dropFirst(scratch.batch.count)
            scorer.score(&scratch.batch)
            for index in 0..<scratch.batch.count where scratch.batch[index].distance <= top.bound {
                top.offer(scratch.batch[index].distance, id: records.id(scratch.batch.slot(index)))
            }
        }
    }
}
