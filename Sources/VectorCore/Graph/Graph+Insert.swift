extension Graph {
    /// Links placed slots into the graph.
    ///
    /// On one thread they are linked in order, so the same vectors and seed give the same graph.
    mutating func link(_ slots: [UInt32], threads: Int, pool: ScratchPool) {
        // A node above all layers becomes the new entry, which the others must not see change.
        var rest: [UInt32] = []
        for slot in slots {
            if threads > 1, entry != nil, levels[Int(slot)] <= topLevel {
                rest.append(slot)
                continue
            }
            pool.use { link(slot, access: ExclusiveAccess(), scratch: &$0) }
            if entry == nil || levels[Int(slot)] > topLevel {
                entry = slot
                topLevel = Int(levels[Int(slot)])
            }
        }
        if !rest.isEmpty {
            let access = SharedAccess()
            _ = parallelMap(count: rest.count, threads: threads) { index in
                pool.use { link(rest[index], access: access, scratch: &$0) }
            }
        }
        linkedSinceCheck += slots.count
    }

    /// Finds a slot's neighbours on each of its layers and links it with them in both directions.
    ///
    /// The slot's own lists are written before anything leads to it, so whoever meets it finds it whole.
    ///
    /// - Source: Malkov & Yashunin 2018, Algorithm 1.
    func link(_ slot: UInt32, access: some LinkAccess, scratch: inout SearchScratch) {
        guard let entry else { return }
        let scorer = Float32Scorer(slot, vectors)
        let admission = AdmitLinkable(states: states)
        let level = min(Int(levels[Int(slot)]), topLevel)
        var start = descend(from: entry, to: level, scorer: scorer, access: access, scratch: &scratch)
        var selected: [[UInt32]] = []  // from the highest layer down
        for layer in stride(from: level, through: 0, by: -1) {
            searchLayer(
                layer, from: start, ef: parameters.efConstruction, scorer: scorer, admission: admission,
                access: access, scratch: &scratch)
            let found = scratch.found.sorted().filter { $0.slot != slot }
            selected.append(selectNeighbors(found, m: parameters.m))
            start = found.first ?? start
        }
        for (layer, neighbors) in selected.reversed().enumerated() {
            access.withLinks(of: slot) { links(slot, layer).replace(with: neighbors) }
        }
        for (layer, neighbors) in selected.reversed().enumerated() {
            for neighbor in neighbors {
                access.withLinks(of: neighbor) {
                    connect(neighbor, to: slot, layer, isNearest: neighbor == neighbors[0], scratch: &scratch)
                }
            }
        }
    }

    /// Adds a link to a slot's list; a full one is chosen anew.
    ///
    /// - Parameter isNearest: Whether the slot is the other's nearest neighbour, whose link to it is kept if there is
    ///   any room, so that a new node can be reached.
    private func connect(
        _ slot: UInt32, to other: UInt32, _ layer: Int, isNearest: Bool, scratch: inout SearchScratch
    ) {
        let list = links(slot, layer)
        if list.append(other) { return }
        let candidates = measured(list.slots + [other], from: slot, scratch: &scratch)
        var chosen = selectNeighbors(candidates, m: list.width)
        if isNearest, !chosen.contains(other), chosen.count < list.width { chosen.append(other) }
        list.replace(with: chosen)
    }
}
