import CVectorKernels

/// Ids to slots, by open addressing; one thread changes it while others look ids up.
///
/// It holds slots alone, four bytes each at a load of at most a half, and compares their ids where the records have
/// them. An id that is put in again takes over its entry, and its record names the slot before: who searches an older
/// version goes on from there.
@safe
struct IDTable: @unchecked Sendable {
    /// Slots plus one; 0 where nothing was, ``erased`` where something was.
    private let entries: UnsafeMutablePointer<UInt32>
    let capacity: Int

    private static var erased: UInt32 { .max }
    var bytes: Int { capacity * MemoryLayout<UInt32>.stride }

    /// - Parameter capacity: A power of two.
    init?(capacity: Int, budget: MemoryBudget?) {
        self.capacity = capacity
        let bytes = capacity * MemoryLayout<UInt32>.stride
        // SAFETY: zeroed memory is a table of empty entries.
        guard budget?.take(bytes) ?? true, let memory = unsafe MappedMemory.map(bytes) else { return nil }
        unsafe entries = memory.bindMemory(to: UInt32.self, capacity: capacity)
    }

    /// Gives the memory back, when nobody reads it any more.
    func deallocate() { unsafe MappedMemory.unmap(entries, bytes) }

    /// How large a table should be for so many ids.
    static func capacity(for count: Int) -> Int {
        var capacity = 1024
        while capacity < 2 * count { capacity *= 2 }
        return capacity
    }

    /// The slot that can be found under an id at a version.
    @inline(__always)
    func slot(of id: Int64, at version: UInt64, _ records: SlotRecords) -> UInt32? {
        guard var slot = newest(id, records) else { return nil }
        if records.isVisible(slot, at: version) { return slot }
        // Only from a slot that came later does the way lead on, and only to an earlier one: what was before that may
        // hold something else by now.
        var born = records.born(slot)
        while born > version {
            slot = records.previous(slot)
            guard slot != LinkList.none, records.id(slot) == id else { return nil }
            if records.isVisible(slot, at: version) { return slot }
            let earlier = records.born(slot)
            guard earlier < born else { return nil }
            born = earlier
        }
        return nil
    }

    /// Asks for the memory that the search for an id begins at, and then for the record that it leads to: where many ids
    /// are looked up, their waits fall together.
    @inline(__always)
    func prefetch(_ id: Int64) { unsafe tessera_prefetch(entries + first(id)) }

    @inline(__always)
    func prefetchRecord(_ id: Int64, _ records: SlotRecords) {
        let entry = unsafe (entries + first(id)).loadAcquiring()
        if entry != 0, entry != Self.erased { records.prefetch(entry - 1) }
    }

    /// The slot that was put in last under an id.
    @inline(__always)
    func newest(_ id: Int64, _ records: SlotRecords) -> UInt32? {
        var position = first(id)
        while true {
            // SAFETY: positions are below the capacity; a table is never full.
            let entry = unsafe (entries + position).loadAcquiring()
            if entry == 0 { return nil }
            if entry != Self.erased, records.id(entry - 1) == id { return entry - 1 }
            position = (position + 1) & (capacity - 1)
        }
    }

    /// Puts a slot in under its id, which its record need not name yet.
    ///
    /// - Returns: Whether another entry is in use now.
    func put(_ slot: UInt32, id: Int64, _ records: SlotRecords) -> Bool {
        var position = first(id)
        var place: Int?
        while true {
            let entry = unsafe (entries + position).loadAcquiring()
            if entry == 0 { break }
            if entry == Self.erased {
                place = place ?? position
            } else if records.id(entry - 1) == id {
                place = position
                break
            }
            position = (position + 1) & (capacity - 1)
        }
        unsafe (entries + (place ?? position)).storeReleasing(slot + 1)
        return place == nil
    }

    /// Fills an empty table, which nobody reads yet, with the slots that can be found after the last change.
    ///
    /// - Returns: What is wrong: that an id is in two slots; nil where each is in one.
    func fill(_ slots: Int, _ records: SlotRecords) -> String? {
        unsafe MappedMemory.commit(entries, bytes)
        let ahead = 16
        for slot in 0..<UInt32(slots) {
            if Int(slot) + ahead < slots { prefetch(records.id(slot + UInt32(ahead))) }
            guard records.state(slot) == .live else { continue }
            let id = records.id(slot)
            if !put(slot, id: id, records) { return "id \(id) is in two slots" }
        }
        return nil
    }

    /// Takes a slot out, unless its id has another one by now.
    ///
    /// - Returns: How many entries became empty.
    func erase(_ slot: UInt32, id: Int64) -> Int {
        var position = first(id)
        while true {
            let entry = unsafe (entries + position).loadAcquiring()
            if entry == 0 { return 0 }
            if entry == slot + 1 { break }
            position = (position + 1) & (capacity - 1)
        }
        unsafe (entries + position).storeReleasing(Self.erased)
        // What nothing follows need not be walked through.
        var emptied = 0
        guard unsafe (entries + ((position + 1) & (capacity - 1))).loadAcquiring() == 0 else { return 0 }
        while unsafe (entries + position).loadAcquiring() == Self.erased {
            unsafe (entries + position).storeReleasing(0)
            emptied += 1
            position = (position - 1) & (capacity - 1)
        }
        return emptied
    }

    /// Puts everything into another table, which nobody reads yet.
    ///
    /// - Returns: How many entries that are.
    func copy(to other: IDTable, _ records: SlotRecords) -> Int {
        var count = 0
        for position in 0..<capacity {
            let entry = unsafe (entries + position).loadAcquiring()
            if entry == 0 || entry == Self.erased { continue }
            if other.put(entry - 1, id: records.id(entry - 1), records) { count += 1 }
        }
        return count
    }

    /// Where an id's search begins: ids that differ in few bits, high or low, begin far apart.
    @inline(__always)
    private func first(_ id: Int64) -> Int {
        var bits = UInt64(bitPattern: id)
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: bits ^ (bits >> 32)) & (capacity - 1)
    }
}
