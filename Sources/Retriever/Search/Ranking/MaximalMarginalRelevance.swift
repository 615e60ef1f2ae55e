/// Takes one candidate after the other, each time the one that matches well and is least like those that were taken.
///
/// A hit's score is what it had when it was taken: `λ · s - (1 - λ) · max cos`, where `s` is its score stretched to 0...1 over the
/// candidates and `max cos` the largest cosine between its vector and those taken before, 0 at least. A row without a vector is like none.
///
///     query.diversity = MaximalMarginalRelevance(lambda: 0.7)
///
/// - Source: Carbonell & Goldstein 1998, "The use of MMR, diversity-based reranking", SIGIR.
public struct MaximalMarginalRelevance: Sendable, Hashable, Codable {
    /// 1 goes by the match alone, 0 by the difference alone.
    public var lambda: Double
    /// Among how many candidates, the best first; `k` to 1,000. Pages end there.
    public var depth: Int

    public static let maximumDepth = 1_000

    public init(lambda: Double = 0.7, depth: Int = 100) {
        self.lambda = lambda
        self.depth = depth
    }

    /// All candidates in the order in which they are taken, with their scores then; ties in the order in which they come.
    ///
    /// - Parameters:
    ///   - scores: One for each candidate.
    ///   - vectors: One for each candidate, of any length; nil for none.
    /// - Complexity: O(n² · d).
    func order(scores: [Double], vectors: [[Float]?]) -> [(place: Int, score: Double)] {
        let relevance = Fusion.stretched(scores)
        let units = vectors.map { $0.map(Self.unit) }
        var likeness = [Double](repeating: 0, count: scores.count)
        var rest = Array(scores.indices)
        var taken: [(place: Int, score: Double)] = []
        taken.reserveCapacity(rest.count)
        while !rest.isEmpty {
            var best = 0
            var bestScore = -Double.infinity
            for (index, place) in rest.enumerated() {
                let score = lambda * relevance[place] - (1 - lambda) * likeness[place]
                if score > bestScore { (best, bestScore) = (index, score) }
            }
            let place = rest.remove(at: best)
            taken.append((place, bestScore))
            guard let unit = units[place] else { continue }
            for other in rest {
                guard let vector = units[other] else { continue }
                likeness[other] = max(likeness[other], Self.product(unit, vector))
            }
        }
        return taken
    }

    private static func unit(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        return length > 0 ? vector.map { Float(Double($0) / length) } : vector
    }

    private static func product(_ left: [Float], _ right: [Float]) -> Double {
        var sum: Float = 0
        for place in left.indices { sum += left[place] * right[place] }
        return Double(sum)
    }
}
