import CVectorKernels

/// Chooses the lists that a search looks through: those of the nearest centroids.
///
/// All centroids are measured by codes of 8 bits, which are a quarter of the bytes, and the chosen ones once more exactly.
@safe
final class ProbeOrder: Sendable {
    let centroids: Centroids
    private let metric: Metric
    /// nil where there are so few that nothing is to be gained.
    private let codes: RaBitQRows?

    init(_ centroids: Centroids, metric: Metric) {
        self.centroids = centroids
        self.metric = metric
        let vectors = centroids.vectors
        guard centroids.count >= 64, vectors.columns >= 64 else {
            codes = nil
            return
        }
        let rows = RaBitQRows(
            dimension: vectors.columns, bits: .eight, metric: metric == .innerProduct ? .innerProduct : .squaredL2,
            isWalked: true, seed: 0, kernels: centroids.kernels, budget: nil)
        var center = [Float](repeating: 0, count: vectors.columns)
        for list in 0..<centroids.count {
            for (column, value) in vectors[row: list].enumerated() { center[column] += value / Float(centroids.count) }
        }
        // Without the memory, and where the middle overflows, they are measured as they are.
        guard center.allSatisfy(\.isFinite), (try? rows.rows.reserve(centroids.count)) != nil else {
            codes = nil
            return
        }
        rows.calibrate(center: center)
        var query = CodeQuery()
        for list in 0..<centroids.count {
            let vector = QueryVector(prepared: Array(vectors[row: list]))
            unsafe rows.set(list, to: UnsafePointer(vector.address), using: &query)
        }
        codes = rows
    }

    var bytes: Int { codes.map { $0.rows.bytes(rows: centroids.count) } ?? 0 }

    /// Leaves so many of the nearest lists in the scratch, nearest first, with their centroids' distances: squared Euclidean
    /// ones, or under the inner product negated products.
    ///
    /// Among equal distances more may be left than are asked for.
    func order(_ query: borrowing QueryVector, first: Int, scratch: inout IVFScratch) {
        let count = centroids.count
        scratch.coarse.reserve(count + 16)
        scratch.positions.reserve(count + 16)
        scratch.estimates.reserve(count + 16)
        let distances = unsafe scratch.coarse.address
        if first < count {
            // SAFETY: there is room for as many distances as there are lists, and sixteen more.
            if let codes {
                unsafe codes.scorer(for: query.address, using: &scratch.query).scan(count, of: codes, to: distances)
            } else {
                unsafe measureAll(query, to: distances)
            }
            if !centroids.weights.isEmpty, metric != .innerProduct {
                for list in 0..<count { unsafe distances[list] += 2 * centroids.weights[list] }
            }
            if let limit = unsafe NearestLimit.of(distances, count: count, wanted: first, kernels: centroids.kernels) {
                let places = unsafe scratch.positions.address
                let taken = unsafe centroids.kernels.table.take_within(
                    distances, count, limit, places, scratch.estimates.address)
                unsafe measure(query, places, count: taken, to: distances)
                scratch.lists.resize(to: taken)
                for index in 0..<taken {
                    scratch.lists[index] = unsafe Candidate(slot: places[index], distance: distances[index])
                }
                scratch.lists.sort()
                return
            }
        }
        unsafe measureAll(query, to: distances)
        scratch.lists.resize(to: count)
        for list in 0..<count {
            scratch.lists[list] = unsafe Candidate(slot: UInt32(list), distance: distances[list])
        }
        scratch.lists.sort()
    }

    @unsafe
    private func measureAll(_ query: borrowing QueryVector, to distances: UnsafeMutablePointer<Float>) {
        let columns = centroids.vectors.columns
        let values = centroids.vectors.values
        let table = unsafe centroids.kernels.table
        // SAFETY: the centroids are (count, columns), and there is room for as many distances.
        if metric == .innerProduct {
            unsafe table.dot_scan(query.address, values, columns, columns, centroids.count, 0, distances)
        } else {
            unsafe table.squared_l2_scan(query.address, values, columns, columns, centroids.count, 0, distances)
        }
    }

    /// Measures some lists' centroids.
    @unsafe
    private func measure(
        _ query: borrowing QueryVector, _ lists: UnsafePointer<UInt32>, count: Int,
        to distances: UnsafeMutablePointer<Float>
    ) {
        let columns = UInt32(centroids.vectors.columns)
        let table = unsafe centroids.kernels.table
        // SAFETY: the lists are below the centroids' count, which lie in one piece.
        unsafe centroids.vectors.values.withUnsafeBufferPointer { values in
            unsafe withUnsafePointer(to: values.baseAddress) { segment in
                var rows = unsafe tessera_rows(segments: segment, shift: 31, stride: columns, dimension: columns)
                if metric == .innerProduct {
                    unsafe table.dot_gather(query.address, &rows, lists, count, 0, distances)
                } else {
                    unsafe table.squared_l2_gather(query.address, &rows, lists, count, 0, distances)
                }
            }
        }
    }
}
