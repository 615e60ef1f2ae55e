extension Graph {
    /// How many live links of each removed slot are looked at in its stead: its first ones, which are its nearest.
    private static var successors: Int { 8 }

    /// Leads a live slot's links past removed slots, to those that these led to.
    ///
    /// The live links stay. What the removed ones, breadth first, led to takes their places where it leads in another
    /// direction, as in ``selectNeighbors(of:from:m:anchored:chosen:pruned:)``. Slots may be relinked in any order and
    /// on many threads, for each reads no lists but its own and those of removed slots, which stay as they are.
    ///
    /// - Returns: Whether the bottom layer's list is long enough, or was so before.
    /// - Source: Singh et al. 2021, "FreshDiskANN", Algorithm 4. Departs from it in: what is live is not chosen anew.
    func relink(_ slot: UInt32, in snapshot: Snapshot, scratch: inout SearchScratch) -> Bool {
        var isLong = true
        for layer in 0...level(slot) {
            let list = links(slot, layer)
            scratch.batch.take(list)
            let removed = scratch.batch.count { !records.isLinkable($0) }
            if removed == 0 { continue }
            let former = scratch.batch.count
            gatherSuccessors(of: slot, layer, in: snapshot, scratch: &scratch)
            measureAll(from: slot, scratch: &scratch)
            choose(for: slot, upTo: max(former, list.width * 3 / 4), scratch: &scratch)
            list.replace(with: scratch.chosen)
            if layer == 0 { isLong = scratch.chosen.count >= min(former, parameters.m / 2) }
        }
        return isLong
    }

    /// Leaves the live ones of the batch's slots in `chosen`, and those that the removed ones lead to in `selected`.
    private func gatherSuccessors(
        of slot: UInt32, _ layer: Int, in snapshot: Snapshot, scratch: inout SearchScratch
    ) {
        scratch.visited.begin(slots: snapshot.slotCount)
        scratch.chosen.removeAll()
        scratch.pruned.removeAll()
        scratch.selected.removeAll(keepingCapacity: true)
        _ = scratch.visited.insert(slot)
        for index in 0..<scratch.batch.count {
            let other = scratch.batch.slot(index)
            _ = scratch.visited.insert(other)
            if records.isLinkable(other) { scratch.chosen.append(other) } else { scratch.pruned.append(other) }
        }
        var next = 0
        while next < scratch.pruned.count {
            let list = links(scratch.pruned.slot(next), layer)
            next += 1
            var taken = 0
            for position in 0..<list.width where taken < Self.successors {
                let other = list[position]
                if other == LinkList.none { break }
                guard scratch.visited.insert(other) else { continue }
                if records.isLinkable(other) {
                    scratch.selected.append(other)
                    taken += 1
                } else if scratch.pruned.count < list.width {
                    scratch.pruned.append(other)
                }
            }
        }
    }

    /// Measures `selected` from the slot and leaves it, nearest first, in `nearest`.
    private func measureAll(from slot: UInt32, scratch: inout SearchScratch) {
        let scorer = vectors.linked.scorer(of: slot, using: &scratch.otherQuery)
        scratch.found.begin(ef: max(scratch.selected.count, 1))
        var first = 0
        while first < scratch.selected.count {
            scratch.batch.removeAll()
            while first < scratch.selected.count, scratch.batch.count < scratch.batch.capacity {
                scratch.batch.append(scratch.selected[first])
                first += 1
            }
            scorer.score(&scratch.batch)
            for index in 0..<scratch.batch.count { scratch.found.insert(scratch.batch[index]) }
        }
        scratch.found.drain(into: &scratch.nearest)
    }

    /// Adds to `chosen` from `nearest`: first what leads in another direction, then what is near.
    private func choose(for slot: UInt32, upTo limit: Int, scratch: inout SearchScratch) {
        scratch.pruned.removeAll()
        var index = 0
        while index < scratch.nearest.count, scratch.chosen.count < limit {
            let candidate = scratch.nearest[index]
            index += 1
            if !vectors.linked.scorer(of: candidate.slot, using: &scratch.otherQuery)
                .isAny(of: scratch.chosen, within: candidate.distance)
            {
                scratch.chosen.append(candidate.slot)
            } else if scratch.pruned.count < limit {
                scratch.pruned.append(candidate.slot)
            }
        }
        var next = 0
        while next < scratch.pruned.count, scratch.chosen.count < limit {
            scratch.chosen.append(scratch.pruned.slot(next))
            next += 1
        }
    }

    /// Links a slot anew that removals left with few links: as a new one would be, beside those it still has.
    func relinkBySearch(_ slot: UInt32, in snapshot: Snapshot, scratch: inout SearchScratch) {
        let scorer = vectors.walkScorer(of: slot, using: &scratch.query)
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        searchLayer(
            0, from: start, ef: parameters.efConstruction, in: snapshot, scorer: scorer,
            admission: AdmitLinkable(records: records), scratch: &scratch)
        scratch.found.drain(into: &scratch.nearest)
        selectNeighbors(
            of: slot, from: scratch.nearest, m: parameters.m, chosen: &scratch.chosen, pruned: &scratch.pruned,
            query: &scratch.otherQuery)
        scratch.selected.removeAll(keepingCapacity: true)
        for index in 0..<scratch.chosen.count { scratch.selected.append(scratch.chosen.slot(index)) }
        for neighbor in scratch.selected {
            if !links(slot, 0).contains(neighbor) { _ = links(slot, 0).append(neighbor) }
            if !links(neighbor, 0).contains(slot) {
                connect(neighbor, to: slot, 0, asAnchor: false, scratch: &scratch)
            }
        }
    }

    /// The slots that a path on the bottom layer leads to from the entry.
    func reachable(in snapshot: Snapshot) -> [Bool] {
        var isReached = [Bool](repeating: false, count: snapshot.slotCount)
        guard snapshot.entry != LinkList.none else { return isReached }
        isReached[Int(snapshot.entry)] = true
        var frontier = [snapshot.entry]
        while let slot = frontier.popLast() {
            for other in links(slot, 0).slots where !isReached[Int(other)] {
                isReached[Int(other)] = true
                frontier.append(other)
            }
        }
        return isReached
    }
}
