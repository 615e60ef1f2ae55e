extension Graph {
    /// Removed slots are worth a repair when they are more than a fifth of all, for searches walk through them.
    var needsRepair: Bool { removedCount >= 32 && removedCount * 5 > slotCount }

    /// Leads a slot's links past removed slots, to those that these led to.
    ///
    /// The candidates are the live ones among its links and, breadth first, among the links of removed ones.
    func relink(_ slot: UInt32, scratch: inout SearchScratch) {
        guard states[Int(slot)] == .live else { return }
        for layer in 0...Int(levels[Int(slot)]) {
            let list = links(slot, layer)
            let former = list.slots
            if former.allSatisfy({ states[Int($0)] == .live }) { continue }
            var seen: Set<UInt32> = [slot]
            var live: [UInt32] = []
            var removed: [UInt32] = []
            func sort(_ slots: [UInt32]) {
                for other in slots where seen.insert(other).inserted {
                    if states[Int(other)] == .live { live.append(other) } else { removed.append(other) }
                }
            }
            sort(former)
            var next = 0
            while next < removed.count, next < list.width {
                sort(links(removed[next], layer).slots)
                next += 1
            }
            let candidates = measured(live, from: slot, scratch: &scratch)
            list.replace(with: selectNeighbors(candidates, m: list.width))
        }
    }

    /// Gives the removed slots back, to which nothing leads once every live slot is relinked.
    mutating func freeRemoved() {
        for (slot, state) in states.enumerated() where state == .removed {
            clearLinks(UInt32(slot))
            states[slot] = .free
        }
        removedCount = 0
        free = states.indices.reversed().filter { states[$0] == .free }.map(UInt32.init)
        if let entry, states[Int(entry)] != .live {
            self.entry = nil
            topLevel = 0
            for slot in states.indices where states[slot] == .live {
                if self.entry == nil || Int(levels[slot]) > topLevel {
                    self.entry = UInt32(slot)
                    topLevel = Int(levels[slot])
                }
            }
        }
        linkedSinceCheck = slotCount
    }

    /// Live slots that no path on the bottom layer leads to from the entry.
    func unreachable() -> [UInt32] {
        guard let entry else { return [] }
        var isReached = [Bool](repeating: false, count: slotCount)
        isReached[Int(entry)] = true
        var frontier = [entry]
        while let slot = frontier.popLast() {
            for other in links(slot, 0).slots where !isReached[Int(other)] {
                isReached[Int(other)] = true
                frontier.append(other)
            }
        }
        return states.indices.filter { states[$0] == .live && !isReached[$0] }.map(UInt32.init)
    }

    /// Makes a slot reachable: the nearest reachable slot with room links to it, or else the nearest gives up its
    /// farthest link.
    func attach(_ slot: UInt32, scratch: inout SearchScratch) {
        guard let entry else { return }
        let scorer = Float32Scorer(slot, vectors)
        let start = descend(from: entry, to: 0, scorer: scorer, access: ExclusiveAccess(), scratch: &scratch)
        searchLayer(
            0, from: start, ef: parameters.efConstruction, scorer: scorer, admission: AdmitLive(states: states),
            access: ExclusiveAccess(), scratch: &scratch)
        let found = scratch.found.sorted().map(\.slot).filter { $0 != slot }
        if found.contains(where: { links($0, 0).slots.contains(slot) || links($0, 0).append(slot) }) { return }
        guard let nearest = found.first else { return }
        let kept = measured(links(nearest, 0).slots, from: nearest, scratch: &scratch).map(\.slot).dropLast()
        links(nearest, 0).replace(with: kept + [slot])
    }
}
