import Synchronization

extension FlatIndex {
    public func add(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError) {
        try InputChecks.batch(vectors, ids: ids, dimension: dimension, metric: metric)
        try changes.withLock { (_) throws(VectorIndexError) in
            try checks?.checkAll()
            try rows.write { (rows) throws(VectorIndexError) in
                for id in ids where rows.slots[id] != nil { throw .present(id) }
                try rows.put(vectors, ids: ids)
            }
        }
    }

    public func upsert(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError) {
        try InputChecks.batch(vectors, ids: ids, dimension: dimension, metric: metric)
        try changes.withLock { (_) throws(VectorIndexError) in
            try checks?.checkAll()
            try rows.write { (rows) throws(VectorIndexError) in try rows.put(vectors, ids: ids) }
        }
    }

    @discardableResult
    public func remove(_ ids: [Int64]) -> Int {
        changes.withLock { _ in
            // Rows change their places. Those of a file that is found damaged now stay where they are.
            do { try checks?.checkAll() } catch { return 0 }
            return rows.write { rows in
                var removed = 0
                for id in ids where rows.remove(id) { removed += 1 }
                return removed
            }
        }
    }
}
