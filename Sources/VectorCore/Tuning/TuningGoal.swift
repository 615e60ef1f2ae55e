/// What an index shall reach, and what it may cost.
public struct TuningGoal: Sendable, Hashable, Codable {
    /// The share of the true `k` nearest that searches find on average; above 0 and at most 1.
    public var recall: Double
    /// How many neighbours searches ask for.
    public var k: Int
    /// What an index may take for each vector, everything counted; nil for as much as helps.
    public var bytesPerVector: Int?
    /// What a build of all vectors may take on as many threads as the tuner is given, in seconds; nil for as long as helps.
    public var buildSeconds: Double?

    public init(recall: Double = 0.95, k: Int = 10, bytesPerVector: Int? = nil, buildSeconds: Double? = nil) {
        self.recall = recall
        self.k = k
        self.bytesPerVector = bytesPerVector
        self.buildSeconds = buildSeconds
    }

    func check() throws(VectorIndexError) {
        guard recall > 0, recall <= 1, k >= 1, (bytesPerVector ?? 1) >= 1, (buildSeconds ?? 1) > 0,
            (buildSeconds ?? 1).isFinite
        else {
            throw VectorIndexError(
                .invalidParameter,
                "a goal has a recall above 0 and at most 1, a k of at least 1 and positive budgets: \(self)")
        }
    }
}
