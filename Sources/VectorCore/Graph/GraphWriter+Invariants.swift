extension GraphWriter {
    /// What is wrong with the graph's structure, for tests after each change; nil for a sound one.
    func brokenInvariant() -> String? {
        brokenEntry() ?? brokenFree() ?? brokenLinks() ?? brokenIDs() ?? brokenAnchors()
    }

    private func state(_ slot: Int) -> SlotState { graph.records.state(UInt32(slot)) }
    private func level(_ slot: Int) -> Int { graph.level(UInt32(slot)) }

    /// Slots that are out of the graph and wait for the last searches that could be there.
    private var waiting: Set<UInt32> {
        retired.reduce(into: []) { if case .slots(let slots) = $1.what { $0.formUnion(slots) } }
    }

    private func brokenEntry() -> String? {
        let waiting = waiting
        let nodes = (0..<next.slotCount).filter { state($0) != .free && !waiting.contains(UInt32($0)) }
        guard next.entry != LinkList.none else {
            return nodes.isEmpty && next.count == 0 ? nil : "there are nodes but no entry"
        }
        guard Int(next.entry) < next.slotCount, state(Int(next.entry)) != .free else { return "the entry is no node" }
        guard next.topLevel == graph.level(next.entry), next.topLevel == nodes.map({ level($0) }).max() else {
            return "the entry is not on the top layer"
        }
        return nil
    }

    private func brokenLinks() -> String? {
        let levels = (0..<next.slotCount).map { UInt8(level($0)) }
        let (bottom, upper) = linkRules(levels)
        if let broken = bottom.brokenBottom(levels.indices) ?? upper.brokenUpper() { return broken }
        let waiting = waiting
        for slot in 0..<next.slotCount where state(slot) == .live {
            if !waiting.isDisjoint(with: graph.links(UInt32(slot), 0).slots) {
                return "slot \(slot) links to one that is out of the graph"
            }
        }
        return nil
    }

    private func brokenIDs() -> String? {
        let live = (0..<next.slotCount).filter { state($0) == .live }
        for slot in live where liveSlot(graph.records.id(UInt32(slot))) != UInt32(slot) {
            return "id \(graph.records.id(UInt32(slot))) is in two slots or in none"
        }
        return live.count == next.count ? nil : "\(live.count) slots are live where \(next.count) are counted"
    }

    private func brokenFree() -> String? {
        let free = (0..<next.slotCount).filter { state($0) == .free }.map(UInt32.init)
        return free.reversed() == self.free ? nil : "the free slots are not those that are listed"
    }

    private func brokenAnchors() -> String? {
        guard hasAnchors, next.entry != LinkList.none else { return nil }
        // Each chain is followed until it joins one that was followed before.
        var isSound = [Bool](repeating: false, count: next.slotCount)
        isSound[Int(next.entry)] = true
        for start in 0..<next.slotCount where state(start) == .live {
            var chain: [Int] = []
            var slot = start
            while !isSound[slot] {
                let anchor = graph.records.anchor(UInt32(slot))
                guard anchor != LinkList.none else { return "slot \(slot) has no anchor" }
                guard graph.links(anchor, 0).contains(UInt32(slot)) else { return "the anchor of \(slot) let it go" }
                chain.append(slot)
                guard chain.count <= next.slotCount else { return "the anchors of \(start) lead in a circle" }
                slot = Int(anchor)
            }
            for slot in chain { isSound[slot] = true }
        }
        return nil
    }
}
