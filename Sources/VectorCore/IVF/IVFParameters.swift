/// How an inverted file divides its vectors into lists.
///
/// An index holds its vectors in one list and searches them all until it has enough to learn the lists' centroids from.
public struct IVFParameters: Sendable, Hashable, Codable {
    /// How many lists; nil for one and a half times the root of the number of vectors when the index is trained, or fewer, so that
    /// a list has about a hundred. More lists search codes no faster at equal recall, but floats (a third fewer of them with four
    /// times the root), and take longer to train.
    public var nlist: Int?
    /// Lists that a search looks through when ``SearchOptions/nprobe`` does not say; nil for an eighth of all, and at least 8.
    public var nprobe: Int?
    /// The index trains itself when it first holds so many vectors; nil for 4,096, or 32 for each list where their number is given.
    public var trainingThreshold: Int?
    /// Vectors that the centroids are learned from, for each list.
    public var pointsPerList: Int
    /// Rounds of k-means at most.
    public var iterations: Int
    /// Keeps lists from growing far beyond the mean; see ``KMeans/isBalanced``.
    public var isBalanced: Bool
    public var seed: UInt64

    public init(
        nlist: Int? = nil, nprobe: Int? = nil, trainingThreshold: Int? = nil, pointsPerList: Int = 100,
        iterations: Int = 10,
        isBalanced: Bool = false, seed: UInt64 = 0
    ) {
        self.nlist = nlist
        self.nprobe = nprobe
        self.trainingThreshold = trainingThreshold
        self.pointsPerList = pointsPerList
        self.iterations = iterations
        self.isBalanced = isBalanced
        self.seed = seed
    }

    func check() throws(VectorIndexError) {
        guard nlist.map({ (1...1_048_576).contains($0) }) ?? true, nprobe.map({ $0 >= 1 }) ?? true,
            trainingThreshold.map({ $0 >= 1 }) ?? true, pointsPerList >= 1, iterations >= 0
        else {
            throw VectorIndexError(
                .invalidParameter,
                "lists must be 1 to 1048576, and nprobe, trainingThreshold and pointsPerList at least 1: \(self)")
        }
    }

    /// How many vectors must be there before the index trains itself.
    var threshold: Int { trainingThreshold ?? nlist.map { max(32 * $0, 256) } ?? 4096 }

    /// How many lists so many vectors are divided into.
    func lists(for vectors: Int) -> Int {
        if let nlist { return min(nlist, max(vectors, 1)) }
        return max(1, min(vectors / 100, Int(1.5 * Double(vectors).squareRoot())))
    }

    /// Lists that a search looks through unless it is told.
    func probes(of lists: Int) -> Int { min(nprobe ?? max(8, lists / 8), lists) }

    func clustering(_ vectors: Int, metric: Metric) -> KMeans {
        KMeans(
            clusters: lists(for: vectors), iterations: iterations, pointsPerCluster: pointsPerList,
            isBalanced: isBalanced, isSpherical: metric == .cosine, seed: seed)
    }
}
