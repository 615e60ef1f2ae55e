/// Which id each slot has, in slots without a gap.
struct DenseSlots {
    /// Slot to id.
    private(set) var ids: [Int64] = []
    /// Id to slot.
    private var slots: [Int64: UInt32] = [:]
    /// Counts the changes of which slot has which id.
    private(set) var revision: UInt64 = 0

    init() {}

    /// Takes over ids as a file holds them; nil where one occurs twice.
    init?(_ ids: [Int64]) {
        self.ids = ids
        slots.reserveCapacity(ids.count)
        for (slot, id) in ids.enumerated() where slots.updateValue(UInt32(slot), forKey: id) != nil { return nil }
    }

    var count: Int { ids.count }

    var bytes: Int { ids.capacity * 8 + slots.capacity * 13 }

    subscript(id: Int64) -> UInt32? { slots[id] }

    mutating func reserve(_ count: Int) {
        ids.reserveCapacity(count)
        slots.reserveCapacity(count)
    }

    mutating func append(_ id: Int64) -> UInt32 {
        let slot = UInt32(ids.count)
        slots[id] = slot
        ids.append(id)
        revision += 1
        return slot
    }

    /// Takes an id out.
    ///
    /// - Returns: Its slot, and that of the last id, which takes its place.
    mutating func remove(_ id: Int64) -> (slot: UInt32, last: UInt32)? {
        guard let slot = slots.removeValue(forKey: id) else { return nil }
        revision += 1
        let last = UInt32(ids.count - 1)
        if slot != last {
            ids[Int(slot)] = ids[Int(last)]
            slots[ids[Int(last)]] = slot
        }
        ids.removeLast()
        return (slot, last)
    }

    /// The slots of what a filter allows; nil where a bit for each is not worth while.
    func members(of filter: VectorFilter, remembering cache: FilterCache) -> SlotSet? {
        cache.slots(of: filter, revision: revision, slotCount: count) {
            SlotSet(slotCount: count) { filter.contains(ids[$0]) }
        }
    }

    /// The slots of what a filter allows, in whichever way is cheaper.
    func slots(allowedBy filter: VectorFilter) -> [UInt32] {
        if filter.isCheaperByID(slotCount: count) { return filter.compactMap { slots[$0] } }
        return (0..<UInt32(count)).filter { filter.contains(ids[Int($0)]) }
    }
}
