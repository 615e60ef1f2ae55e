extension Graph {
    /// Finds the `ef` nearest slots of one layer that are admitted; they are left in the scratch's `found`.
    ///
    /// - Complexity: O(ef · m) distances on average, a batch of them for each node that is expanded.
    /// - Source: Malkov & Yashunin 2018, Algorithm 2. Departs from it in: a node is expanded before the neighbours of
    ///   the one before it are measured, whose rows are on their way from memory meanwhile, with no more distances
    ///   (Docs/Design/codes.md); nodes that are not admitted are walked through; where a ``Horizon`` is set, it and
    ///   not `ef` ends the walk.
    func searchLayer(
        _ layer: Int, from start: Candidate, ef: Int, in snapshot: Snapshot, scorer: some Scorer,
        admission: some Admission, scratch: inout SearchScratch
    ) {
        scratch.visited.begin(slots: snapshot.slotCount)
        scratch.candidates.removeAll()
        scratch.found.begin(ef: ef)
        _ = scratch.visited.insert(start.slot)
        scratch.candidates.push(start)
        if admission.admits(start.slot) { scratch.find(start) }

        scratch.batch.removeAll()
        while true {
            scratch.ahead.removeAll()
            if let nearest = scratch.candidates.popNearest(), nearest <= scratch.limit {
                scratch.ahead.addUnvisited(scorer.links(of: nearest.slot, layer, in: self), &scratch.visited)
                scorer.prefetch(scratch.ahead)
            } else if scratch.batch.count == 0 {
                return
            }
            scorer.scorePrefetched(&scratch.batch, within: scratch.limit)
            scratch.tally.walked += scratch.batch.count
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if candidate < scratch.limit {
                    links(candidate.slot, layer).prefetch()
                    scratch.candidates.push(candidate)
                    if admission.admits(candidate.slot) { scratch.find(candidate) }
                }
            }
            swap(&scratch.batch, &scratch.ahead)
        }
    }

    /// Walks greedily from the entry down through the layers above `level`, and gives the nearest slot it meets.
    ///
    /// - Source: Malkov & Yashunin 2018, Algorithm 5, lines 3 to 6.
    func descend(
        to level: Int, in snapshot: Snapshot, scorer: some Scorer, scratch: inout SearchScratch
    ) -> Candidate {
        var nearest = scorer.score(snapshot.entry, using: &scratch.batch)
        scratch.tally.walked += 1
        scratch.visited.begin(slots: snapshot.slotCount)
        for layer in stride(from: snapshot.topLevel, to: level, by: -1) {
            var hasMoved = true
            while hasMoved {
                hasMoved = false
                scratch.batch.removeAll()
                scratch.batch.addUnvisited(links(nearest.slot, layer), &scratch.visited)
                scorer.prefetch(scratch.batch)
                scorer.scorePrefetched(&scratch.batch, within: nearest)
                scratch.tally.walked += scratch.batch.count
                for index in 0..<scratch.batch.count where scratch.batch[index] < nearest {
                    nearest = scratch.batch[index]
                    hasMoved = true
                    links(nearest.slot, layer).prefetch()
                    links(nearest.slot, layer - 1).prefetch()
                }
            }
        }
        return nearest
    }
}

// Takes the scorer apart, so that the walk is compiled for each.
extension Graph {
    func searchLayer(
        _ layer: Int, from start: Candidate, ef: Int, in snapshot: Snapshot, scorer: CodeScorer,
        admission: some Admission, scratch: inout SearchScratch
    ) {
        switch scorer {
        case .float32(let scorer):
            searchLayer(
                layer, from: start, ef: ef, in: snapshot, scorer: scorer, admission: admission, scratch: &scratch)
        case .bfloat16(let scorer):
            searchLayer(
                layer, from: start, ef: ef, in: snapshot, scorer: scorer, admission: admission, scratch: &scratch)
        case .rabitq(let scorer):
            searchLayer(
                layer, from: start, ef: ef, in: snapshot, scorer: scorer, admission: admission, scratch: &scratch)
        case .checked(let scorer):
            searchLayer(
                layer, from: start, ef: ef, in: snapshot, scorer: scorer, admission: admission, scratch: &scratch)
        }
    }
}
