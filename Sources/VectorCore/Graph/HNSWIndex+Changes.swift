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
    public func remove(_ ids: [Int64]) -> Int { writer.write { $0.remove(ids) } }

    private func put(
        _ vectors: Matrix, ids: [Int64], threads: Int, replacing: Bool
    ) throws(VectorIndexError) {
        precondition(threads >= 1, "building needs at least one thread, not \(threads)")
        try InputChecks.batch(vectors, ids: ids, dimension: dimension, metric: metric)
        try writer.write { (writer) throws(VectorIndexError) in
            try graph.checkRest()
            try writer.put(vectors, ids: ids, threads: threads, replacing: replacing)
        }
    }
}
