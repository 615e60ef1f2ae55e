import Synchronization

/// An approximate index of little memory: vectors are divided into lists about centroids, and a search scans codes of the nearest
/// lists, some bytes a vector, and measures the best by what is kept of the vectors.
///
/// It is built many times faster than a graph, and needs no links. Until it holds ``IVFParameters/trainingThreshold`` vectors, or
/// is told to ``train(_:threads:)``, searches are exact. A search under a filter never has fewer than `k` results when `k` match.
/// Searches run beside each other; a change waits for them and they for it, a training with the batch that reaches the threshold.
///
///     let index = try IVFPQIndex(dimension: 384, metric: .cosine)
///     try index.add(embeddings, ids: ids, threads: 4)
///     let nearest = try index.search(query, k: 10, options: SearchOptions(nprobe: 32))
///
/// - Source: Jégou et al. 2011, "Product quantization for nearest neighbor search"; scans in registers: André et al. 2015,
///   "Cache locality is not enough: high-performance nearest neighbor search with product quantization fast scan".
public final class IVFPQIndex: VectorIndex {
    public let dimension: Int
    public let metric: Metric
    public let parameters: IVFParameters
    public let codes: PQParameters
    /// What is kept of each vector beside its code; nil for nothing, and distances in results are estimates then.
    public let keep: VectorCode?
    public let metadata: [String: String]
    let sharedDefaults = SharedSearchDefaults()
    let lists: ReadWriteLock<IVFPQLists>
    /// Held by whoever changes or saves the index; searches do not wait for it.
    let changes = Mutex(())
    let filters = FilterCache()
    let pool = ScratchPool { IVFScratch() }

    /// An empty index.
    ///
    /// - Parameters:
    ///   - dimension: Components per vector; 1 to 65,536.
    ///   - lists: How vectors are divided into lists.
    ///   - codes: How codes are made of them.
    ///   - keep: What is kept of each vector beside its code, to measure candidates by.
    /// - Throws: ``VectorIndexError`` for another dimension and parameters out of their range.
    public convenience init(
        dimension: Int, metric: Metric, lists: IVFParameters = IVFParameters(), codes: PQParameters = PQParameters(),
        keep: VectorCode? = .float32
    ) throws(VectorIndexError) {
        try self.init(dimension: dimension, metric: metric, lists: lists, codes: codes, keep: keep, kernels: .current)
    }

    package convenience init(
        dimension: Int, metric: Metric, lists: IVFParameters, codes: PQParameters, keep: VectorCode?, kernels: Kernels
    ) throws(VectorIndexError) {
        self.init(
            try IVFPQLists(
                dimension: dimension, metric: metric, parameters: lists, codes: codes, keep: keep, kernels: kernels),
            metadata: [:])
    }

    init(_ lists: consuming IVFPQLists, metadata: [String: String]) {
        dimension = lists.dimension
        metric = lists.metric
        parameters = lists.parameters
        codes = lists.codes
        keep = lists.keep
        self.metadata = metadata
        self.lists = ReadWriteLock(lists)
    }

    public var searchDefaults: SearchDefaults {
        get { sharedDefaults.value }
        set { sharedDefaults.value = newValue }
    }

    public var count: Int { lists.read { $0.count } }

    public var ids: [Int64] { lists.read { $0.slots.ids.sorted() } }

    public var memoryBytes: Int { lists.read { $0.bytes } }

    public func contains(_ id: Int64) -> Bool { lists.read { $0.slots[id] != nil } }

    public func vector(for id: Int64) -> [Float]? { lists.read { $0.vector(for: id) } }

    /// Whether there are lists and codes yet.
    public var isTrained: Bool { lists.read { $0.isTrained } }

    /// How many vectors each list has; none before the training.
    public var listSizes: [Int] { lists.read { lists in (0..<lists.lists.count).map { lists.lists[$0].count } } }
}
