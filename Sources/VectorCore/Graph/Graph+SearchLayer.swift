extension Graph {
    /// Finds the `ef` nearest slots of one layer that are admitted; they are left in the scratch's `found`.
    ///
    /// - Complexity: O(ef · m) distances on average, a batch of them for each node that is expanded.
    /// - Source: Malkov & Yashunin 2018, Algorithm 2. Departs from it in: the unvisited neighbours of a node are measured
    ///   together; nodes that are not admitted are walked through.
    func searchLayer(
        _ layer: Int, from start: Candidate, ef: Int, in snapshot: Snapshot, scorer: some Scorer,
        admission: some Admission, scratch: inout SearchScratch
    ) {
        scratch.visited.begin(slots: snapshot.slotCount)
        scratch.candidates.removeAll()
        scratch.found.begin(ef: ef)
        _ = scratch.visited.insert(start.slot)
        scratch.candidates.push(start)
        if admission.admits(start.slot) { scratch.found.insert(start) }

        while let nearest = scratch.candidates.popNearest(), nearest <= scratch.found.bound {
            scratch.batch.takeUnvisited(links(nearest.slot, layer), &scratch.visited)
            if let next = scratch.candidates.first { links(next.slot, layer).prefetch() }
            scorer.score(&scratch.batch)
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if candidate < scratch.found.bound {
                    scratch.candidates.push(candidate)
                    if admission.admits(candidate.slot) { scratch.found.insert(candidate) }
                }
            }
        }
    }

    /// Walks greedily from the entry down through the layers above `level`, and gives the nearest slot it meets.
    ///
    /// - Source: Malkov & Yashunin 2018, Algorithm 5, lines 3 to 6.
    func descend(
        to level: Int, in snapshot: Snapshot, scorer: some Scorer, scratch: inout SearchScratch
    ) -> Candidate {
        var nearest = scorer.score(snapshot.entry, using: &scratch.batch)
        for layer in stride(from: snapshot.topLevel, to: level, by: -1) {
            scratch.visited.begin(slots: snapshot.slotCount)
            var hasMoved = true
            while hasMoved {
                hasMoved = false
                scratch.batch.takeUnvisited(links(nearest.slot, layer), &scratch.visited)
                scorer.score(&scratch.batch)
                for index in 0..<scratch.batch.count where scratch.batch[index] < nearest {
                    nearest = scratch.batch[index]
                    hasMoved = true
                }
            }
        }
        return nearest
    }
}
