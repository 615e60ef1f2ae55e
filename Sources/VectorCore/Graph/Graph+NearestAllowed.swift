extension Graph {
    /// Plans one search under a filter: by the graph where that promises to cost less than a scan of the matches, else by
    /// the scan; and by the scan again when the walk took more than it promised, ran dry or went around a hole, as it does
    /// where the query is far from all that is allowed.
    func nearestAllowed(
        by filter: VectorFilter, to query: borrowing QueryVector, k: Int, ef: Int, options: SearchOptions,
        in snapshot: Snapshot, scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        let members = filters.slots(of: filter, revision: snapshot.version, slotCount: snapshot.slotCount) {
            SlotSet(slotCount: snapshot.slotCount) { isAllowed(UInt32($0), by: filter, in: snapshot) }
        }
        let matches = members?.count ?? min(filter.count, snapshot.count)
        if members?.count == snapshot.count {
            return try nearestOfAll(to: query, k: k, ef: ef, options: options, in: snapshot, scratch: &scratch)
        }
        let wanted = min(k, matches)
        guard wanted > 0 else { return [] }
        let walk = FilteredWalk(
            ef: ef, matches: matches, of: snapshot.count, isScreened: vectors.isWalkedByCodes)
        if let walk {
            let scorer = walkScorer(for: query, scratch: &scratch)
            let isDone =
                if let members {
                    run(walk, in: snapshot, scorer: scorer, admission: AdmitMembers(slots: members), scratch: &scratch)
                } else {
                    run(
                        walk, in: snapshot, scorer: scorer,
                        admission: AdmitAllowed(records: records, version: snapshot.version, allowed: filter.pages),
                        scratch: &scratch)
                }
            if isDone {
                return try results(of: query, k: wanted, most: options.rerank ?? ef, scratch: &scratch)
            }
        }
        let allowed = members?.slots ?? slots(allowedBy: filter, in: snapshot)
        return try nearest(among: allowed, to: query, k: min(k, allowed.count), scratch: &scratch)
    }

    /// Walks to what is admitted, from nodes near the query whether they are or not; what was found is left in the
    /// scratch.
    ///
    /// - Returns: Whether what was found is to be trusted.
    private func run(
        _ walk: FilteredWalk, in snapshot: Snapshot, scorer: CodeScorer, admission: some Admission,
        scratch: inout SearchScratch
    ) -> Bool {
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        scratch.nearest.resize(to: 1)
        scratch.nearest[0] = start
        scratch.batch.take(scorer.bottomLinks(of: start.slot, in: self), below: UInt32(snapshot.slotCount))
        // Where three quarters of the neighbours are admitted, the walk finds its place by itself.
        if scratch.batch.count(where: { admission.admits($0) }) * 4 < scratch.batch.count * 3 {
            searchLayer(
                0, from: start, ef: walk.seeds, in: snapshot, scorer: scorer, admission: AdmitAll(), scratch: &scratch)
            scratch.found.drain(into: &scratch.nearest)
        }
        return searchAdmitted(walk, in: snapshot, scorer: scorer, admission: admission, scratch: &scratch)
    }

    /// The slots of what a filter allows, in whichever way is cheaper.
    private func slots(allowedBy filter: VectorFilter, in snapshot: Snapshot) -> [UInt32] {
        if filter.isCheaperByID(slotCount: snapshot.slotCount) {
            return slots(of: filter, in: snapshot)
        }
        return (0..<UInt32(snapshot.slotCount)).filter { isAllowed($0, by: filter, in: snapshot) }
    }

    /// Looks ids up, some at a time. Whoever counts ids up as they come has them where slots have the same numbers, which
    /// spares most of a look-up.
    private func slots(of ids: some Sequence<Int64>, in snapshot: Snapshot) -> [UInt32] {
        let together = 32
        let table = self.ids(in: snapshot)
        var slots: [UInt32] = []
        var elsewhere: [Int64] = []
        elsewhere.reserveCapacity(together)
        func lookUp() {
            for id in elsewhere { table.prefetch(id) }
            for id in elsewhere { table.prefetchRecord(id, records) }
            for id in elsewhere {
                if let slot = table.slot(of: id, at: snapshot.version, records) { slots.append(slot) }
            }
            elsewhere.removeAll(keepingCapacity: true)
        }
        for id in ids {
            if id >= 0, id < snapshot.slotCount, records.id(UInt32(id)) == id,
                records.isVisible(UInt32(id), at: snapshot.version)
            {
                slots.append(UInt32(id))
            } else {
                elsewhere.append(id)
                if elsewhere.count == together { lookUp() }
            }
        }
        lookUp()
        return slots
    }

    @inline(__always)
    private func isAllowed(_ slot: UInt32, by filter: VectorFilter, in snapshot: Snapshot) -> Bool {
        records.isVisible(slot, at: snapshot.version) && filter.contains(records.id(slot))
    }
}
