/// Finds the index, the code and the parameters that reach a recall in the least time, by building and measuring them.
///
///     let tuner = IndexTuner(metric: .cosine, goal: TuningGoal(recall: 0.95, bytesPerVector: 800))
///     let report = try tuner.tune(vectors)
///     print(report.explanation)
///     let index = try report.makeIndex()
///     try index.add(vectors, ids: ids)
///     try tuner.tuneSearch(of: index, vectors: vectors, ids: ids)
///
/// Recalls are the same whenever it runs with the same seed; which index is fastest is measured, and two that are about as fast
/// may change places from one run to the next.
public struct IndexTuner: Sendable {
    public var metric: Metric
    public var goal: TuningGoal
    /// How many vectors trials are made with, of more that are taken evenly; 4,096 at least, from which on codes and lists are
    /// made. Times are then extrapolated: linearly for a scan, by the root for lists, by the logarithm for a graph.
    public var sample: Int
    /// How many of the vectors serve as queries where none are given; they do not find themselves.
    public var queryCount: Int
    /// The kinds to try; nil for those that suit the dimension and the goal.
    public var candidates: [IndexConfiguration]?
    public var seed: UInt64

    public init(
        metric: Metric, goal: TuningGoal = TuningGoal(), sample: Int = 50_000, queryCount: Int = 1000,
        candidates: [IndexConfiguration]? = nil, seed: UInt64 = 0
    ) {
        self.metric = metric
        self.goal = goal
        self.sample = sample
        self.queryCount = queryCount
        self.candidates = candidates
        self.seed = seed
    }

