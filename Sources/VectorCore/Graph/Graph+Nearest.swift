import Synchronization

extension Graph {
    /// Plans one search: by the graph, or exactly where a scan costs no more or the graph gave fewer than there are.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, efSearch: Int, options: SearchOptions, in snapshot: Snapshot,
        scratch: inout SearchScratch
    ) -> [Neighbor] {
        let wanted = min(k, snapshot.count)
        guard wanted > 0 else { return [] }
        let query = QueryVector(vector, for: vectors)
        let ef = max(k, efSearch)
        let scorer = Float32Scorer(query, vectors)
        if let filter = options.filter {
            return nearestAllowed(
                by: filter, to: query, k: wanted, ef: ef, scanFactor: options.scanFactor, in: snapshot, scorer: scorer,
                scratch: &scratch)
        }
        return nearestOfAll(
            to: query, k: wanted, ef: ef, scanFactor: options.scanFactor, in: snapshot, scorer: scorer,
            scratch: &scratch)
    }

    /// - Parameter k: At most the snapshot's count.
    func nearestOfAll(
        to query: borrowing QueryVector, k: Int, ef: Int, scanFactor: Int?, in snapshot: Snapshot,
        scorer: some Scorer, scratch: inout SearchScratch
    ) -> [Neighbor] {
        let scanFactor = scanFactor ?? defaultScanFactor.load(ordering: .relaxed)
        if ef >= snapshot.count || scanFactor > 0 && (snapshot.count - 1) / scanFactor < ef {
            return exactNearest(to: query, k: k, in: snapshot)
        }
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        if snapshot.isWhole {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer, admission: AdmitAll(), scratch: &scratch)
        } else {
            searchLayer(
                0, from: start, ef: ef, in: snapshot, scorer: scorer,
                admission: AdmitVisible(records: records, version: snapshot.version), scratch: &scratch)
        }
        if scratch.found.count < k { return exactNearest(to: query, k: k, in: snapshot) }
        scratch.found.drain(into: &scratch.nearest)
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
    private func exactNearest(to query: borrowing QueryVector, k: Int, in snapshot: Snapshot) -> [Neighbor] {
        var top = TopK(k)
        if snapshot.isWhole {
            vectors.scan(0..<snapshot.slotCount, from: query) { first, distances in
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
                    offer(visible, to: &top, from: query)
                    visible.removeAll(keepingCapacity: true)
                }
            }
            offer(visible, to: &top, from: query)
        }
        return top.sorted()
    }

    func offer(_ slots: [UInt32], to top: inout TopK, from query: borrowing QueryVector) {
        vectors.gather(slots, from: query) { first, distances in
            for index in distances.indices where !(distances[index] > top.bound) {
                top.offer(distances[index], id: records.id(slots[first + index]))
            }
        }
    }
}
