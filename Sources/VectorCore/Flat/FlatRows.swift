/// What a flat index holds: the vectors of the ids, in slots without a gap.
struct FlatRows: ~Copyable {
    var vectors: VectorRows
    /// Slot to id.
    private(set) var ids: [Int64] = []
    /// Id to slot.
    private(set) var slots: [Int64: Int] = [:]
    /// Counts the changes of which slot has which id.
    private(set) var revision: UInt64 = 0

    init(dimension: Int, metric: Metric, kernels: Kernels) {
        vectors = VectorRows(dimension: dimension, metric: metric, kernels: kernels)
    }

    /// Takes over rows and their ids, as a file holds them; where there are fewer ``slots``, an id occurs twice.
    init(vectors: VectorRows, ids: [Int64]) {
        self.vectors = vectors
        self.ids = ids
        slots = Dictionary(zip(ids, 0...)) { first, _ in first }
    }

    var count: Int { ids.count }

    /// Replaces the vectors of ids that are present and appends the others; on failure nothing has changed.
    mutating func put(_ matrix: Matrix, ids newIDs: [Int64]) throws(VectorIndexError) {
        try vectors.reserve(ids.count + newIDs.count)
        for (row, id) in newIDs.enumerated() {
            if let slot = slots[id] {
                vectors.set(slot, to: matrix[row: row])
            } else {
                vectors.set(ids.count, to: matrix[row: row])
                slots[id] = ids.count
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
            vectors.copy(last, to: slot)
            ids[slot] = ids[last]
            slots[ids[last]] = slot
        }
        ids.removeLast()
        return true
    }
}
