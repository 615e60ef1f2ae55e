extension Graph {
    /// The `k` nearest of some slots, each of them looked at: by its vector, or, where codes are walked over, by its code first.
    ///
    /// The codes give an estimate of every distance for a small part of what the vectors cost to read. The best of them
    /// are measured by what is kept, which tells the `k`-th distance and the estimates' error; then every other slot
    /// whose estimate lies within four errors of that distance. Where the query is far from all slots the error is larger
    /// than their differences, and most of them are measured: a screen costs a tenth of the scan that it may spare.
    ///
    /// - Parameter k: At most the count of the slots.
    func nearest(
        among slots: [UInt32], to query: borrowing QueryVector, k: Int, scratch: inout SearchScratch
    ) -> [Neighbor] {
        var top = TopK(k)
        let first = max(Self.measuredFirst, 2 * k)
        guard vectors.isWalkedByCodes, slots.count > 2 * first else {
            offer(slots, to: &top, from: query, scratch: &scratch)
            return top.sorted()
        }
        scratch.screened.take(slots)
        vectors.searched.scorer(for: query, using: &scratch.query).score(&scratch.screened)
        scratch.tally.scanned += slots.count
        let scorer = vectors.kept.scorer(for: query, using: &scratch.keptQuery)

        scratch.found.begin(ef: first)
        var bound = Float.infinity
        for index in 0..<scratch.screened.count where !(scratch.screened.distance(index) > bound) {
            scratch.found.insert(scratch.screened[index])
            bound = scratch.found.bound.distance
        }
        let last = scratch.found.bound
        scratch.found.drain(into: &scratch.nearest)
        var squares: Float = 0
        var index = 0
        while index < scratch.nearest.count {
            let start = index
            scratch.batch.removeAll()
            while index < scratch.nearest.count, scratch.batch.count < scratch.batch.capacity {
                scratch.batch.append(scratch.nearest[index].slot)
                index += 1
            }
            offerBatch(to: &top, scorer: scorer, scratch: &scratch)
            for position in 0..<scratch.batch.count {
                let residual = scratch.batch[position].distance - scratch.nearest[start + position].distance
                squares += residual * residual
            }
        }

        let margin = 4 * (squares / Float(first)).squareRoot()
        scratch.batch.removeAll()
        for index in 0..<scratch.screened.count {
            // Written so that an error that is no number, after an overflow, has all of them measured.
            if scratch.screened.distance(index) - margin > top.bound || scratch.screened[index] <= last { continue }
            scratch.batch.append(scratch.screened.slot(index))
            if scratch.batch.count == scratch.batch.capacity {
                offerBatch(to: &top, scorer: scorer, scratch: &scratch)
                scratch.batch.removeAll()
            }
        }
        offerBatch(to: &top, scorer: scorer, scratch: &scratch)
        return top.sorted()
    }

    /// Measures the batch's slots by what is kept.
    private func offerBatch(to top: inout TopK, scorer: some Scorer, scratch: inout SearchScratch) {
        guard scratch.batch.count > 0 else { return }
        scorer.score(&scratch.batch)
        scratch.tally.reranked += scratch.batch.count
        for index in 0..<scratch.batch.count where !(scratch.batch[index].distance > top.bound) {
            top.offer(scratch.batch[index].distance, id: records.id(scratch.batch.slot(index)))
        }
    }

    /// Enough to know the error of the estimates by.
    private static var measuredFirst: Int { 64 }
}
