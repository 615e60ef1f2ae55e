extension Graph {
    /// What is wrong with the graph's structure, for tests after each change and for files when they are opened; nil
    /// for a sound one.
    func brokenInvariant() -> String? {
        let highest = levels.indices.filter { states[$0] != .free }.map { Int(levels[$0]) }.max()
        guard let entry else {
            return highest == nil && slots.isEmpty ? nil : "there are nodes but no entry"
        }
        guard Int(entry) < slotCount, states[Int(entry)] != .free else { return "the entry is no node" }
        guard topLevel == Int(levels[Int(entry)]), topLevel == highest else {
            return "the entry is not on the top layer"
        }
        for slot in 0..<slotCount {
            let isFree = states[slot] == .free
            for layer in 0...Int(levels[slot]) {
                let list = links(UInt32(slot), layer)
                let others = list.slots
                if isFree, !others.isEmpty { return "free slot \(slot) has links" }
                if !list.isEnded { return "the links of slot \(slot) go on after their end" }
                if Set(others).count != others.count { return "slot \(slot) links twice to the same" }
                for other in others {
                    guard other < slotCount else { return "slot \(slot) links beyond the graph" }
                    if other == slot { return "slot \(slot) links to itself" }
                    if states[Int(other)] == .free { return "slot \(slot) links to a free one" }
                    if levels[Int(other)] < layer { return "slot \(slot) links to one that is not on layer \(layer)" }
                }
            }
        }
        for slot in 0..<slotCount where states[slot] == .live {
            if slots[ids[slot]] != UInt32(slot) { return "id \(ids[slot]) is in two slots" }
        }
        return states.count(where: { $0 == .live }) == slots.count ? nil : "the ids do not match the live slots"
    }
}

extension LinkList {
    /// Whether nothing follows the end.
    fileprivate var isEnded: Bool {
        // SAFETY: reads the list's places.
        (count..<width).allSatisfy { unsafe first[$0] == Self.none }
    }
}
