/// Clusters vectors about centroids: each vector belongs to the nearest one, and each centroid is the mean of its vectors.
///
///     let centroids = try KMeans(clusters: 1024).train(vectors, threads: 2)
///     let nearest = centroids.nearest(to: vectors)
///
/// Distances are squared Euclidean ones; vectors that are to be compared by their directions are normalised before. The
/// result follows from the seed, the vectors and the BLAS, whatever the number of threads.
///
/// - Source: Lloyd 1982; seeds by Arthur & Vassilvitskii 2007, "k-means++", and for more than 32 clusters a thirty-second part
///   of them at a time, as in Bahmani et al. 2012, "Scalable k-means++", arXiv:1203.6402, from which it departs in: a round
///   draws exactly as many as are needed, so that no second clustering follows.
public struct KMeans: Sendable, Hashable, Codable {
    /// How many centroids; 1 to 1,048,576, and at most one for each vector.
    public var clusters: Int
    /// Rounds at most; fewer when a round no longer lowers the mean distance by a five-thousandth.
    public var iterations: Int
    /// Vectors looked at for each cluster; of more a sample is drawn.
    public var pointsPerCluster: Int
    /// Keeps clusters from growing far beyond the mean: a price that is added to a cluster's distances rises while the cluster is
    /// larger than the mean and falls while it is smaller.
    ///
    /// - Source: the prices are those of a Lagrangian of equal sizes, as in Bertsekas 1988, "The auction algorithm", raised once
    ///   a round and not with each bid; Banerjee & Ghosh 2004, "Frequency-sensitive competitive learning for scalable balanced
    ///   clustering", raise them by the vector.
    public var isBalanced: Bool
    /// Makes centroids as long as one, for vectors that are compared by their directions: one of the long lists that the middle
    /// of all vectors draws is not nearer to a query than it is.
    ///
    /// - Source: Dhillon & Modha 2001, "Concept decompositions for large sparse text data using clustering".
    public var isSpherical: Bool
    public var seed: UInt64

    public init(
        clusters: Int, iterations: Int = 10, pointsPerCluster: Int = 64, isBalanced: Bool = false,
        isSpherical: Bool = false, seed: UInt64 = 0
    ) {
        self.clusters = clusters
        self.iterations = iterations
        self.pointsPerCluster = pointsPerCluster
        self.isBalanced = isBalanced
        self.isSpherical = isSpherical
        self.seed = seed
    }

    /// Finds the centroids of vectors.
    ///
    /// Shape: `vectors` is (n, d); there are min(clusters, n) centroids.
    /// - Parameter threads: How many threads work; at least 1.
    /// - Throws: ``VectorIndexError`` for parameters out of their range, for no vectors, and for one that is not finite.
    public func train(_ vectors: Matrix, threads: Int = 1) throws(VectorIndexError) -> Centroids {
        precondition(threads >= 1, "clustering needs at least one thread, not \(threads)")
        try check()
        guard vectors.rows > 0 else { throw VectorIndexError(.invalidParameter, "there are no vectors to cluster") }
        guard vectors.values.allSatisfy(\.isFinite) else {
            throw VectorIndexError(.notFinite, "a vector to be clustered is not finite")
        }
        let sample = vectors.sample(clusters.multipliedSaturating(by: pointsPerCluster), seed: seed)
        return run(sample, threads: threads, kernels: .current)
    }

    func check() throws(VectorIndexError) {
        guard (1...1_048_576).contains(clusters), iterations >= 0, pointsPerCluster >= 1 else {
            throw VectorIndexError(
                .invalidParameter,
                "\(clusters) clusters of \(pointsPerCluster) points in \(iterations) iterations cannot be made")
        }
    }

    /// - Parameter points: Finite, at least one.
    func run(_ points: Matrix, threads: Int, kernels: Kernels) -> Centroids {
        BLAS.setThreads(1)
        var centroids = Centroids(
            seeds(points, threads: threads, kernels: kernels), weights: [Float](repeating: 0, count: 0),
            kernels: kernels)
        var former = Double.infinity
        for _ in 0..<iterations {
            let labels = centroids.assign(points, threads: threads)
            let clusters = ClusterMembers(labels.places, clusters: centroids.count)
            let mean = labels.meanDistance
            var weights = centroids.weights
            if isBalanced { Self.raise(&weights, clusters, mean: mean) }
            let means = clusters.means(of: points, labels: labels, former: centroids.vectors, threads: threads)
            centroids = Centroids(isSpherical ? Self.directions(means) : means, weights: weights, kernels: kernels)
            // Prices need their rounds, and raise the distance while they do their work.
            if !isBalanced, former.isFinite, former - mean <= 2e-4 * former { break }
            former = mean
        }
        return centroids
    }

    /// Rows as long as one; a zero row has no direction and stays.
    private static func directions(_ rows: Matrix) -> Matrix {
        var values = rows.values
        for row in 0..<rows.rows {
            let length = rows[row: row].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            guard length > 0 else { continue }
            for index in row * rows.columns..<(row + 1) * rows.columns {
                values[index] = Float(Double(values[index]) / length)
            }
        }
        return Matrix(rows: rows.rows, columns: rows.columns, values: values)
    }

    /// Moves the prices, in units of half the mean squared distance, by how far each cluster is from the mean size.
    private static func raise(_ weights: inout [Float], _ clusters: borrowing ClusterMembers, mean: Double) {
        if weights.isEmpty { weights = [Float](repeating: 0, count: clusters.count) }
        let size = Double(clusters.members.count) / Double(clusters.count)
        for cluster in weights.indices {
            let excess = min(Double(clusters.size(cluster)) / size - 1, 4)
            weights[cluster] += Float(0.05 * mean * excess)
        }
        let lowest = weights.min() ?? 0
        for cluster in weights.indices { weights[cluster] -= lowest }
    }
}

extension Int {
    func multipliedSaturating(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}

extension Matrix {
    /// So many of the rows, in their order, drawn evenly; all where there are no more.
    func sample(_ count: Int, seed: UInt64) -> Matrix {
        if count >= rows { return self }
        var values: [Float] = []
        values.reserveCapacity(count * columns)
        SampledRows(count, of: rows, seed: seed).forEach { values += self[row: $0] }
        return Matrix(rows: count, columns: columns, values: values)
    }
}

/// Numbers below a count, ascending, each as likely as any other.
///
/// - Source: Knuth, The Art of Computer Programming, volume 2, algorithm S.
struct SampledRows: Sequence, IteratorProtocol {
    private var left: Int
    private var row = 0
    private let rows: Int
    private var state: UInt64

    init(_ count: Int, of rows: Int, seed: UInt64) {
        left = Swift.min(count, rows)
        self.rows = rows
        state = seed
    }

    mutating func next() -> Int? {
        guard left > 0 else { return nil }
        while true {
            let isTaken = SplitMix64.unit(&state) * Double(rows - row) < Double(left)
            row += 1
            if isTaken {
                left -= 1
                return row - 1
            }
        }
    }
}

extension SplitMix64 {
    /// From 0 to below 1.
    static func unit(_ state: inout UInt64) -> Double { Double(next(&state) >> 11) * 0x1p-53 }
}
