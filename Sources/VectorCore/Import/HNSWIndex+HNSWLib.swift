#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension HNSWIndex {
    /// An index of what hnswlib (0.6.2 to 0.8, float vectors) has saved: its vectors under their labels, without those that are
    /// marked as deleted.
    ///
    ///     let index = try HNSWIndex.importing(hnswlib: file, dimension: 384, metric: .cosine, threads: 4)
    ///
    /// The links are made anew and not taken over, so that the graph is as this library would have made it; that takes as long
    /// as adding the vectors does. Of the file, which is mapped, no more than a block of vectors is held in memory.
    /// - Parameters:
    ///   - file: What `save_index` wrote. It does not say the next two:
    ///   - dimension: Components of its vectors.
    ///   - metric: Of its space: ``Metric/squaredL2`` for `l2`, ``Metric/innerProduct`` for `ip`, ``Metric/cosine`` for `cosine`.
    ///   - parameters: How the graph is built; nil for the file's `M` and `ef_construction`.
    ///   - storage: What is kept of each vector; nil for what is recommended for the dimension.
    ///   - threads: How many threads link the vectors; at least 1.
    /// - Throws: ``VectorIndexError`` for a file that is missing or malformed, and for vectors that ``VectorIndex/add(_:ids:)``
    ///   refuses. A label beyond `Int64.max` becomes the negative id of the same bits.
    public static func importing(
        hnswlib file: URL, dimension: Int, metric: Metric, parameters: HNSWParameters? = nil,
        storage: VectorStorage? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> HNSWIndex {
        try InputChecks.dimension(dimension)
        let content = try HNSWLibFormat(ImportedFile(file.path), dimension: dimension)
        let index = try HNSWIndex(
            dimension: dimension, metric: metric,
            parameters: parameters ?? HNSWParameters(m: content.m, efConstruction: content.efConstruction),
            storage: storage)
        let rows = content.vectors
        let blockRows = 4096
        for first in stride(from: 0, to: rows.rows, by: blockRows) {
            let range = first..<min(first + blockRows, rows.rows)
            let live = range.filter { !content.isDeleted($0) }
            let values = rows.floats(range)
            let block =
                live.count == range.count
                ? values
                : live.flatMap { row in
                    values[(row - first) * dimension..<(row - first + 1) * dimension]
                }
            try index.add(
                Matrix(rows: live.count, columns: dimension, values: block), ids: live.map(content.label),
                threads: threads)
            rows.file.forget(rows.bytes(of: range))
        }
        return index
    }
}
