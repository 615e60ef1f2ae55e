#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Queries with their true neighbours: by one half a search is tuned, by the other it is judged.
struct TuningQueries {
    let queries: Matrix
    /// The distance of the farthest of the `k` true neighbours of each query; what is no farther is found.
    private let reach: [Float]
    /// Where queries are vectors of the index themselves, the ids that do not count.
    private let own: [Int64]?
    /// How many neighbours count.
    let k: Int
    private let metric: Metric
    /// Threads that compute recalls.
    let threads: Int

    var half: Int { queries.rows / 2 }
    /// How many are asked for, so that `k` are left without the query itself.
    var asked: Int { own == nil ? k : k + 1 }

    /// - Parameters:
    ///   - own: Where queries are vectors of the index, their ids; none is to be found by itself.
    ///   - k: At least 1; no more than there are to be found count.
    init(
        _ queries: Matrix, own: [Int64]?, k: Int, truth: some VectorIndex, threads: Int
    ) throws(VectorIndexError) {
        let metric = truth.metric
        let k = min(k, own == nil ? truth.count : truth.count - 1)
        let found = try truth.exactNeighbors(of: queries, k: own == nil ? k : k + 1, threads: threads)
        reach = found.indices.map { query in
            let vector = Array(queries[row: query])
            // Measured as what searches find is, so that rounding counts neither for nor against them.
            return found[query].filter { $0.id != own?[query] }.prefix(k)
                .compactMap { truth.vector(for: $0.id) }.map { metric.distance(vector, $0) }.max() ?? .infinity
        }
        self.queries = queries
        self.own = own
        self.k = k
        self.metric = metric
        self.threads = threads
    }

    /// The mean recall over some of the queries, and its standard error.
    func recall(
        of index: some VectorIndex, options: SearchOptions, over range: Range<Int>, truth: some VectorIndex
    ) throws(VectorIndexError) -> (mean: Double, error: Double) {
        guard !range.isEmpty, k > 0 else { return (1, 0) }
        var sum = 0.0
        var squares = 0.0
        let answers = try index.search(queries.taking(Array(range)), k: asked, options: options, threads: threads)
        for (query, answer) in zip(range, answers) {
            let vector = Array(queries[row: query])
            let found = answer.filter { $0.id != own?[query] }.prefix(k)
            // By true distances: those of an index that keeps codes alone are estimates.
            let hits = found.count { neighbor in
                guard let other = truth.vector(for: neighbor.id) else { return false }
                return metric.distance(vector, other) <= reach[query]
            }
            let recall = Double(hits) / Double(k)
            sum += recall
            squares += recall * recall
        }
        let count = Double(range.count)
        let mean = sum / count
        return (mean, (max(squares / count - mean * mean, 0) / count).squareRoot())
    }

    /// Seconds of this thread's CPU time that one search takes, some hundred queries asked one after the other; the least of
    /// three rounds. Not the clock's: what else the machine does meanwhile would choose the index.
    func secondsPerQuery(of index: some VectorIndex, options: SearchOptions) throws(VectorIndexError) -> Double {
        let asked = (0..<min(queries.rows, 256)).map { Array(queries[row: $0]) }
        var least = Double.infinity
        for _ in 0..<3 {
            let start = threadSeconds
            // One by one: many at once go through matrix products where there is no index but a scan of floats.
            for query in asked { _ = try index.search(query, k: k, options: options) }
            least = min(least, (threadSeconds - start) / Double(asked.count))
        }
        return least
    }
}

/// The calling thread's CPU time.
private var threadSeconds: Double {
    var time = timespec()
    // SAFETY: the call writes one timespec, which outlives it.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
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
