/// A hierarchical navigable small world: vectors in slots, each linked to near ones on its layers.
///
/// Every slot is on the bottom layer; 1/m of them reach the next layer, and so on. A search descends greedily through
/// the upper layers and then spreads over the bottom one. A slot keeps its level for good: levels are drawn without a
/// look at the vectors, so the next vector in the slot has a level as random as a new one.
///
/// - Source: Malkov & Yashunin 2018, arXiv:1603.09320.
struct Graph: ~Copyable {
    let parameters: HNSWParameters
    var vectors: VectorRows
    /// (slots, 2m) links of the bottom layer.
    var bottom: SegmentedRows<UInt32>
    /// (sum of the levels, m) links of the upper layers; a slot's rows follow one another from layer 1 up.
    var upper: SegmentedRows<UInt32>
    /// Slot to its first row of `upper`.
    private(set) var upperStarts: [UInt32] = []
    private(set) var upperRows = 0
    private(set) var levels: [UInt8] = []
    var states: [SlotState] = []
    /// Slot to id; of no meaning for slots that hold nothing.
    private(set) var ids: [Int64] = []
    /// Id to slot, of the live ones.
    private(set) var slots: [Int64: UInt32] = [:]
    /// Where searches start: a slot of the highest level.
    var entry: UInt32?
    /// The level of the entry.
    var topLevel = 0
    /// Slots that hold nothing, the lowest last.
    var free: [UInt32] = []
    var removedCount = 0
    private(set) var pendingCount = 0
    /// Counts the changes of what can be found, and in which slot.
    private(set) var revision: UInt64 = 0
    /// Levels drawn so far.
    private(set) var drawn: UInt64 = 0
    /// What ``SearchOptions/scanFactor`` is where a search does not say.
    var defaultScanFactor = 80
    /// Nodes linked since all were last known to be reachable.
    var linkedSinceCheck = 0

    init(dimension: Int, metric: Metric, parameters: HNSWParameters, kernels: Kernels) {
        self.parameters = parameters
        vectors = VectorRows(dimension: dimension, metric: metric, kernels: kernels)
        bottom = SegmentedRows(width: Self.bottomWidth(parameters))
        upper = SegmentedRows(width: parameters.m)
    }

    /// Whole cache lines of 16 links.
    static func bottomWidth(_ parameters: HNSWParameters) -> Int { (2 * parameters.m + 15) / 16 * 16 }

    var slotCount: Int { levels.count }
    var count: Int { slots.count }

    /// Whether a search must look at the states.
    var hasHidden: Bool { count < slotCount }

    @inline(__always)
    func links(_ slot: UInt32, _ layer: Int) -> LinkList {
        // SAFETY: slots are below the slot count, and a slot has `level` rows of upper links.
        if layer == 0 { return unsafe LinkList(first: bottom[Int(slot)], width: 2 * parameters.m) }
        return unsafe LinkList(first: upper[Int(upperStarts[Int(slot)]) + layer - 1], width: parameters.m)
    }

    /// Makes room for so many more vectors; on failure everything is as it was.
    mutating func reserve(_ more: Int) throws(VectorIndexError) {
        let fresh = max(more - free.count, 0)
        guard slotCount + fresh < Int(LinkList.none) else {
            throw VectorIndexError(.outOfMemory, "a graph holds at most \(LinkList.none - 1) vectors")
        }
        let rows = (0..<fresh).reduce(upperRows) { $0 + parameters.level(drawn + UInt64($1)) }
        try vectors.reserve(slotCount + fresh)
        try bottom.reserve(slotCount + fresh)
        try upper.reserve(rows)
    }

    /// Puts a vector into a slot, not linked yet and not to be found.
    mutating func place(_ vector: ArraySlice<Float>) -> UInt32 {
        let slot = free.popLast() ?? newSlot(level: nextLevel())
        vectors.set(Int(slot), to: vector)
        states[Int(slot)] = .pending
        pendingCount += 1
        return slot
    }

    /// Lets a placed and linked vector be found under an id, in place of the one that has it.
    mutating func publish(_ slot: UInt32, id: Int64) {
        hide(id)
        revision += 1
        states[Int(slot)] = .live
        pendingCount -= 1
        ids[Int(slot)] = id
        slots[id] = slot
    }

    /// Marks an id's vector as removed.
    @discardableResult
    mutating func hide(_ id: Int64) -> Bool {
        guard let slot = slots.removeValue(forKey: id) else { return false }
        revision += 1
        states[Int(slot)] = .removed
        removedCount += 1
        return true
    }

    /// A slot without links, of the level given.
    mutating func newSlot(level: Int) -> UInt32 {
        let slot = UInt32(slotCount)
        levels.append(UInt8(level))
        states.append(.free)
        ids.append(0)
        upperStarts.append(UInt32(upperRows))
        upperRows += level
        clearLinks(slot)
        return slot
    }

    func clearLinks(_ slot: UInt32) {
        for layer in 0...Int(levels[Int(slot)]) { links(slot, layer).replace(with: []) }
        // SAFETY: the rest of the row, up to a whole cache line, is kept at none too.
        unsafe LinkList(first: bottom[Int(slot)], width: bottom.width).replace(with: [])
    }

    private mutating func nextLevel() -> Int {
        defer { drawn += 1 }
        return parameters.level(drawn)
    }

    /// Takes over what a file holds; its reader checks it first.
    mutating func restore(ids: [Int64], states: [SlotState], drawn: UInt64) {
        self.ids = ids
        self.states = states
        self.drawn = drawn
        for (slot, state) in states.enumerated() {
            switch state {
            case .live: slots[ids[slot]] = UInt32(slot)
            case .removed: removedCount += 1
            case .free, .pending: free.append(UInt32(slot))
            }
        }
        free.reverse()
    }
}
