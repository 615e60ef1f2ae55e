import Synchronization

/// An index without a graph: every search looks at every vector.
///
/// The right one up to some ten thousand vectors, and, over floats, which is how it is unless told otherwise, exact: the truth
/// by which the others are measured.
///
///     let index = try FlatIndex(dimension: 3, metric: .squaredL2)
///     try index.add(Matrix([[0, 0, 1], [0, 1, 0]]), ids: [10, 11])
///     try index.search([0, 0.9, 0], k: 1)  // [Neighbor(id: 11, distance: 0.01)]
///
/// With codes (``VectorStorage``), from 1,024 vectors on, a search reads these, which are a half to a thirtieth as long as
/// floats, and measures by what is kept those few vectors of which the estimate says that they may be among the nearest.
///
///     FlatIndex(dimension: 384, metric: .cosine, storage: VectorStorage(walk: .rabitq1, keep: .bfloat16))
public final class FlatIndex: VectorIndex {
    public let dimension: Int
    public let metric: Metric
    /// What is kept of each vector: codes that are scanned, and what their best are measured by.
    public let storage: VectorStorage
    public let metadata: [String: String]
    let sharedDefaults = SharedSearchDefaults()
    let rows: ReadWriteLock<FlatRows>
    /// Held by whoever changes or saves the index; searches do not wait for it.
    let changes = Mutex(())
    let filters = FilterCache()
    let scratch: ScratchPool<FlatScratch>
    /// What is left to be checked of the file that the index is mapped from, where that is done lazily.
    let checks: FileChecks?

    /// An empty index.
    ///
    /// - Parameters:
    ///   - dimension: Components per vector; 1 to 65,536.
    ///   - storage: What is kept of each vector.
    /// - Throws: ``VectorIndexError`` for another dimension, or a storage that makes no sense.
    public convenience init(
        dimension: Int, metric: Metric, storage: VectorStorage = .float32
    ) throws(VectorIndexError) {
        try self.init(dimension: dimension, metric: metric, storage: storage, kernels: .current)
    }

    /// - Parameter codesFrom: How many vectors there must be before codes are made of them.
    package convenience init(
        dimension: Int, metric: Metric, storage: VectorStorage = .float32, codesFrom: Int = 1024, kernels: Kernels
    ) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        try storage.check()
        let store = VectorStore(
            dimension: dimension, metric: metric, storage: storage, enough: codesFrom, kernels: kernels)
        self.init(rows: FlatRows(store: store), metadata: [:])
    }

    init(rows: consuming FlatRows, metadata: [String: String], checks: FileChecks? = nil) {
        let store = rows.store
        dimension = store.dimension
        metric = store.metric
        storage = store.storage
        self.metadata = metadata
        self.checks = checks
        let dimension = store.dimension
        scratch = ScratchPool { FlatScratch(dimension: dimension) }
        self.rows = ReadWriteLock(rows)
    }

    public var searchDefaults: SearchDefaults {
        get { sharedDefaults.value }
        set { sharedDefaults.value = newValue }
    }

    public var count: Int { rows.read { $0.count } }

    public var ids: [Int64] { rows.read { $0.ids.sorted() } }

    public var memoryBytes: Int {
        rows.read { rows in
            rows.store.bytes(slots: rows.count) + rows.ids.capacity * 8 + rows.slots.capacity * 17
        }
    }

    public func contains(_ id: Int64) -> Bool { rows.read { $0.slots[id] != nil } }

    public func vector(for id: Int64) -> [Float]? {
        rows.read { rows in
            guard let slot = rows.slots[id], (try? check([UInt32(slot)])) != nil else { return nil }
            return rows.store[slot]
        }
    }
}
