/// What a flat index holds: the vectors of the ids, in slots without a gap.
struct FlatRows: ~Copyable {
    let store: VectorStore
    /// Slot to id.
    private(set) var ids: [Int64] = []
    /// Id to slot.
    private(set) var slots: [Int64: Int] = [:]
    /// Counts the changes of which slot has which id.
    private(set) var revision: UInt64 = 0
    /// Used by changes.
    private var scratch = SearchScratch(links: 1)

    /// Takes over rows and their ids, as a file holds them; where there are fewer ``slots``, an id occurs twice.
    init(store: VectorStore, ids: [Int64] = []) {
        self.store = store
        self.ids = ids
        slots = Dictionary(zip(ids, 0...)) { first, _ in first }
    }

    var count: Int { ids.count }

    /// The rows, where they are floats and there are no codes to scan instead.
    var floats: VectorRows? {
        if case .float32(let rows) = store.kept, !store.isWalkedByCodes { rows } else { nil }
    }

    /// Replaces the vectors of ids that are present and appends the others; on failure nothing has changed.
    mutating func put(_ matrix: Matrix, ids newIDs: [Int64]) throws(VectorIndexError) {
        try store.reserve(ids.count + newIDs.count)
        if store.isCalibrationDue(slots: ids.count + newIDs.count) {
            store.calibrate(with: matrix, slots: ids.count, scratch: &scratch)
        }
        for (row, id) in newIDs.enumerated() {
            let slot = slots[id] ?? ids.count
            // Floats need not be prepared for a code.
            if let floats {
                floats.set(slot, to: matrix[row: row])
            } else {
                store.set(slot, to: matrix[row: row], scratch: &scratch)
            }
            if slot == ids.count {
                slots[id] = slot
                ids.append(id)
                revision += 1
            }
        }
    }

    /// Removes an id, whose slot the last row takes over.
    mutating func remove(_ id: Int64) -> Bool {
        guard let slot = slots.removeValue(forKey: id) else { return false }
        revision += 1
        let last = ids.count - 1
        if slot != last {
            store.copy(last, to: slot)
            ids[slot] = ids[last]
            slots[ids[last]] = slot
        }
        ids.removeLast()
        return true
    }
}
