extension Graph {
    /// Measures the candidates in the scratch's `nearest`, which are in the order of estimates, by what is kept, and leaves
    /// the `k` nearest there.
    ///
    /// It stops as soon as no further candidate is likely to be among them: when the next one's estimate lies beyond the
    /// `k`-th distance by more than three times the estimates' error, as the measured ones have shown it.
    ///
    /// - Parameter most: Candidates that are measured at most; at least `k` are.
    func rerank(_ k: Int, most: Int, scorer: some Scorer, scratch: inout SearchScratch) {
        scratch.found.begin(ef: k)
        let end = min(max(most, k), scratch.nearest.count)
        var squares: Float = 0
        var index = 0
        takeNearest(index..<min(max(k, Self.measuredTogether), end), into: &scratch.ahead, of: scratch.nearest)
        scorer.prefetch(scratch.ahead)
        while index < end {
            let error = (squares / Float(max(index, 1))).squareRoot()
            if index >= k, scratch.nearest[index].distance - 3 * error > scratch.found.bound.distance { break }
            swap(&scratch.batch, &scratch.ahead)
            let next = index + scratch.batch.count
            takeNearest(next..<min(next + Self.measuredTogether, end), into: &scratch.ahead, of: scratch.nearest)
            scorer.prefetch(scratch.ahead)
            scorer.score(&scratch.batch)
            scratch.tally.reranked += scratch.batch.count
            for position in 0..<scratch.batch.count {
                let candidate = scratch.batch[position]
                let residual = candidate.distance - scratch.nearest[index + position].distance
                squares += residual * residual
                scratch.found.insert(candidate)
            }
            index = next
        }
        scratch.found.drain(into: &scratch.nearest)
    }

    /// Leaves some of the candidates in a batch, as many as it takes.
    private func takeNearest(_ range: Range<Int>, into batch: inout SlotBatch, of nearest: borrowing CandidateList) {
        batch.removeAll()
        for index in range.prefix(batch.capacity) { batch.append(nearest[index].slot) }
    }

    /// So many rows are on their way from memory while as many are measured.
    private static var measuredTogether: Int { 4 }
}
