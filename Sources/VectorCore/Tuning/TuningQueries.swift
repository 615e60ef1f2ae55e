/// Queries with their true neighbours: by one half a search is tuned, by the other it is judged.
struct TuningQueries {
    let queries: Matrix
    /// The distance of the `k`-th true neighbour of each query; what is no farther is found.
    private let reach: [Float]
    private let wanted: Int
    /// Where queries are vectors of the index themselves, the ids that do not count.
    private let own: [Int64]?
    let k: Int
    private let metric: Metric

    var half: Int { queries.rows / 2 }

    /// Queries of the caller's own.
    init(_ queries: Matrix, k: Int, truth: FlatIndex, threads: Int) throws(VectorIndexError) {
        try self.init(queries, own: nil, k: k, truth: truth, threads: threads)
    }

    /// Vectors of the index as queries, each of which is not to be found by itself.
    ///
    /// - Parameters:
    ///   - rows: Rows of `vectors`.
    ///   - ids: The ids of `vectors`.
    init(
        _ rows: [Int], of vectors: Matrix, ids: [Int64], k: Int, truth: FlatIndex, threads: Int
    ) throws(VectorIndexError) {
        var values: [Float] = []
        values.reserveCapacity(rows.count * vectors.columns)
        for row in rows { values += vectors[row: row] }
        try self.init(
            Matrix(rows: rows.count, columns: vectors.columns, values: values), own: rows.map { ids[$0] },
            k: k, truth: truth, threads: threads)
    }

    private init(
        _ queries: Matrix, own: [Int64]?, k: Int, truth: FlatIndex, threads: Int
    ) throws(VectorIndexError) {
        self.queries = queries
        self.own = own
        self.k = k
        metric = truth.metric
        wanted = min(k, own == nil ? truth.count : truth.count - 1)
        let found = try truth.search(queries, k: own == nil ? k : k + 1, options: SearchOptions(), threads: threads)
        reach = found.indices.map { query in
            let others = found[query].filter { $0.id != own?[query] }.prefix(k)
            // Estimates of a distance and its rounding differ in the last places.
            return (others.last?.distance).map { $0 + 1e-5 * max(1, abs($0)) } ?? .infinity
        }
    }

    /// The mean recall over some of the queries, and its standard error.
    func recall(
        of index: some VectorIndex, options: SearchOptions, over range: Range<Int>, truth: FlatIndex
    ) throws(VectorIndexError) -> (mean: Double, error: Double) {
        guard !range.isEmpty, wanted > 0 else { return (1, 0) }
        var sum = 0.0
        var squares = 0.0
        for query in range {
            let vector = Array(queries[row: query])
            let found = try index.search(vector, k: own == nil ? k : k + 1, options: options)
                .filter { $0.id != own?[query] }.prefix(k)
            // By true distances: those of an index that keeps codes alone are estimates.
            let hits = found.count { neighbor in
                guard let other = truth.vector(for: neighbor.id) else { return false }
                return metric.distance(vector, other) <= reach[query]
            }
            let recall = Double(hits) / Double(wanted)
            sum += recall
            squares += recall * recall
        }
        let count = Double(range.count)
        let mean = sum / count
        return (mean, (max(squares / count - mean * mean, 0) / count).squareRoot())
    }

    /// Seconds that one search takes, all queries asked one after the other; the least of three rounds.
    func secondsPerQuery(of index: some VectorIndex, options: SearchOptions) throws(VectorIndexError) -> Double {
        let clock = ContinuousClock()
        var least = Double.infinity
        for _ in 0..<3 {
            let start = clock.now
            _ = try index.search(queries, k: k, options: options, threads: 1)
            least = min(least, (clock.now - start).seconds / Double(max(queries.rows, 1)))
        }
        return least
    }
}

extension Metric {
    /// The distance of two vectors, for judging and not for speed.
    fileprivate func distance(_ one: [Float], _ other: [Float]) -> Float {
        var (squares, product, lengths) = (Float(0), Float(0), (Float(0), Float(0)))
        for (x, y) in zip(one, other) {
            squares += (x - y) * (x - y)
            product += x * y
            lengths = (lengths.0 + x * x, lengths.1 + y * y)
        }
        return switch self {
        case .squaredL2: squares
        case .innerProduct: -product
        case .cosine: 1 - product / (lengths.0 * lengths.1).squareRoot()
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
