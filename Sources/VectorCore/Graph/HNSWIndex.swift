import Synchronization

/// An approximate index: a graph in which a search meets a small part of the vectors and misses few of the nearest.
///
/// Searching costs about the logarithm of the count. Removed vectors are walked through until they are a fifth of
/// all; then the graph is repaired and their places are taken by new ones. A filter that allows few ids is answered
/// exactly from those ids alone, one that allows many by the graph, and never are there fewer than `k` results when
/// `k` match.
///
///     let index = try HNSWIndex(dimension: 384, metric: .cosine)
///     try index.add(embeddings, ids: ids, threads: 4)
///     let nearest = try index.search(query, k: 10, options: SearchOptions(efSearch: 100))
///
/// - Source: Malkov & Yashunin 2018, arXiv:1603.09320.
public final class HNSWIndex: VectorIndex {
    public let dimension: Int
    public let metric: Metric
    public let parameters: HNSWParameters
    public let metadata: [String: String]
    let graph: ReadWriteLock<Graph>
    /// Held by whoever changes or saves the index; searches wait only for the short steps of a change.
    let changes = Mutex(())
    let pool: ScratchPool
    let filters = FilterCache()

    /// Candidates that a search keeps when it is not told.
    public static let defaultEfSearch = 64

    /// An empty index.
    ///
    /// - Parameter dimension: Components per vector; 1 to 65,536.
    /// - Throws: ``VectorIndexError`` for another dimension or parameters out of their range.
    public convenience init(
        dimension: Int, metric: Metric, parameters: HNSWParameters = HNSWParameters()
    ) throws(VectorIndexError) {
        try self.init(dimension: dimension, metric: metric, parameters: parameters, kernels: .current)
    }

    package convenience init(
        dimension: Int, metric: Metric, parameters: HNSWParameters, kernels: Kernels
    ) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        try parameters.check()
        self.init(
            graph: Graph(dimension: dimension, metric: metric, parameters: parameters, kernels: kernels), metadata: [:])
    }

    init(graph: consuming Graph, metadata: [String: String]) {
        dimension = graph.vectors.dimension
        metric = graph.vectors.metric
        parameters = graph.parameters
        self.metadata = metadata
        pool = ScratchPool(links: max(graph.bottom.width, graph.parameters.m))
        self.graph = ReadWriteLock(graph)
    }

    public var count: Int { graph.read { $0.count } }

    public var ids: [Int64] { graph.read { $0.slots.keys.sorted() } }

    public var memoryBytes: Int {
        graph.read { graph in
            graph.vectors.bytes(rows: graph.slotCount) + graph.bottom.bytes(rows: graph.slotCount)
                + graph.upper.bytes(rows: graph.upperRows) + graph.levels.capacity * (1 + 1 + 4 + 8)
                + graph.slots.capacity * 13
        }
    }

    public func contains(_ id: Int64) -> Bool { graph.read { $0.slots[id] != nil } }

    public func vector(for id: Int64) -> [Float]? {
        graph.read { graph in
            guard let slot = graph.slots[id] else { return nil }
            return graph.vectors[Int(slot)]
        }
    }

    /// Makes searches walk the graph however small it is, as tests of the graph must.
    package func neverScanUnfiltered() { graph.write { $0.defaultScanFactor = 0 } }

    /// What is wrong with the graph's structure; nil for a sound one.
    package var brokenInvariant: String? { graph.read { $0.brokenInvariant() } }

    /// How many vectors no path leads to.
    package var unreachableCount: Int { graph.read { $0.unreachable().count } }

    /// Slots in use or free, for tests of their re-use.
    package var slotCount: Int { graph.read { $0.slotCount } }

    /// Every link of every slot, for tests of determinism.
    package var allLinks: [[UInt32]] {
        graph.read { graph in
            var lists: [[UInt32]] = []
            for slot in 0..<graph.slotCount {
                for layer in 0...Int(graph.levels[slot]) { lists.append(graph.links(UInt32(slot), layer).slots) }
            }
            return lists
        }
    }
}
