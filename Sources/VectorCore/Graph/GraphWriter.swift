import Synchronization

/// Changes a graph beside its searches; one at a time, for it is the only one that knows what comes next.
///
/// A change writes where no search looks, and then commits the next snapshot, from which on searches see all of it. What
/// it took out of the graph waits until the searches that could still be there have ended.
struct GraphWriter {
    let graph: Graph
    /// What will be committed next.
    var next: Snapshot
    /// Slots that were removed and that the graph still leads to.
    var removed: [UInt32] = []
    /// Slots that hold nothing, the lowest last.
    var free: [UInt32] = []
    /// Out of the graph already, and since which epoch; in order.
    private(set) var retired: [(epoch: UInt64, what: Retired)] = []
    /// Levels drawn so far.
    var drawn: UInt64 = 0
    var upperRows = 0
    /// Slots that are not free.
    private var usedSlots = 0
    /// Entries of the id table that are not empty.
    private var usedEntries = 0
    /// Whether every node has its anchor; those of a file get theirs with the first change.
    var hasAnchors = true

    /// What no search that begins now can reach.
    @safe enum Retired: @unchecked Sendable {
        case slots([UInt32])
        case snapshot(UnsafeMutablePointer<Snapshot>)
        case ids(IDTable)
    }

    init(_ graph: Graph) {
        self.graph = graph
        next = graph.search { snapshot, _ in snapshot }
    }

    /// The slot that is found under an id after the last change.
    func liveSlot(_ id: Int64) -> UInt32? {
        next.ids.newest(id, graph.records).flatMap { graph.records.state($0) == .live ? $0 : nil }
    }

    // MARK: - Committing and giving back

    /// Lets searches see what has been done.
    mutating func commit() {
        let former = unsafe graph.commit(next)
        unsafe retire(.snapshot(former))
    }

    /// Gives something back as soon as no search can reach it; the graph must not lead to it any more.
    mutating func retire(_ what: Retired) { retired.append((graph.readers.advance(), what)) }

    /// Gives back what the searches that could reach it have left.
    mutating func collect() {
        guard let first = retired.first else { return }
        let oldest = graph.readers.oldest
        guard first.epoch <= oldest else { return }
        let count = retired.firstIndex { $0.epoch > oldest } ?? retired.count
        for (_, what) in retired[..<count] {
            switch what {
            case .slots(let slots): reclaim(slots)
            case .snapshot(let snapshot): unsafe snapshot.deallocate()
            case .ids(let table): table.deallocate()
            }
        }
        retired.removeFirst(count)
    }

    private mutating func reclaim(_ slots: [UInt32]) {
        for slot in slots {
            usedEntries -= next.ids.erase(slot, id: graph.records.id(slot))
            graph.clearLinks(slot)
            graph.records.makeFree(slot)
        }
        usedSlots -= slots.count
        free += slots
        free.sort(by: >)
    }

    /// Waits a little for searches to leave slots that would be free then; without them the graph grows.
    mutating func collect(slots wanted: Int) {
        collect()
        for _ in 0..<200 {
            let hasWaiting = retired.contains { if case .slots = $0.what { true } else { false } }
            if free.count >= wanted || !hasWaiting { return }
            pause()
            collect()
        }
    }

    // MARK: - Slots

    /// Makes room for so many more vectors; on failure everything is as it was.
    mutating func reserve(_ more: Int) throws(VectorIndexError) {
        let fresh = max(more - free.count, 0)
        guard next.slotCount + fresh < Int(LinkList.none) - 1 else {
            throw VectorIndexError(.outOfMemory, "a graph holds at most \(LinkList.none - 2) vectors")
        }
        let rows = (0..<fresh).reduce(upperRows) { $0 + graph.parameters.level(drawn + UInt64($1)) }
        try graph.vectors.reserve(next.slotCount + fresh)
        try graph.bottom.reserve(next.slotCount + fresh)
        try graph.upper.reserve(rows)
        try graph.towers.reserve(next.slotCount + fresh)
        try graph.recordRows.reserve(next.slotCount + fresh)
        try reserveIDs(more)
    }

    mutating func reserveIDs(_ more: Int) throws(VectorIndexError) {
        guard (usedEntries + more) * 2 > next.ids.capacity else { return }
        let capacity = IDTable.capacity(for: (usedSlots + more) * 3 / 2)
        guard let larger = IDTable(capacity: capacity, budget: graph.budget) else {
            throw VectorIndexError(.outOfMemory, "no memory for a table of \(capacity) ids")
        }
        usedEntries = next.ids.copy(to: larger, graph.records)
        let former = next.ids
        next.ids = larger
        commit()
        retire(.ids(former))
    }

    /// Puts a vector into a slot, not linked yet and not to be found.
    mutating func place(_ vector: ArraySlice<Float>) -> UInt32 {
        let slot = free.popLast() ?? newSlot()
        graph.readers.change { graph.fill(slot, with: vector, scratch: &$0) }
        return slot
    }

