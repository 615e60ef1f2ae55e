import Synchronization

extension HNSWIndex {
    public func add(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError) {
        try add(vectors, ids: ids, threads: 1)
    }

    /// Adds vectors on many threads: all of them, or, when one is refused, none.
    ///
    /// Searches go on meanwhile and see the batch when it is wholly in. On one thread the graph is the same for the
    /// same seed and order; on more it is as good, but differs from run to run.
    ///
    /// Shape: `vectors` is (n, dimension); `ids` has n entries.
    /// - Parameter threads: How many threads link the vectors; at least 1.
    /// - Throws: As ``VectorIndex/add(_:ids:)``.
    public func add(_ vectors: Matrix, ids: [Int64], threads: Int) throws(VectorIndexError) {
        try put(vectors, ids: ids, threads: threads, replacing: false)
    }

    public func upsert(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError) {
        try put(vectors, ids: ids, threads: 1, replacing: true)
    }

    @discardableResult
    public func remove(_ ids: [Int64]) -> Int {
        changes.withLock { _ in
            let removed = graph.write { graph in
                var removed = 0
                for id in ids where graph.hide(id) { removed += 1 }
                return removed
            }
            repairIfNeeded()
            return removed
        }
    }

    /// Places and links a batch in small steps, between which searches run, and then lets it be found at once.
    private func put(
        _ vectors: Matrix, ids: [Int64], threads: Int, replacing: Bool
    ) throws(VectorIndexError) {
        precondition(threads >= 1, "building needs at least one thread, not \(threads)")
        try InputChecks.batch(vectors, ids: ids, dimension: dimension, metric: metric)
        try changes.withLock { (_) throws(VectorIndexError) in
            try graph.write { (graph) throws(VectorIndexError) in
                if !replacing {
                    for id in ids where graph.slots[id] != nil { throw .present(id) }
                }
                try graph.reserve(ids.count)
            }
            let step = threads == 1 ? 16 : 64 * threads
            var placed: [UInt32] = []
            placed.reserveCapacity(ids.count)
            while placed.count < ids.count {
                graph.write { graph in
                    let rows = placed.count..<min(placed.count + step, ids.count)
                    let slots = rows.map { graph.place(vectors[row: $0]) }
                    graph.link(slots, threads: threads, pool: pool)
                    placed += slots
                }
            }
            graph.write { graph in
                for (slot, id) in zip(placed, ids) { graph.publish(slot, id: id) }
            }
            repairIfNeeded()
            connectIfNeeded()
        }
    }

    /// Takes removed slots out of the graph once they are many; in steps, between which searches run.
    private func repairIfNeeded() {
        let slots = graph.read { $0.needsRepair ? $0.slotCount : 0 }
        guard slots > 0 else { return }
        for first in stride(from: 0, to: slots, by: 64) {
            graph.write { graph in
                pool.use { scratch in
                    for slot in first..<min(first + 64, slots) { graph.relink(UInt32(slot), scratch: &scratch) }
                }
            }
        }
        graph.write { $0.freeRemoved() }
        connectIfNeeded()
    }

    /// Looks for slots that nothing leads to, each time the graph has grown by a quarter, and attaches them.
    private func connectIfNeeded() {
        guard graph.read({ $0.linkedSinceCheck * 4 >= $0.slotCount && $0.linkedSinceCheck > 0 }) else { return }
        // Attaching one may cut another off where no list had room, so it is looked again.
        for _ in 0..<4 {
            let lost = graph.read { $0.unreachable() }
            if lost.isEmpty { break }
            for slot in lost {
                graph.write { graph in
                    pool.use { scratch in graph.attach(slot, scratch: &scratch) }
                }
            }
        }
        graph.write { $0.linkedSinceCheck = 0 }
    }
}
