extension VectorIndex {
    /// Adds all vectors of a file, a block at a time: of the file no more than a block is held in memory.
    ///
    ///     try index.add(contentsOf: VectorFile(file), ids: 0...)
    ///
    /// Searches see each block when it is in.
    /// - Parameters:
    ///   - ids: The rows' ids in their order, such as `0...`; those beyond the last row are not used.
    ///   - blockRows: How many vectors are added at a time; at least 1.
    /// - Throws: As ``add(_:ids:)``, and for a malformed file; what was added is removed again then.
    public func add(
        contentsOf file: VectorFile, ids: some Sequence<Int64>, blockRows: Int = 1024
    ) throws(VectorIndexError) {
        try addBlocks(of: file, ids: ids, blockRows: blockRows) { (block, ids) throws(VectorIndexError) in
            try add(block, ids: ids)
        }
    }

    func addBlocks(
        of file: VectorFile, ids: some Sequence<Int64>, blockRows: Int,
        _ add: (Matrix, [Int64]) throws(VectorIndexError) -> Void
    ) throws(VectorIndexError) {
        precondition(blockRows >= 1, "a block has at least one row, not \(blockRows)")
        guard file.columns == dimension else {
            throw VectorIndexError(
                .dimensionMismatch, "\(DimensionMismatch(expected: dimension, actual: file.columns))")
        }
        var ids = ids.makeIterator()
        var added: [Int64] = []
        do {
            for first in stride(from: 0, to: file.rows, by: blockRows) {
                let range = first..<min(first + blockRows, file.rows)
                var block: [Int64] = []
                while block.count < range.count, let id = ids.next() { block.append(id) }
                try add(file.matrix(range), block)
                file.forget(range)
                added += block
            }
        } catch {
            remove(added)
            throw error
        }
    }
}

extension HNSWIndex {
    /// Adds all vectors of a file on many threads, a block at a time: of the file no more than a block is held in memory.
    ///
    ///     try index.add(contentsOf: VectorFile(file), ids: 0..., threads: 4)
    ///
    /// - Parameters:
    ///   - ids: The rows' ids in their order, such as `0...`; those beyond the last row are not used.
    ///   - blockRows: How many vectors are added at a time; at least 1.
    ///   - threads: How many threads link the vectors; at least 1.
    /// - Throws: As ``VectorIndex/add(contentsOf:ids:blockRows:)``.
    public func add(
        contentsOf file: VectorFile, ids: some Sequence<Int64>, blockRows: Int = 1024, threads: Int
    ) throws(VectorIndexError) {
        try addBlocks(of: file, ids: ids, blockRows: blockRows) { (block, ids) throws(VectorIndexError) in
            try add(block, ids: ids, threads: threads)
        }
    }
}
