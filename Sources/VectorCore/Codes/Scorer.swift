/// Distances from one query to stored vectors, in whatever code these are kept.
///
/// The graph search is written over this and compiled once for each code; a new code is a folder beside `Float32` with
/// a scorer in it.
protocol Scorer {
    /// Measures the batch's slots.
    func score(_ batch: inout SlotBatch)
}

extension Scorer {
    /// Measures one slot.
    func score(_ slot: UInt32, using batch: inout SlotBatch) -> Candidate {
        batch.removeAll()
        batch.append(slot)
        score(&batch)
        return batch[0]
    }
}
