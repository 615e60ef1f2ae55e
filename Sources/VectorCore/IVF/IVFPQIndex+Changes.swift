import Synchronization

extension IVFPQIndex {
    public func add(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError) {
        try add(vectors, ids: ids, threads: 1)
    }

    /// Adds vectors, coding them on many threads: all of them, or, when one is refused, none. The index is the same whatever
    /// their number.
    ///
    /// Shape: `vectors` is (n, dimension); `ids` has n entries.
    /// - Parameter threads: How many threads code the vectors, and train the index if it is time; at least 1.
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
            lists.write { lists in
                var removed = 0
                for id in ids where lists.remove(id) { removed += 1 }
                return removed
            }
        }
    }

    /// Learns lists and codes, at whatever time, and codes all vectors anew: to begin with those that a sample asks for, or
    /// again when there are many more vectors, or others, than it was trained on.
    ///
    /// - Parameters:
    ///   - sample: Vectors like those to come; nil for those that are there, of which there must be one.
    ///   - threads: How many threads work; at least 1.
    /// - Throws: ``VectorIndexError`` for a sample of a wrong shape, one without vectors, and vectors that an index would refuse.
    public func train(_ sample: Matrix? = nil, threads: Int = 1) throws(VectorIndexError) {
        precondition(threads >= 1, "training needs at least one thread, not \(threads)")
        if let sample {
            try InputChecks.batch(
                sample, ids: Array(0..<Int64(sample.rows)), dimension: dimension, metric: metric)
        }
        try changes.withLock { (_) throws(VectorIndexError) in
            try lists.write { (lists) throws(VectorIndexError) in
                guard (sample?.rows ?? lists.count) > 0 else {
                    throw VectorIndexError(.invalidParameter, "there are no vectors to train on")
                }
                lists.train(sample, threads: threads)
            }
        }
    }

    private func put(
        _ vectors: Matrix, ids: [Int64], threads: Int, replacing: Bool
    ) throws(VectorIndexError) {
        precondition(threads >= 1, "building needs at least one thread, not \(threads)")
        try InputChecks.batch(vectors, ids: ids, dimension: dimension, metric: metric)
        if vectors.isEmpty { return }
        try changes.withLock { (_) throws(VectorIndexError) in
            try lists.write { (lists) throws(VectorIndexError) in
                if !replacing { for id in ids where lists.slots[id] != nil { throw .present(id) } }
                try lists.put(vectors, ids: ids, threads: threads)
            }
        }
    }
}