    /// Puts vectors into slots on many threads.
    mutating func place(_ vectors: Matrix, threads: Int) -> [UInt32] {
        let slots = (0..<vectors.rows).map { _ in free.popLast() ?? newSlot() }
        let (graph, block) = (graph, 256)
        _ = parallelMap(count: (slots.count + block - 1) / block, threads: threads) { index in
            graph.readers.change { scratch in
                for row in index * block..<min((index + 1) * block, slots.count) {
                    graph.fill(slots[row], with: vectors[row: row], scratch: &scratch)
                }
            }
        }
        return slots
    }

    private mutating func newSlot() -> UInt32 {
        defer { drawn += 1 }
        return newSlot(level: graph.parameters.level(drawn))
    }

    /// A slot that holds nothing, of the level given.
    mutating func newSlot(level: Int) -> UInt32 {
        let slot = UInt32(next.slotCount)
        // SAFETY: room was reserved, and nobody knows of the slot.
        unsafe graph.towers[Int(slot)].pointee = UInt64(upperRows) << 8 | UInt64(level)
        upperRows += level
        next.slotCount += 1
        graph.clearLinks(slot)
        graph.records.makeFree(slot)
        return slot
    }

    /// Lets a placed and linked vector be found under an id, in place of the one that has it, from the next version on.
    mutating func publish(_ slot: UInt32, id: Int64, from version: UInt64) {
        let previous = next.ids.newest(id, graph.records)
        if let previous, graph.records.state(previous) == .live { hide(previous, from: version) }
        graph.records.makeLive(slot, id: id, previous: previous ?? LinkList.none, from: version)
        if next.ids.put(slot, id: id, graph.records) { usedEntries += 1 }
        next.count += 1
        usedSlots += 1
    }

    /// Hides a live slot from the next version on.
    mutating func hide(_ slot: UInt32, from version: UInt64) {
        graph.records.makeRemoved(slot, from: version)
        removed.append(slot)
        next.count -= 1
    }

    /// Takes over how many slots a file says that there are, and of what state and level. What is known of each slot is left
    /// to ``fill(_:ids:levels:states:)``, and the table of ids is left empty, to be filled before an id is looked up.
    ///
    /// - Returns: What is wrong with it; nil for what could have been written.
    mutating func restore(
        levels: [UInt8], states: [UInt8], entry: UInt32, drawn: UInt64
    ) throws(VectorIndexError) -> String? {
        let count = levels.count
        try graph.towers.reserve(count)
        try graph.recordRows.reserve(count)
        try reserveIDs(count)
        for slot in states.indices where states[slot] != SlotState.live.rawValue {
            if states[slot] == SlotState.free.rawValue {
                free.append(UInt32(slot))
            } else {
                removed.append(UInt32(slot))
            }
        }
        var top = -1
        for slot in levels.indices where Int(levels[slot]) > top && states[slot] != SlotState.free.rawValue {
            top = Int(levels[slot])
        }
        upperRows = levels.reduce(0) { $0 &+ Int($1) }
        usedSlots = count - free.count
        let live = usedSlots - removed.count
        usedEntries += live
        next.count += live
        free.reverse()
        next.slotCount = count
        next.entry = entry
        next.topLevel = max(top, 0)
        self.drawn = drawn
        hasAnchors = false
        if entry == LinkList.none { return usedSlots == 0 ? nil : "there are nodes but no entry" }
        guard Int(entry) < count, states[Int(entry)] != SlotState.free.rawValue else { return "the entry is no node" }
        return Int(levels[Int(entry)]) == top ? nil : "the entry is not on the top layer"
    }

    /// Writes what a file says of some slots, which ``restore(levels:states:entry:drawn:)`` has made room for.
    func fill(_ slots: Range<Int>, ids: borrowing SegmentedRows<Int64>, levels: [UInt8], states: [UInt8]) {
        graph.towers.commit(slots)
        graph.recordRows.commit(slots)
        var (slot, row) = (slots.lowerBound, levels[..<slots.lowerBound].reduce(0) { $0 &+ Int($1) })
        while slot < slots.upperBound {
            let end = slot + ids.run(from: slot, to: slot + graph.towers.run(from: slot, to: slots.upperBound))
            let (towers, ids) = unsafe (graph.towers[slot], ids[slot])
            // SAFETY: room was reserved, nobody knows of the slots, and a run lies within one segment.
            for (place, level) in levels[slot..<end].enumerated() {
                unsafe towers[place] = UInt64(row) << 8 | UInt64(level)
                row += Int(level)
            }
            unsafe graph.records.restore(slot, ids: ids, states: states[slot..<end], at: next.version)
            slot = end
        }
    }
}

extension Graph {
    /// Stores a vector in a slot that nobody reads yet.
    fileprivate func fill(_ slot: UInt32, with vector: ArraySlice<Float>, scratch: inout SearchScratch) {
        vectors.set(Int(slot), to: vector, scratch: &scratch)
        records.makePending(slot)
    }
}
