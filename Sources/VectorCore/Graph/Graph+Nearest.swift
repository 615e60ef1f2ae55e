import Synchronization

extension Graph {
    /// Plans one search by what its filter allows: exactly when that is little, by the graph when it is much, and
    /// exactly again when the graph gave fewer than there are.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, efSearch: Int, options: SearchOptions, in snapshot: Snapshot,
        scratch: inout SearchScratch
    ) -> [Neighbor] {
        let filter = options.filter
        let matches = min(filter?.allowed.count ?? snapshot.count, snapshot.count)
        let wanted = min(k, matches)
        guard wanted > 0 else { return [] }
        let query = QueryVector(vector, dimension: vectors.dimension, metric: vectors.metric)
        let ef = max(k, efSearch)
        let scanFactor = options.scanFactor ?? defaultScanFactor.load(ordering: .relaxed)
        let isSmall = scanFactor > 0 && (snapshot.count - 1) / scanFactor < ef
        if ef >= snapshot.count || isSmall
            || (filter != nil && isExactBetter(matches: matches, ef: ef, count: snapshot.count))
        {
            return exactNearest(to: query, k: wanted, filter: filter, in: snapshot, scratch: &scratch)
        }

        let scorer = vectors.searched.scorer(for: query, using: &scratch.query)
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        if let slack = options.slack, slack > 0, filter == nil, vectors.metric != .innerProduct {
            scratch.horizon.begin(k: wanted, slack: slack)
        }
        defer { scratch.horizon.clear() }
        if let filter {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer,
                admission: AdmitAllowed(records: records, version: snapshot.version, allowed: filter.allowed),
                scratch: &scratch)
        } else if snapshot.isWhole {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer, admission: AdmitAll(), scratch: &scratch)
        } else {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer,
                admission: AdmitVisible(records: records, version: snapshot.version), scratch: &scratch)
        }
        if scratch.found.count < wanted { return exactNearest(to: query, k: wanted, filter: filter, in: snapshot, scratch: &scratch) }
        scratch.found.drain(into: &scratch.nearest)
        if vectors.isWalkedByCodes {
            let scorer = vectors.kept.scorer(for: query, using: &scratch.keptQuery)
            rerank(wanted, most: options.rerank ?? ef, scorer: scorer, scratch: &scratch)
        }
        return neighbors(scratch.nearest, wanted)
    }

    /// The first candidates by their ids, in the order of results.
    private func neighbors(_ nearest: borrowing CandidateList, _ k: Int) -> [Neighbor] {
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

    /// Whether measuring every match is better than a walk, which expands about ef · count / matches nodes with some
    /// eight new distances each.
    private func isExactBetter(matches: Int, ef: Int, count: Int) -> Bool { matches * matches <= 8 * ef * count }

    /// Every vector that can be found, or every allowed one, measured.
    private func exactNearest(
        to query: borrowing QueryVector, k: Int, filter: VectorFilter?, in snapshot: Snapshot,
        scratch: inout SearchScratch
    ) -> [Neighbor] {
        var top = TopK(k)
        let scorer = vectors.kept.scorer(for: query, using: &scratch.keptQuery)
        if let filter {
            var allowed: [UInt32] = []
            for id in filter.allowed {
                if let slot = snapshot.ids.slot(of: id, at: snapshot.version, records) { allowed.append(slot) }
            }
            offer(allowed, to: &top, scorer: scorer, scratch: &scratch)
        } else if snapshot.isWhole, case .float32(let rows) = vectors.kept {
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
                    offer(visible, to: &top, scorer: scorer, scratch: &scratch)
                    visible.removeAll(keepingCapacity: true)
                }
            }
            offer(visible, to: &top, scorer: scorer, scratch: &scratch)
        }
        return top.sorted()
    }

    private func offer(
        _ slots: [UInt32], to top: inout TopK, scorer: CodeScorer, scratch: inout SearchScratch
    ) {
        var rest = slots[...]
        while !rest.isEmpty {
            scratch.batch.removeAll()
            for slot in rest.prefix(scratch.batch.capacity) { scratch.batch.append(slot) }
            rest = rest.dropFirst(scratch.batch.count)
            scorer.score(&scratch.batch)
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if candidate.distance <= top.bound { top.offer(candidate.distance, id: records.id(candidate.slot)) }
            }
        }
    }
}
