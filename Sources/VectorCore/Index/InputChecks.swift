/// What every index asks of the caller's data, checked before anything changes.
enum InputChecks {
    static let largestDimension = 65_536

    static func dimension(_ dimension: Int) throws(VectorIndexError) {
        guard (1...largestDimension).contains(dimension) else {
            throw VectorIndexError(.invalidParameter, "a vector has 1 to 65536 components, not \(dimension)")
        }
    }

    static func query(_ query: [Float], dimension: Int, metric: Metric, k: Int) throws(VectorIndexError) {
        try checkK(k)
        try columns(query.count, dimension: dimension)
        try components(query[...], metric: metric) { "the query" }
    }

    static func queries(_ queries: Matrix, dimension: Int, metric: Metric, k: Int) throws(VectorIndexError) {
        try checkK(k)
        if queries.isEmpty { return }
        try columns(queries.columns, dimension: dimension)
        for row in 0..<queries.rows {
            try components(queries[row: row], metric: metric) { "query \(row)" }
        }
    }

    /// - Parameter ids: Each once, one for each row.
    static func batch(
        _ vectors: Matrix, ids: [Int64], dimension: Int, metric: Metric
    ) throws(VectorIndexError) {
        guard vectors.rows == ids.count else {
            throw VectorIndexError(.idCountMismatch, "\(vectors.rows) vectors came with \(ids.count) ids")
        }
        if vectors.isEmpty { return }
        try columns(vectors.columns, dimension: dimension)
        var seen = Set<Int64>(minimumCapacity: ids.count)
        for id in ids where !seen.insert(id).inserted {
            throw VectorIndexError(.duplicateID, "the id \(id) occurs twice among those to add")
        }
        for row in 0..<vectors.rows {
            try components(vectors[row: row], metric: metric) { "the vector of id \(ids[row])" }
        }
    }

    private static func checkK(_ k: Int) throws(VectorIndexError) {
        guard k >= 0 else { throw VectorIndexError(.invalidParameter, "k is \(k); it must be 0 or more") }
    }

    private static func columns(_ columns: Int, dimension: Int) throws(VectorIndexError) {
        guard columns == dimension else {
            throw VectorIndexError(
                .dimensionMismatch,
                "\(DimensionMismatch(expected: dimension, actual: columns))")
        }
    }

    private static func components(
        _ vector: ArraySlice<Float>, metric: Metric, _ name: () -> String
    ) throws(VectorIndexError) {
        // Without its sign, a float's bits order as its magnitude does: infinities and what is no number come last.
        var magnitude: UInt32 = 0
        for value in vector { magnitude = max(magnitude, value.bitPattern & 0x7FFF_FFFF) }
        if magnitude >= Float.infinity.bitPattern {
            let offset = vector.firstIndex { !$0.isFinite }.map { $0 - vector.startIndex } ?? 0
            throw VectorIndexError(
                .notFinite, "component \(offset) of \(name()) is \(vector[vector.startIndex + offset]), not finite")
        }
        if metric == .cosine, magnitude == 0 {
            throw VectorIndexError(
                .zeroVector, "\(name()) is zero, which has no direction to compare under the cosine metric")
        }
    }
}
