import CVectorKernels

/// The order in which a search looks through lists: nearest centroid first.
extension Centroids {
    /// Measures a query against all centroids and leaves so many of the nearest in `order`, nearest first.
    ///
    /// Distances are squared Euclidean ones, or under the inner product negated products; a centroid's weight counts as distance.
    /// - Parameter query: A prepared vector.
    func order(
        _ query: borrowing QueryVector, metric: Metric, first: Int, distances: inout ScratchBuffer<Float>,
        order: inout CandidateList
    ) {
        distances.reserve(count)
        // SAFETY: the centroids are (count, columns), and there is room for as many distances.
        let measured = unsafe distances.address
        let columns = vectors.columns
        if metric == .innerProduct {
            unsafe kernels.table.dot_scan(query.address, vectors.values, columns, columns, count, 0, measured)
        } else {
            unsafe kernels.table.squared_l2_scan(query.address, vectors.values, columns, columns, count, 0, measured)
        }
        order.resize(to: count)
        if metric != .innerProduct, !weights.isEmpty {
            for list in 0..<count {
                order[list] = unsafe Candidate(slot: UInt32(list), distance: measured[list] + 2 * weights[list])
            }
        } else {
            for list in 0..<count { order[list] = unsafe Candidate(slot: UInt32(list), distance: measured[list]) }
        }
        order.keepNearest(first)
    }
}