    /// Builds and measures each kind of index.
    ///
    /// Shape: `vectors` and `queries` are (n, dimension).
    /// - Parameters:
    ///   - queries: What will be asked for; nil for some of the vectors, whose neighbours are easier or harder to find than
    ///     those of real queries.
    ///   - threads: Threads that compute the true neighbours; everything measured runs on one.
    /// - Throws: ``VectorIndexError`` for a goal or vectors that make no sense; not when the goal is out of reach, which the
    ///   report says.
    public func tune(
        _ vectors: Matrix, queries: Matrix? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> TuningReport {
        try goal.check()
        let sample = max(sample, 4096)
        let sampled = vectors.rows <= sample ? vectors : vectors.evenly(sample)
        let ids = (0..<Int64(sampled.rows)).map { $0 }
        let truth = try FlatIndex(dimension: vectors.columns, metric: metric)
        try truth.add(sampled, ids: ids)
        let asked = try self.queries(queries, of: sampled, ids: ids, truth: truth, threads: threads)
        var trials: [TuningReport.Trial] = []
        for configuration in candidates ?? standardCandidates(dimension: vectors.columns) {
            trials.append(
                try trial(of: configuration, sampled, ids: ids, count: vectors.rows, by: asked, truth: truth))
        }
        trials.sort {
            ($0.refusal == nil ? 0 : 1, $0.expectedSecondsPerQuery) < (
                $1.refusal == nil ? 0 : 1, $1.expectedSecondsPerQuery
            )
        }
        return TuningReport(
            goal: goal, dimension: vectors.columns, metric: metric, count: vectors.rows, sampled: sampled.rows,
            trials: trials)
    }

    /// Finds the least that searches of an index must look at to reach the goal, and makes it the index's default.
    ///
    /// - Parameters:
    ///   - vectors: What is in the index, for the true neighbours.
    ///   - ids: Their ids.
    ///   - queries: What will be asked for; nil for some of the vectors.
    ///   - threads: Threads that compute the true neighbours.
    /// - Returns: The recall on the half of the queries that is held out.
    /// - Throws: ``VectorIndexError`` of the code ``VectorIndexError/Code/goalNotReached`` when no search reaches the recall;
    ///   the defaults are then as they were.
    @discardableResult
    public func tuneSearch(
        of index: some VectorIndex, vectors: Matrix, ids: [Int64], queries: Matrix? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> Double {
        try goal.check()
        let truth = try FlatIndex(dimension: index.dimension, metric: index.metric)
        try truth.add(vectors, ids: ids)
        let asked = try self.queries(queries, of: vectors, ids: ids, truth: truth, threads: threads)
        let tuning = try SearchTuning(index, for: goal.recall, by: asked, truth: truth, isSample: false)
        guard tuning.isReached else {
            throw VectorIndexError(
                .goalNotReached,
                "the index reaches a recall of \(tuning.recall.brief), and \(tuning.heldOutRecall.brief) on queries held out, not "
                    + "surely \(goal.recall); keep more of each vector, or build it with more links"
            )
        }
        index.searchDefaults = tuning.defaults
        return tuning.heldOutRecall
    }

    // MARK: - Trials

    private func trial(
        of configuration: IndexConfiguration, _ vectors: Matrix, ids: [Int64], count: Int, by queries: TuningQueries,
        truth: FlatIndex
    ) throws(VectorIndexError) -> TuningReport.Trial {
        let index = try configuration.makeIndex(dimension: vectors.columns, metric: metric)
        let clock = ContinuousClock()
        let start = clock.now
        try index.add(vectors, ids: ids)
        let buildSeconds =
            (clock.now - start).seconds * configuration.buildGrowth(from: vectors.rows, to: count)
        let bytes = (index.memoryBytes + vectors.rows - 1) / vectors.rows
        let search = try SearchTuning(
            index, for: goal.recall, by: queries, truth: truth, isSample: vectors.rows < count)
        let refusal: String? =
            if let most = goal.bytesPerVector, bytes > most {
                "takes more than \(most) bytes a vector"
            } else if let most = goal.buildSeconds, buildSeconds > most {
                "takes longer to build"
            } else if !search.isReached {
                "does not reach the recall"
            } else {
                nil
            }
        return TuningReport.Trial(
            configuration: configuration, searchDefaults: search.defaults, recall: search.recall,
            heldOutRecall: search.heldOutRecall, secondsPerQuery: search.secondsPerQuery,
            expectedSecondsPerQuery: search.secondsPerQuery * configuration.growth(from: vectors.rows, to: count),
            bytesPerVector: bytes, expectedBuildSeconds: buildSeconds, refusal: refusal)
    }

    private func queries(
        _ given: Matrix?, of vectors: Matrix, ids: [Int64], truth: FlatIndex, threads: Int
    ) throws(VectorIndexError) -> TuningQueries {
        let source = given ?? vectors
        guard vectors.rows >= 2, source.rows >= 2, queryCount >= 2 else {
            throw VectorIndexError(.invalidParameter, "tuning needs two vectors and two queries at least")
        }
        let rows = drawn(of: source.rows)
        return try TuningQueries(
            source.taking(rows), own: given == nil ? rows.map { ids[$0] } : nil, k: goal.k, truth: truth,
            threads: threads)
    }

    /// Rows that serve as queries, in an order by chance, so that the halves do not follow that in which they came.
    private func drawn(of count: Int) -> [Int] {
        var rows = Array(0..<count)
        var state = seed
        let wanted = min(queryCount, count)
        for place in 0..<wanted {
            rows.swapAt(place, place + Int(SplitMix64.next(&state) % UInt64(count - place)))
        }
        return Array(rows[..<wanted])
    }

    // MARK: - Candidates

    /// Kinds that may reach the goal: what is far beyond the budget is not built at all.
    private func standardCandidates(dimension: Int) -> [IndexConfiguration] {
        let walk = VectorStorage.recommended(dimension: dimension).walk
        let graph = HNSWParameters(seed: seed)
        let lists = IVFParameters(seed: seed)
        var all: [IndexConfiguration] = [.flat(.float32)]
        if walk != .float32 {
            all.append(.flat(VectorStorage(walk: .rabitq1, keep: .float32)))
            for keep: VectorCode in [.float32, .bfloat16, .rabitq8] {
                all.append(.hnsw(graph, VectorStorage(walk: walk, keep: keep)))
            }
            all.append(.hnsw(graph, VectorStorage(walk: .rabitq8)))
            all.append(.hnsw(graph, VectorStorage(walk: .rabitq4)))
        } else {
            all.append(.hnsw(graph, .float32))
        }
        all.append(.ivfFlat(lists))
        for keep: VectorCode in [.float32, .bfloat16, .rabitq8] {
            all.append(.ivfPQ(lists, PQParameters(), keep: keep))
        }
        guard let most = goal.bytesPerVector else { return all }
        all.append(.flat(VectorStorage(walk: .rabitq8)))
        all.append(.flat(VectorStorage(walk: .rabitq4)))
        all.append(.ivfPQ(lists, PQParameters(), keep: nil))
        return all.filter { $0.estimatedBytes(dimension: dimension) * 4 / 5 <= most }
    }
}

extension Matrix {
    /// So many of the rows, evenly taken.
    fileprivate func evenly(_ count: Int) -> Matrix {
        taking((0..<count).map { $0 * rows / count })
    }

    fileprivate func taking(_ taken: [Int]) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(taken.count * columns)
        for row in taken { values += self[row: row] }
        return Matrix(rows: taken.count, columns: columns, values: values)
    }
}
