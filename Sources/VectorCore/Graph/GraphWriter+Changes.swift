#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension GraphWriter {
    /// Places and links checked vectors and then lets them be found, all at once.
    mutating func put(
        _ vectors: Matrix, ids: [Int64], threads: Int, replacing: Bool
    ) throws(VectorIndexError) {
        guard !ids.isEmpty else { return }
        if !replacing {
            for id in ids where liveSlot(id) != nil { throw .present(id) }
        }
        try makeRoom(ids.count, threads: threads)
        if graph.vectors.isCalibrationDue(slots: next.slotCount + ids.count) {
            graph.readers.change { graph.vectors.calibrate(with: vectors, slots: next.slotCount, scratch: &$0) }
        }
        let linksMany = graph.readers.change {
            graph.vectors.beginLinkingMany(
                vectors, slots: next.slotCount, seed: graph.parameters.seed, scratch: &$0)
        }
        let slots = threads == 1 ? linkInOrder(vectors) : linkTogether(vectors, threads: threads)
        if linksMany { graph.vectors.endLinkingMany() }
        next.version += 1
        for (slot, id) in zip(slots, ids) { publish(slot, id: id, from: next.version) }
        commit()
        if isRepairDue(5) { repair(threads: threads) }
    }

    /// Hides the vectors of the ids that are present, all at once.
    mutating func remove(_ ids: [Int64]) -> Int {
        if ids.isEmpty { return 0 }
        let count = next.count
        graph.checks?.fillIDs()
        for id in ids {
            if let slot = liveSlot(id) { hide(slot, from: next.version + 1) }
        }
        let gone = count - next.count
        guard gone > 0 else { return 0 }
        next.version += 1
        commit()
        collect()
        // A file that is found damaged now keeps what was removed; its searches throw.
        if isRepairDue(5), (try? graph.checkRest()) != nil { repair(threads: 1) }
        return gone
    }

    /// Finds slots for so many vectors: rather those of removed vectors than new ones.
    private mutating func makeRoom(_ count: Int, threads: Int) throws(VectorIndexError) {
        collect()
        if !hasAnchors {
            graph.readers.change { graph.anchorAll(in: next, scratch: &$0) }
            hasAnchors = true
        }
        if next.count == 0 || (free.count < count && isRepairDue(12)) { repair(threads: threads) }
        collect(slots: min(count, next.slotCount))
        try reserve(count)
    }

    /// Whether so large a part of the slots, one in `share`, is removed that taking them out of the graph is worth it.
    ///
    /// Searches walk through removed slots, so a fifth is too much of them. Before the graph grows, a twelfth is: it
    /// stays within 1.1 times of what a fresh one takes. A repair after a quarter was removed took 0.3 of the CPU time of
    /// the build, about as much a removed vector as to add one (20,000 × 128).
    private func isRepairDue(_ share: Int) -> Bool { removed.count * share > next.slotCount }

    // MARK: - Linking

    /// On one thread vectors are linked in order, so the same vectors and seed give the same graph.
    private mutating func linkInOrder(_ vectors: Matrix) -> [UInt32] {
        (0..<vectors.rows).map { row in
            let slot = place(vectors[row: row])
            linkAlone(slot)
            return slot
        }
    }

    private mutating func linkTogether(_ vectors: Matrix, threads: Int) -> [UInt32] {
        let slots = place(vectors, threads: threads)
        // A node above all layers becomes the new entry, which the others must not see change.
        var rest: [UInt32] = []
        for slot in slots {
            if next.entry != LinkList.none, graph.level(slot) <= next.topLevel {
                rest.append(slot)
            } else {
                linkAlone(slot)
            }
        }
        let (graph, snapshot, access, hasRemoved) = (graph, next, SharedAccess(), !removed.isEmpty)
        _ = parallelMap(count: rest.count, threads: threads) { index in
            graph.link(rest[index], in: snapshot, hasRemoved: hasRemoved, access: access)
        }
        return slots
    }

    private mutating func linkAlone(_ slot: UInt32) {
        let level = graph.level(slot)
        guard next.entry != LinkList.none else {
            graph.records.setAnchor(slot, slot)
            (next.entry, next.topLevel) = (slot, level)
            return
        }
        graph.link(slot, in: next, hasRemoved: !removed.isEmpty, access: ExclusiveAccess())
        if level > next.topLevel {
            graph.readers.change { graph.keepLink(from: slot, to: next.entry, scratch: &$0) }
            graph.records.setAnchor(slot, slot)
            (next.entry, next.topLevel) = (slot, level)
        }
    }

    // MARK: - Repair

    /// Leads the graph past its removed slots, beside searches, and frees them.
    mutating func repair(threads: Int) {
        guard !removed.isEmpty else { return }
        let graph = graph
        chooseEntry()
        let snapshot = next
        let block = 256
        let short = parallelMap(count: (snapshot.slotCount + block - 1) / block, threads: threads) { index in
            let slots = UInt32(index * block)..<UInt32(min((index + 1) * block, snapshot.slotCount))
            return graph.readers.change { scratch in
                slots.filter {
                    graph.records.state($0) == .live && !graph.relink($0, in: snapshot, scratch: &scratch)
                }
            }
        }
        graph.readers.change { scratch in
            for slot in short.joined() { graph.relinkBySearch(slot, in: snapshot, scratch: &scratch) }
            graph.anchorAll(in: snapshot, scratch: &scratch)
        }
        commit()
        retire(.slots(removed))
        removed = []
        collect()
    }

    /// Begins at a live slot of the highest level, the first of them.
    private mutating func chooseEntry() {
        if next.entry != LinkList.none, graph.records.state(next.entry) == .live { return }
        (next.entry, next.topLevel) = (LinkList.none, 0)
        for slot in 0..<UInt32(next.slotCount) where graph.records.state(slot) == .live {
            if next.entry == LinkList.none || graph.level(slot) > next.topLevel {
                (next.entry, next.topLevel) = (slot, graph.level(slot))
            }
        }
    }

    /// Lets others run, searches among them, for a tenth of a millisecond.
    func pause() { usleep(100) }
}

extension Graph {
    /// Links a slot, asking of others whether they are removed only where there are such.
    fileprivate func link(_ slot: UInt32, in snapshot: Snapshot, hasRemoved: Bool, access: some LinkAccess) {
        readers.change { scratch in
            if hasRemoved {
                link(
                    slot, in: snapshot, admission: AdmitLinkable(records: records), access: access, scratch: &scratch)
            } else {
                link(slot, in: snapshot, admission: AdmitAll(), access: access, scratch: &scratch)
            }
        }
    }
}
