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
        while index < end {
            let error = (squares / Float(max(index, 1))).squareRoot()
            if index >= k, scratch.nearest[index].distance - 3 * error > scratch.found.bound.distance { break }
            scratch.batch.removeAll()
            let next = min(index + (index == 0 ? max(k, Self.measuredTogether) : Self.measuredTogether), end)
            while index < next, scratch.batch.count < scratch.batch.capacity {
                scratch.batch.append(scratch.nearest[index].slot)
                index += 1
            }
            let first = index - scratch.batch.count
            scorer.score(&scratch.batch)
            scratch.tally.reranked += scratch.batch.count
            for position in 0..<scratch.batch.count {
                let candidate = scratch.batch[position]
                let residual = candidate.distance - scratch.nearest[first + position].distance
                squares += residual * residual
                scratch.found.insert(candidate)
            }
        }
        scratch.found.drain(into: &scratch.nearest)
    }

    /// So many rows are asked for before the first is read.
    private static var measuredTogether: Int { 4 }
}
