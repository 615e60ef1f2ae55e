extension Graph {
    /// Finds the nearest admitted slots of the bottom layer; they are left in the scratch's `found`.
    ///
    /// Only admitted slots are measured. Where few of a node's neighbours are, the others are looked through to their own
    /// neighbours, so that the admitted slots hang together as if they had been linked without the rest.
    ///
    /// The walk starts from the candidates in the scratch's `nearest`, admitted or not.
    /// - Returns: Whether it found as many as it keeps, within its budget and not around a hole.
    /// - Source: Patel et al. 2024, "ACORN", arXiv:2403.04871, section 5 with the two hops of ACORN-1. Departs from it
    ///   in: a node is looked through once at most, and only while a list has few admitted; the walk starts in the
    ///   query's own neighbourhood, and says when that is a hole.
    func searchAdmitted(
        _ walk: FilteredWalk, in snapshot: Snapshot, scorer: some Scorer, admission: some Admission,
        scratch: inout SearchScratch
    ) -> Bool {
        scratch.visited.begin(slots: snapshot.slotCount)
        scratch.candidates.removeAll()
        scratch.found.begin(ef: walk.ef)
        for index in 0..<scratch.nearest.count {
            let seed = scratch.nearest[index]
            _ = scratch.visited.insert(seed.slot)
            scratch.candidates.push(seed)
            if admission.admits(seed.slot) { scratch.found.insert(seed) }
        }
        var budget = walk.budget
        var share = AdmittedShare(near: scratch.nearest.count, chance: walk.share)
        while let nearest = scratch.candidates.popNearest(), nearest <= scratch.found.bound {
            takeAdmitted(around: nearest.slot, &share, scorer: scorer, admission: admission, scratch: &scratch)
            if share.beginsInHole { return false }
            if let next = scratch.candidates.first { links(next.slot, 0).prefetch() }
            scorer.score(&scratch.batch)
            scratch.tally.walked += scratch.batch.count
            budget -= scratch.batch.count + scratch.passed.count
            if budget < 0 { return false }
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if candidate < scratch.found.bound {
                    scratch.candidates.push(candidate)
                    scratch.found.insert(candidate)
                }
            }
        }
        return scratch.found.count == walk.ef && !share.isHole
    }

    /// Takes the admitted slots not yet visited that a node leads to, by one link or, while there are few, by two; those
    /// looked through are left in `passed`.
    @inline(__always)
    private func takeAdmitted(
        around slot: UInt32, _ share: inout AdmittedShare, scorer: some Scorer, admission: some Admission,
        scratch: inout SearchScratch
    ) {
        let limit = scratch.visited.limit
        scratch.batch.removeAll()
        scratch.passed.removeAll()
        var admitted = 0
        var seen = 0
        scorer.bottomLinks(of: slot, in: self).forEach(below: limit) { neighbor in
            seen += 1
            if admission.admits(neighbor) {
                admitted += 1
                if scratch.visited.insert(neighbor) { scratch.batch.append(neighbor) }
            } else if !scratch.visited.contains(neighbor) {
                scratch.passed.append(neighbor)
                links(neighbor, 0).prefetchWhole()
            }
        }
        share.count(admitted: admitted, of: seen)
        var looked = 0
        while looked < scratch.passed.count, admitted < FilteredWalk.enough {
            let neighbor = scratch.passed.slot(looked)
            looked += 1
            _ = scratch.visited.insert(neighbor)
            scorer.bottomLinks(of: neighbor, in: self).forEach(below: limit) { other in
                if admission.admits(other) {
                    admitted += 1
                    if scratch.visited.insert(other) { scratch.batch.append(other) }
                }
            }
        }
        scratch.passed.keepFirst(looked)
    }
}
