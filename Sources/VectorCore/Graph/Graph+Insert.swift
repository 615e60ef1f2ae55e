extension Graph {
    /// Finds a slot's neighbours on each of its layers and links it with them in both directions.
    ///
    /// The slot's vector and own lists are written before anything leads to it, so whoever meets it finds it whole.
    ///
    /// - Parameter snapshot: Where to begin, and how many slots there are.
    /// - Source: Malkov & Yashunin 2018, Algorithm 1.
    func link(
        _ slot: UInt32, in snapshot: Snapshot, admission: some Admission, access: some LinkAccess,
        scratch: inout SearchScratch
    ) {
        let scorer = Float32Scorer(slot, vectors)
        let top = min(level(slot), snapshot.topLevel)
        var start = descend(to: top, in: snapshot, scorer: scorer, scratch: &scratch)
        scratch.selected.removeAll(keepingCapacity: true)
        scratch.selectedEnds.removeAll(keepingCapacity: true)
        for layer in stride(from: top, through: 0, by: -1) {
            searchLayer(
                layer, from: start, ef: parameters.efConstruction, in: snapshot, scorer: scorer, admission: admission,
                scratch: &scratch)
            scratch.found.drain(into: &scratch.nearest)
            selectNeighbors(
                of: slot, from: scratch.nearest, m: parameters.m, chosen: &scratch.chosen, pruned: &scratch.pruned)
            links(slot, layer).replace(with: scratch.chosen)
            for index in 0..<scratch.chosen.count { scratch.selected.append(scratch.chosen.slot(index)) }
            scratch.selectedEnds.append(scratch.selected.count)
            start = scratch.nearest.first ?? start
        }
        for layer in 0...top {
            let end = scratch.selectedEnds[top - layer]
            let begin = layer == top ? 0 : scratch.selectedEnds[top - layer - 1]
            for index in begin..<end {
                let neighbor = scratch.selected[index]
                access.withLinks(of: neighbor) {
                    let isAnchor = layer == 0 && records.anchor(slot) == LinkList.none && canAnchor(neighbor)
                    connect(neighbor, to: slot, layer, asAnchor: isAnchor, scratch: &scratch)
                }
            }
        }
        if records.anchor(slot) == LinkList.none {
            anchorAnywhere(slot, in: snapshot, access: access, scratch: &scratch)
        }
    }

    /// Adds a link to a slot's list; a full one is chosen anew.
    ///
    /// - Parameter asAnchor: Whether the slot shall keep the link for good, so that the other can be reached.
    func connect(
        _ slot: UInt32, to other: UInt32, _ layer: Int, asAnchor: Bool, scratch: inout SearchScratch
    ) {
        let list = links(slot, layer)
        if asAnchor { records.setAnchor(other, slot) }
        if list.append(other) { return }
        scratch.batch.take(list)
        scratch.batch.append(other)
        measure(from: slot, scratch: &scratch)
        let anchored = layer == 0 ? scratch.batch.count { records.anchor($0) == slot } : 0
        selectNeighbors(
            of: slot, from: scratch.choices, m: list.width, anchored: anchored, chosen: &scratch.chosen,
            pruned: &scratch.pruned)
        list.replace(with: scratch.chosen)
    }
}
