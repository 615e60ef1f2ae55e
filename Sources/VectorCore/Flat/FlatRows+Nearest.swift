extension FlatRows {
    /// The slots of the allowed ids that are present; nil where all are allowed.
    func slots(allowedBy filter: VectorFilter?, remembering cache: FilterCache) -> [UInt32]? {
        guard let filter else { return nil }
        let remembered = cache.slots(of: filter, revision: revision, slotCount: count) {
            SlotSet(slotCount: count) { slot in filter.contains(ids[slot]) }
        }
        if let remembered { return remembered.count == count ? nil : remembered.slots }
        if filter.isCheaperByID(slotCount: count) { return filter.compactMap { slots[$0].map(UInt32.init) } }
        return (0..<count).filter { filter.contains(ids[$0]) }.map(UInt32.init)
    }

    /// - Parameters:
    ///   - query: Checked.
    ///   - allowed: The slots that count; nil for all.
    ///   - most: How many are measured at most where there are codes; nil for as many as may matter.
    func nearest(
        to query: ArraySlice<Float>, k: Int, among allowed: [UInt32]?, measuring most: Int?,
        using scratch: inout FlatScratch
    ) -> [Neighbor] {
        let candidates = allowed?.count ?? count
        var top = TopK(min(k, candidates))
        guard top.k > 0 else { return [] }
        scratch.vector.replace(with: query, metric: store.metric)
        let kept = store.kept.scorer(for: scratch.vector, using: &scratch.keptQuery)
        guard store.isWalkedByCodes else {
            measureAll(allowed, by: kept, using: &scratch.batch) { slot, distance in
                if !(distance > top.bound) { top.offer(distance, id: ids[slot]) }
            }
            return top.takeSorted()
        }
        let codes = store.searched.scorer(for: scratch.vector, using: &scratch.query)
        // Who measures few wants the best.
        let bounds = most == nil ? codes.lowerBounds(EstimateScreen.deviations) : nil
        if let allowed {
            scratch.screen.estimate(allowed, by: bounds ?? codes)
        } else {
            scratch.screen.reserve(count)
            unsafe estimateAll(by: bounds ?? codes, into: scratch.screen.estimates)
        }
        scratch.screen.measureNearest(
            of: candidates, k: top.k, most: most, areBounds: bounds != nil, by: kept, kernels: store.kernels,
            slot: { allowed?[$0] ?? UInt32($0) },
            offer: { distance, slot in
                top.offer(distance, id: ids[Int(slot)])
                return top.bound
            })
        return top.takeSorted()
    }

    /// Calls a body with the distance of each slot.
    private func measureAll(
        _ allowed: [UInt32]?, by scorer: CodeScorer, using batch: inout SlotBatch, _ body: (Int, Float) -> Void
    ) {
        if let allowed {
            forEachBatch(allowed, by: scorer, using: &batch) { _, batch in
                for index in 0..<batch.count { unsafe body(Int(batch.slot(index)), batch.distances[index]) }
            }
            return
        }
        var slot = 0
        while slot < count {
            let block = min(store.kept.run(from: slot, to: count), batch.capacity)
            // SAFETY: a run lies within one segment, and the batch has room for as many distances.
            unsafe scorer.scan(from: slot, count: block, into: batch.distances)
            for index in 0..<block { unsafe body(slot + index, batch.distances[index]) }
            slot += block
        }
    }

    /// Estimates each slot's distance, in order.
    private func estimateAll(by scorer: CodeScorer, into estimates: UnsafeMutablePointer<Float>) {
        // SAFETY: there is room for as many estimates as there are slots.
        var slot = 0
        while slot < count {
            let run = store.searched.run(from: slot, to: count)
            unsafe scorer.scan(from: slot, count: run, into: estimates + slot)
            slot += run
        }
    }

    /// Measures slots, as many at a time as the batch takes.
    private func forEachBatch(
        _ slots: [UInt32], by scorer: CodeScorer, using batch: inout SlotBatch,
        _ body: (_ first: Int, borrowing SlotBatch) -> Void
    ) {
        for first in stride(from: 0, to: slots.count, by: batch.capacity) {
            batch.removeAll()
            for index in first..<min(first + batch.capacity, slots.count) { batch.append(slots[index]) }
            scorer.score(&batch)
            body(first, batch)
        }
    }
}
