extension Graph {
    /// Plans one search: exactly when little is allowed, by the graph when much is, and exactly again when the graph gave
    /// fewer than there are.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, efSearch: Int, options: SearchOptions, filters: FilterCache,
        scratch: inout SearchScratch
    ) -> [Neighbor] {
        guard count > 0, let entry else { return [] }
        let query = QueryVector(vector, for: vectors)
        let ef = max(k, efSearch)
        if let filter = options.filter {
            return nearest(to: query, k: k, ef: ef, entry: entry, filter: filter, filters: filters, scratch: &scratch)
        }
        let wanted = min(k, count)
        guard wanted > 0 else { return [] }
        let scanFactor = options.scanFactor ?? defaultScanFactor
        if ef >= count || scanFactor > 0 && (count - 1) / scanFactor < ef {
            return exactNearest(to: query, k: wanted)
        }
        let scorer = Float32Scorer(query, vectors)
        let access = ExclusiveAccess()
        let start = descend(from: entry, to: 0, scorer: scorer, access: access, scratch: &scratch)
        if hasHidden {
            searchLayer(
                0, from: start, ef: ef, scorer: scorer, admission: AdmitLive(states: states), access: access,
                scratch: &scratch)
        } else {
            searchLayer(
                0, from: start, ef: ef, scorer: scorer, admission: AdmitAll(), access: access, scratch: &scratch)
        }
        if scratch.found.count < wanted { return exactNearest(to: query, k: wanted) }
        return found(scratch, wanted)
    }

    private func found(_ scratch: borrowing SearchScratch, _ wanted: Int) -> [Neighbor] {
        let found = scratch.found.sorted().map { Neighbor(id: ids[Int($0.slot)], distance: $0.distance) }
        return Array(found.sorted { $0.isNearer(than: $1) }.prefix(wanted))
    }

    private func nearest(
        to query: borrowing QueryVector, k: Int, ef: Int, entry: UInt32, filter: VectorFilter, filters: FilterCache,
        scratch: inout SearchScratch
    ) -> [Neighbor] {
        let set = filters.slots(of: filter, revision: revision, slotCount: slotCount) {
            SlotSet(slotCount: slotCount) { states[$0] == .live && filter.contains(ids[$0]) }
        }
        let matches = set?.count ?? min(filter.count, count)
        let wanted = min(k, matches)
        guard wanted > 0 else { return [] }
        if matches <= ef * tuneExact { return exactNearest(to: query, k: k, filter, set) }
        let isFound: Bool
        if let set {
            isFound = walk(to: query, wanted: wanted, ef: ef, matches: matches, entry: entry, admission: AdmitSet(slots: set), scratch: &scratch)
        } else {
            isFound = walk(to: query, wanted: wanted, ef: ef, matches: matches, entry: entry, admission: AdmitAllowed(states: states, ids: ids, allowed: filter.pages), scratch: &scratch)
        }
        if !isFound { tuneStats[0] += 1; return exactNearest(to: query, k: k, filter, set) }
        tuneStats[1] += 1
        return found(scratch, wanted)
    }

    private func walk(
        to query: borrowing QueryVector, wanted: Int, ef: Int, matches: Int, entry: UInt32, admission: some Admission,
        scratch: inout SearchScratch
    ) -> Bool {
        let scorer = Float32Scorer(query, vectors)
        let access = ExclusiveAccess()
        let start = descend(from: entry, to: 0, scorer: scorer, access: access, scratch: &scratch)
        if tuneMode == 1 {
            searchLayer(0, from: start, ef: ef, scorer: scorer, admission: admission, access: access, scratch: &scratch)
            return scratch.found.count >= wanted
        }
        var seeds = [start]
        if tuneBeam > 0 {
            searchLayer(0, from: start, ef: tuneBeam, scorer: scorer, admission: AdmitAll(), access: access, scratch: &scratch)
            seeds = scratch.found.sorted()
        }
        let rest = searchAdmitted(from: seeds, ef: ef, budget: tuneMode == 2 ? .max : matches / 2, scorer: scorer, admission: admission, access: access, scratch: &scratch)
        return rest >= 0 && scratch.found.count >= min(ef, matches)
    }

    private func exactNearest(
        to query: borrowing QueryVector, k: Int, _ filter: VectorFilter, _ set: SlotSet?
    ) -> [Neighbor] {
        let allowed: [UInt32]
        if let set {
            allowed = set.slots
        } else if filter.isCheaperByID(slotCount: slotCount) {
            allowed = filter.compactMap { slots[$0] }
        } else {
            allowed = (0..<slotCount).filter { states[$0] == .live && filter.contains(ids[$0]) }.map(UInt32.init)
        }
        var top = TopK(min(k, allowed.count))
        vectors.gather(allowed, from: query) { first, distances in
            for index in distances.indices where !(distances[index] > top.bound) {
                top.offer(distances[index], id: ids[Int(allowed[first + index])])
            }
        }
        return top.sorted()
    }

    /// Every live vector measured.
    private func exactNearest(to query: borrowing QueryVector, k: Int) -> [Neighbor] {
        var top = TopK(k)
        vectors.scan(0..<slotCount, from: query) { first, distances in
            for index in distances.indices where !(distances[index] > top.bound) {
                if states[first + index] == .live { top.offer(distances[index], id: ids[first + index]) }
            }
        }
        return top.sorted()
    }
}
