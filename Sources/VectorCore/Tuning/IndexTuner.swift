/// Finds the index, the code and the parameters that reach a recall in the least time, by building and measuring them.
///
///     let tuner = IndexTuner(metric: .cosine, goal: TuningGoal(recall: 0.95, bytesPerVector: 800))
///     let tuned = try tuner.makeIndex(of: vectors, ids: ids)
///     print(tuned.report.explanation)
///     let nearest = try tuned.index.search(query, k: 10)
///
/// Trials are made on some of the vectors; the index is then built of all, and how much its searches look at is found anew.
///
/// Recalls are the same whenever it runs on one thread with the same seed; which index is fastest is measured, and two that are
/// about as fast may change places from one run to the next.
public struct IndexTuner: Sendable {
    public var metric: Metric
    public var goal: TuningGoal
    /// How many vectors trials are made with, of more that are taken evenly; 4,096 at least, from which on codes and lists are
    /// made. Times are then extrapolated.
    public var sample: Int
    /// How many queries are asked at most; where none are given, so many of the vectors, up to an eighth, are held out of the
    /// index that is measured. Fewer than 64 vectors all stay in it, and do not find themselves.
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
    ///   - threads: Threads that build and compare; queries are timed on one.
    /// - Throws: ``VectorIndexError`` for a goal or vectors that make no sense; not when the goal is out of reach, which the
    ///   report says.
    public func tune(
        _ vectors: Matrix, queries: Matrix? = nil, threads: Int = 1
    ) throws(VectorIndexError) -> TuningReport {
        try goal.check()
        let heldOut = queries == nil ? heldOutRows(of: vectors) : []
        let rest = (0..<vectors.rows).without(heldOut)
        let sampled = vectors.taking(rest.evenly(max(sample, 4096)))
        let ids = (0..<Int64(sampled.rows)).map { $0 }
        let truth = try FlatIndex(dimension: vectors.columns, metric: metric)
        try truth.add(sampled, ids: ids)
        let asked = try self.queries(
            heldOut.isEmpty ? queries : vectors.taking(heldOut), of: sampled, ids: ids, truth: truth, threads: threads)
        var trials: [TuningReport.Trial] = []
        for configuration in candidates ?? standardCandidates(dimension: vectors.columns) {
            trials.append(
                try trial(
                    of: configuration, sampled, ids: ids, count: vectors.rows, isSample: sampled.rows < rest.count,
                    by: asked, truth: truth))
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

    /// Finds the least that searches of an index must look at to reach the goal, and makes it the index's default; to be done
    /// again when the index has grown much.
    ///
    /// - Parameters:
    ///   - vectors: What is in the index, for the true neighbours.
    ///   - ids: Their ids.
    ///   - queries: What will be asked for. Not vectors of the index: a graph finds such, and their neighbours with them, by
    ///     looking at far less than others need.
    ///   - threads: Threads that compute the true neighbours and the recalls.
    /// - Returns: The recall on the half of the queries that is held out.
    /// - Throws: ``VectorIndexError`` of the code ``VectorIndexError/Code/goalNotReached`` when no search reaches the recall;
    ///   the defaults are then as they were.
    @discardableResult
    public func tuneSearch(
        of index: some VectorIndex, vectors: Matrix, ids: [Int64], queries: Matrix, threads: Int = 1
    ) throws(VectorIndexError) -> Double {
        try goal.check()
        let truth = try FlatIndex(dimension: index.dimension, metric: index.metric)
        try truth.add(vectors, ids: ids)
        return try tuneSearch(of: index, truth: truth, queries: queries, threads: threads)
    }

    /// As ``tuneSearch(of:vectors:ids:queries:threads:)``, by the vectors that the index itself keeps; one that keeps codes alone is
    /// judged by what they say, which is kinder than the vectors would be.
    ///
    ///     try IndexTuner(metric: .cosine).tuneSearch(of: graph, queries: questions)
    @discardableResult
    public func tuneSearch(
        of index: some VectorIndex, queries: Matrix, threads: Int = 1
    ) throws(VectorIndexError) -> Double {
        try goal.check()
        return try tuneSearch(of: index, truth: index, queries: queries, threads: threads)
    }

    private func tuneSearch(
        of index: some VectorIndex, truth: some VectorIndex, queries: Matrix, threads: Int
    ) throws(VectorIndexError) -> Double {
        let asked = try self.queries(queries, truth: truth, threads: threads)
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
        of configuration: IndexConfiguration, _ vectors: Matrix, ids: [Int64], count: Int, isSample: Bool,
        by queries: TuningQueries, truth: FlatIndex
    ) throws(VectorIndexError) -> TuningReport.Trial {
        let index = try configuration.makeIndex(dimension: vectors.columns, metric: metric)
        let clock = ContinuousClock()
        let start = clock.now
        try index.add(vectors, ids: ids, onThreads: queries.threads)
        let buildSeconds =
            (clock.now - start).seconds * configuration.buildGrowth(from: vectors.rows, to: count)
        let bytes = (index.memoryBytes + vectors.rows - 1) / vectors.rows
        let search = try SearchTuning(index, for: goal.recall, by: queries, truth: truth, isSample: isSample)
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

    /// Those that are given, or vectors of the index.
    func queries(
        _ given: Matrix?, of vectors: Matrix, ids: [Int64], truth: FlatIndex, threads: Int
    ) throws(VectorIndexError) -> TuningQueries {
        if let given { return try queries(given, truth: truth, threads: threads) }
        let rows = try drawnQueries(of: vectors, truth: truth)
        return try TuningQueries(
            vectors.taking(rows), own: rows.map { ids[$0] }, k: goal.k, truth: truth, threads: threads)
    }

    private func queries(
        _ given: Matrix, truth: some VectorIndex, threads: Int
    ) throws(VectorIndexError) -> TuningQueries {
        let rows = try drawnQueries(of: given, truth: truth)
        return try TuningQueries(given.taking(rows), own: nil, k: goal.k, truth: truth, threads: threads)
    }

    private func drawnQueries(of source: Matrix, truth: some VectorIndex) throws(VectorIndexError) -> [Int] {
        guard truth.count >= 2, source.rows >= 2, queryCount >= 2 else {
            throw VectorIndexError(.invalidParameter, "tuning needs two vectors and two queries at least")
        }
        return drawn(min(queryCount, source.rows), of: source.rows)
    }

    /// Rows that serve as queries and stay out of the index: a graph that has a query finds it, and is then among its neighbours.
    ///
    /// None of very few; nor so many that too few are left to learn lists from, where all would be enough.
    func heldOutRows(of vectors: Matrix) -> [Int] {
        let (count, least) = (vectors.rows, IVFParameters().threshold)
        guard count >= 64 else { return [] }
        let most = min(queryCount, count / 8)
        let spare = count >= least + 64 ? count - least : count
        return drawn(min(most, spare), of: count)
    }

    /// Rows in an order by chance, so that halves of queries do not follow that in which they came.
    private func drawn(_ wanted: Int, of count: Int) -> [Int] {
        var rows = Array(0..<count)
        var state = seed
        for place in 0..<wanted {
            rows.swapAt(place, place + Int(SplitMix64.next(&state) % UInt64(count - place)))
        }
        return Array(rows[..<wanted])
    }
}

extension Range<Int> {
    /// All but some, ascending.
    func without(_ some: [Int]) -> [Int] {
        let some = Set(some)
        return some.isEmpty ? Array(self) : filter { !some.contains($0) }
    }
}

extension [Int] {
    /// So many of them at most, evenly taken.
    fileprivate func evenly(_ most: Int) -> [Int] {
        count <= most ? self : (0..<most).map { self[$0 * count / most] }
    }
}

extension Matrix {
    /// Some rows, in the order given.
    func taking(_ taken: [Int]) -> Matrix {
        if taken.count == rows, taken.elementsEqual(0..<rows) { return self }
        var values: [Float] = []
        values.reserveCapacity(taken.count * columns)
        for row in taken { values += self[row: row] }
        return Matrix(rows: taken.count, columns: columns, values: values)
    }
}

extension VectorIndex {
    /// Adds vectors on many threads where the index can.
    func add(_ vectors: Matrix, ids: [Int64], onThreads threads: Int) throws(VectorIndexError) {
        switch self {
        case let graph as HNSWIndex: try graph.add(vectors, ids: ids, threads: threads)
        case let lists as IVFFlatIndex: try lists.add(vectors, ids: ids, threads: threads)
        case let lists as IVFPQIndex: try lists.add(vectors, ids: ids, threads: threads)
        default: try add(vectors, ids: ids)
        }
    }

    /// Lists that an inverted file has learned; 0 of any other index and before.
    var listCount: Int { (self as? IVFFlatIndex)?.listSizes.count ?? (self as? IVFPQIndex)?.listSizes.count ?? 0 }
}
