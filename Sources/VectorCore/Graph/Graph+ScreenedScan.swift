extension Graph {
    /// The `k` nearest of some slots, each of them looked at: by its vector or, where codes are walked over, by its code, and
    /// then by its vector where the code leaves a doubt.
    ///
    /// Where the query is far from all slots an estimate's error is larger than their differences, and many are measured:
    /// a screen costs a tenth of the scan that it may spare.
    ///
    /// - Parameter k: At most the count of the slots.
    func nearest(
        among slots: [UInt32], to query: borrowing QueryVector, k: Int, scratch: inout SearchScratch
    ) throws(VectorIndexError) -> [Neighbor] {
        var top = TopK(k)
        guard vectors.isWalkedByCodes, k > 0 else {
            try offer(slots, to: &top, from: query, scratch: &scratch)
            return top.sorted()
        }
        let codes = walkScorer(for: query, scratch: &scratch)
        let bounds = codes.lowerBounds(EstimateScreen.deviations)
        scratch.screen.estimate(slots, by: bounds ?? codes)
        scratch.tally.scanned += slots.count
        let kept = keptScorer(for: query, scratch: &scratch)
        scratch.screen.measureNearest(
            of: slots.count, k: k, most: nil, areBounds: bounds != nil, by: kept, kernels: vectors.kernels,
            slot: { slots[$0] },
            offer: { distance, slot in
                top.offer(distance, id: records.id(slot))
                return top.bound
            })
        scratch.tally.reranked += scratch.screen.measured
        try pendingChecks?.file.throwIfDamaged()
        return top.sorted()
    }
}
