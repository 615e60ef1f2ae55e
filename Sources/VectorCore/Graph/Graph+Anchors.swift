// Every node has an anchor: another node that links to it on the bottom layer and, when its links are chosen anew, keeps
// that one. The anchors lead from each node to the entry, which is its own. So however links are pruned, there is a path
// from the entry to every node, and no change need look for nodes that were cut off.
//
// A node takes the nearest of its neighbours that has room, so whoever finds that one finds the node too.

extension Graph {
    /// Whether a slot can be another's anchor: it has one itself, and at most half of its links are promised.
    func canAnchor(_ slot: UInt32) -> Bool {
        records.anchor(slot) != LinkList.none && anchoredCount(slot) < parameters.m
    }

    /// How many of a slot's links it must keep.
    private func anchoredCount(_ slot: UInt32) -> Int {
        let list = links(slot, 0)
        var count = 0
        for position in 0..<list.width {
            let other = list[position]
            if other == LinkList.none { break }
            if records.anchor(other) == slot { count += 1 }
        }
        return count
    }

    /// Anchors a slot whose neighbours have no room for it to the nearest one else that was found, be it with its last
    /// links.
    func anchorAnywhere(
        _ slot: UInt32, in snapshot: Snapshot, access: some LinkAccess, scratch: inout SearchScratch
    ) {
        for index in 0..<scratch.nearest.count + snapshot.slotCount {
            let isFound = index < scratch.nearest.count
            let other = isFound ? scratch.nearest[index].slot : UInt32(index - scratch.nearest.count)
            access.withLinks(of: other) {
                guard other != slot, records.isLinkable(other), records.anchor(other) != LinkList.none,
                    anchoredCount(other) < 2 * parameters.m
                else { return }
                keepLink(from: other, to: slot, scratch: &scratch)
            }
            if records.anchor(slot) != LinkList.none { return }
        }
    }

    /// Makes a slot another's anchor, whether or not it links to it yet.
    func keepLink(from slot: UInt32, to other: UInt32, scratch: inout SearchScratch) {
        if links(slot, 0).contains(other) {
            records.setAnchor(other, slot)
        } else {
            connect(slot, to: other, 0, asAnchor: true, scratch: &scratch)
        }
    }

    /// Gives every live slot an anchor whose chain leads to the entry: those that have one keep it, the others take one
    /// that links to them, and to what none links to the nearest does.
    ///
    /// Only one thread may run it, while no slot is being linked.
    func anchorAll(in snapshot: Snapshot, scratch: inout SearchScratch) {
        guard snapshot.entry != LinkList.none else { return }
        var isReached = [Bool](repeating: false, count: snapshot.slotCount)
        var reached = [snapshot.entry]
        isReached[Int(snapshot.entry)] = true
        records.setAnchor(snapshot.entry, snapshot.entry)
        // Whoever is reached is followed by those that it is the anchor of already.
        var next = 0
        func follow() {
            while next < reached.count {
                let list = links(reached[next], 0)
                for other in list.slots where !isReached[Int(other)] && records.anchor(other) == reached[next] {
                    isReached[Int(other)] = true
                    reached.append(other)
                }
                next += 1
            }
        }
        follow()
        var first = 0
        func spread() {
            while first < reached.count {
                let slot = reached[first]
                first += 1
                for other in links(slot, 0).slots where !isReached[Int(other)] {
                    // Rather one that it links to itself, for that is near.
                    let nearer = links(other, 0).slots.first {
                        isReached[Int($0)] && links($0, 0).contains(other) && canAnchor($0)
                    }
                    records.setAnchor(other, nearer ?? slot)
                    isReached[Int(other)] = true
                    reached.append(other)
                    follow()
                }
            }
        }
        spread()
        for slot in 0..<UInt32(snapshot.slotCount) where records.state(slot) == .live && !isReached[Int(slot)] {
            records.setAnchor(slot, LinkList.none)
            attach(slot, in: snapshot, isReached: isReached, scratch: &scratch)
            isReached[Int(slot)] = true
            reached.append(slot)
            follow()
            spread()
        }
    }

    /// Lets the nearest reached slot link to one that nothing leads to.
    private func attach(_ slot: UInt32, in snapshot: Snapshot, isReached: [Bool], scratch: inout SearchScratch) {
        let scorer = Float32Scorer(slot, vectors)
        let start = descend(to: 0, in: snapshot, scorer: scorer, scratch: &scratch)
        searchLayer(
            0, from: start, ef: parameters.efConstruction, in: snapshot, scorer: scorer,
            admission: AdmitReached(records: records, isReached: isReached), scratch: &scratch)
        scratch.found.drain(into: &scratch.nearest)
        anchorAnywhere(slot, in: snapshot, access: ExclusiveAccess(), scratch: &scratch)
    }
}

/// Linkable slots that a path leads to.
private struct AdmitReached: Admission {
    let records: SlotRecords
    let isReached: [Bool]

    func admits(_ slot: UInt32) -> Bool { isReached[Int(slot)] && records.isLinkable(slot) }
}
