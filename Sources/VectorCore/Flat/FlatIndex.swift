import Synchronization

/// An exact index: every search compares the query with every vector.
///
/// The right one up to some ten thousand vectors, and the truth by which the others are measured.
///
///     let index = try FlatIndex(dimension: 3, metric: .squaredL2)
///     try index.add(Matrix([[0, 0, 1], [0, 1, 0]]), ids: [10, 11])
///     try index.search([0, 0.9, 0], k: 1)  // [Neighbor(id: 11, distance: 0.01)]
public final class FlatIndex: VectorIndex {
    public let dimension: Int
    public let metric: Metric
    public let metadata: [String: String]
    let rows: ReadWriteLock<FlatRows>
    /// Held by whoever changes or saves the index; searches do not wait for it.
    let changes = Mutex(())
    let filters = FilterCache()
    /// What is left to be checked of the file that the index is mapped from, where that is done lazily.
    let checks: FileChecks?

    /// An empty index.
    ///
    /// - Parameter dimension: Components per vector; 1 to 65,536.
    /// - Throws: ``VectorIndexError`` for another dimension.
    public convenience init(dimension: Int, metric: Metric) throws(VectorIndexError) {
        try self.init(dimension: dimension, metric: metric, kernels: .current)
    }

    package init(dimension: Int, metric: Metric, kernels: Kernels) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        self.dimension = dimension
        self.metric = metric
        metadata = [:]
        checks = nil
        rows = ReadWriteLock(FlatRows(dimension: dimension, metric: metric, kernels: kernels))
    }

    init(rows: consuming FlatRows, metadata: [String: String], checks: FileChecks? = nil) {
        dimension = rows.vectors.dimension
        metric = rows.vectors.metric
        self.metadata = metadata
        self.checks = checks
        self.rows = ReadWriteLock(rows)
    }

    public var count: Int { rows.read { $0.count } }

    public var ids: [Int64] { rows.read { $0.ids.sorted() } }

    public var memoryBytes: Int {
        rows.read { rows in
            rows.vectors.bytes(rows: rows.count) + rows.ids.capacity * 8 + rows.slots.capacity * 17
        }
    }

    public func contains(_ id: Int64) -> Bool { rows.read { $0.slots[id] != nil } }

    public func vector(for id: Int64) -> [Float]? {
        rows.read { rows in
            guard let slot = rows.slots[id], (try? check([UInt32(slot)])) != nil else { return nil }
            return rows.vectors[slot]
        }
    }
}
