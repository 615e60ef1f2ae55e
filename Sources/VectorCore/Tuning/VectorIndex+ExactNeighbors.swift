extension VectorIndex {
    /// The `k` nearest of all vectors as they are stored, nearest first, whatever the index would look at.
    ///
    /// - Complexity: All vectors are compared with all queries, some thousand at a time, so that no second copy of them is held.
    func exactNeighbors(of queries: Matrix, k: Int, threads: Int) throws(VectorIndexError) -> [[Neighbor]] {
        let ids = ids
        var nearest = [[Neighbor]](repeating: [], count: queries.rows)
        for start in stride(from: 0, to: ids.count, by: 8_192) {
            // Gone where another thread has removed them meanwhile.
            let present = ids[start..<min(start + 8_192, ids.count)].compactMap { id in
                vector(for: id).map { (id: id, vector: $0) }
            }
            let part = try FlatIndex(dimension: dimension, metric: metric)
            let vectors = Matrix(rows: present.count, columns: dimension, values: present.flatMap(\.vector))
            try part.add(vectors, ids: present.map(\.id))
            let found = try part.search(queries, k: k, options: SearchOptions(), threads: threads)
            for query in nearest.indices {
                let both = (nearest[query] + found[query]).sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
                nearest[query] = Array(both.prefix(k))
            }
        }
        return nearest
    }
}
