import Synchronization

/// An approximate index: a graph in which a search meets a small part of the vectors and misses few of the nearest.
///
/// Searching costs about the logarithm of the count. Searches take no lock: they run beside additions, removals and
/// saves, each of which they see wholly or not at all. Removed vectors are walked through until they are a fifth of all,
/// or a twelfth when the index would have to grow; then the graph is repaired and new vectors take their places. A
/// filter that allows few ids is answered from those ids alone, one that allows many by the graph, and never
/// are there fewer than `k` results when `k` match.
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
    /// What is kept of each vector.
    public var storage: VectorStorage { graph.vectors.storage }
    public let metadata: [String: String]
    let sharedDefaults = SharedSearchDefaults()
    let graph: Graph
    /// Held by whoever changes or saves the index; no search waits for it.
    let writer: ReadWriteLock<GraphWriter>

    /// Candidates that a search keeps when it is not told.
    public static let defaultEfSearch = 64

    /// An empty index.
    ///
    /// - Parameters:
    ///   - dimension: Components per vector; 1 to 65,536.
    ///   - storage: What is kept of each vector; nil for what is recommended for the dimension.
    /// - Throws: ``VectorIndexError`` for another dimension, parameters out of their range or a storage that makes no
    ///   sense.
    public convenience init(
        dimension: Int, metric: Metric, parameters: HNSWParameters = HNSWParameters(), storage: VectorStorage? = nil
    ) throws(VectorIndexError) {
        try self.init(
            dimension: dimension, metric: metric, parameters: parameters, storage: storage, kernels: .current,
            budget: nil)
    }

    /// - Parameters:
    ///   - codesFrom: How many vectors there must be before codes are made of them.
    ///   - budget: What the index may take from the system; nil for whatever there is.
    package convenience init(
        dimension: Int, metric: Metric, parameters: HNSWParameters, storage: VectorStorage? = nil,
        codesFrom: Int = 1024,
        kernels: Kernels = .current, budget: MemoryBudget? = nil
    ) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        try parameters.check()
        let storage = storage ?? .recommended(dimension: dimension)
        try storage.check()
        let graph = try Graph(
            dimension: dimension, metric: metric, parameters: parameters, storage: storage, codesFrom: codesFrom,
            kernels: kernels, budget: budget)
        self.init(GraphWriter(graph), metadata: [:])
    }

    init(_ writer: GraphWriter, metadata: [String: String]) {
        graph = writer.graph
        dimension = graph.vectors.dimension
        metric = graph.vectors.metric
        parameters = graph.parameters
        self.metadata = metadata
        self.writer = ReadWriteLock(writer)
    }

    deinit { writer.write { $0.collect() } }

    public var searchDefaults: SearchDefaults {
        get { sharedDefaults.value }
        set { sharedDefaults.value = newValue }
    }

    public var count: Int { graph.search { snapshot, _ in snapshot.count } }

    public var ids: [Int64] {
        graph.search { snapshot, _ in
            var ids: [Int64] = []
            ids.reserveCapacity(snapshot.count)
            for slot in 0..<UInt32(snapshot.slotCount) where graph.records.isVisible(slot, at: snapshot.version) {
                ids.append(graph.records.id(slot))
            }
            ids.sort()
            return ids
        }
    }

    public var memoryBytes: Int {
        writer.read { writer in
            let slots = writer.next.slotCount
            return graph.vectors.bytes(slots: slots) + graph.bottom.bytes(rows: slots)
                + graph.upper.bytes(rows: writer.upperRows) + graph.towers.bytes(rows: slots)
                + graph.recordRows.bytes(rows: slots) + writer.next.ids.bytes
        }
    }

    public func contains(_ id: Int64) -> Bool {
        graph.search { snapshot, _ in graph.ids(in: snapshot).slot(of: id, at: snapshot.version, graph.records) != nil }
    }

    public func vector(for id: Int64) -> [Float]? {
        graph.search { snapshot, _ in
            guard let slot = graph.ids(in: snapshot).slot(of: id, at: snapshot.version, graph.records),
                graph.pendingChecks?.kept?.isSound(Int(slot)) ?? true
            else { return nil }
            return graph.vectors[Int(slot)]
        }
    }
}

// MARK: - For tests

extension HNSWIndex {
    /// Makes searches walk the graph however small it is, as tests of the graph must.
    package func neverScanUnfiltered() { graph.defaultScanFactor.store(0, ordering: .relaxed) }

    /// What is wrong with the graph's structure; nil for a sound one.
    package var brokenInvariant: String? {
        do { try graph.checkRest() } catch { return error.description }
        return writer.read { $0.brokenInvariant() }
    }

    /// Whether something is left to be checked of the file that the index was opened from.
    package var isPartlyUnchecked: Bool { graph.pendingChecks != nil }

    /// How many vectors no path leads to.
    package var unreachableCount: Int {
        writer.read { writer in
            let isReached = writer.graph.reachable(in: writer.next)
            return isReached.indices.count { !isReached[$0] && writer.graph.records.state(UInt32($0)) == .live }
        }
    }

    /// Slots in use or free, for tests of their re-use.
    package var slotCount: Int { writer.read { $0.next.slotCount } }

    /// Every link of every slot, for tests of determinism.
    package var allLinks: [[UInt32]] {
        writer.read { writer in
            (0..<UInt32(writer.next.slotCount)).flatMap { slot in
                (0...writer.graph.level(slot)).map { writer.graph.links(slot, $0).slots }
            }
        }
    }
}
