import Synchronization

/// An approximate index that divides its vectors into lists about centroids, and measures a query against the vectors of the
/// nearest lists.
///
/// It needs no memory beside the vectors and is built faster than any other; distances in results are exact. Until it holds
/// ``IVFParameters/trainingThreshold`` vectors, or is told to ``train(_:threads:)``, searches are exact. A search under a filter never
/// has fewer than `k` results when `k` match. Searches run beside each other; a change waits for them and they for it, a training
/// with the batch that reaches the threshold.
///
///     let index = try IVFFlatIndex(dimension: 384, metric: .cosine)
///     try index.add(embeddings, ids: ids, threads: 4)
///     let nearest = try index.search(query, k: 10, options: SearchOptions(nprobe: 32))
public final class IVFFlatIndex: VectorIndex {
    public let dimension: Int
    public let metric: Metric
    public let parameters: IVFParameters
    public let metadata: [String: String]
    let sharedDefaults = SharedSearchDefaults()
    let lists: ReadWriteLock<IVFFlatLists>
    /// Held by whoever changes or saves the index; searches do not wait for it.
    let changes = Mutex(())
    let filters = FilterCache()
    let pool = ScratchPool { IVFScratch() }

    /// An empty index.
    ///
    /// - Parameters:
    ///   - dimension: Components per vector; 1 to 65,536.
    ///   - lists: How vectors are divided into lists.
    /// - Throws: ``VectorIndexError`` for another dimension and parameters out of their range.
    public convenience init(
        dimension: Int, metric: Metric, lists: IVFParameters = IVFParameters()
    ) throws(VectorIndexError) {
        try self.init(dimension: dimension, metric: metric, lists: lists, kernels: .current)
    }

    package convenience init(
        dimension: Int, metric: Metric, lists: IVFParameters, kernels: Kernels
    ) throws(VectorIndexError) {
        self.init(
            try IVFFlatLists(dimension: dimension, metric: metric, parameters: lists, kernels: kernels), metadata: [:])
    }

    init(_ lists: consuming IVFFlatLists, metadata: [String: String]) {
        dimension = lists.dimension
        metric = lists.metric
        parameters = lists.parameters
        self.metadata = metadata
        self.lists = ReadWriteLock(lists)
    }

    public var searchDefaults: SearchDefaults {
        get { sharedDefaults.value }
        set { sharedDefaults.value = newValue }
    }

    public var count: Int { lists.read { $0.count } }

    public var ids: [Int64] {
        lists.read { lists in
            var ids: [Int64] = []
            ids.reserveCapacity(lists.count)
            lists.rows.forEachSlot { ids.append(lists.rows.ids[$0]) }
            ids.sort()
            return ids
        }
    }

    public var memoryBytes: Int { lists.read { $0.bytes } }

    public func contains(_ id: Int64) -> Bool { lists.read { $0.rows[id] != nil } }

    public func vector(for id: Int64) -> [Float]? {
        lists.read { lists in
            guard let slot = lists.rows[id] else { return nil }
            return lists.rows.vectors[Int(slot)]
        }
    }

    /// Whether there are lists yet.
    public var isTrained: Bool { lists.read { $0.centroids != nil } }

    /// How many vectors each list has; none before the training.
    public var listSizes: [Int] {
        lists.read { lists in lists.centroids == nil ? [] : (0..<lists.rows.listCount).map { lists.rows.size($0) } }
    }
}
