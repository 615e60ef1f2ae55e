/// How the results of vector and keyword search become one ranking.
public enum Fusion: Sendable, Hashable, Codable {
    /// Each side's scores are stretched to 0...1 over its candidates and added by weight; a candidate that one side
    /// lacks has 0 there.
    ///
    /// - Parameter vectorWeight: 0 (keywords alone) to 1 (vectors alone).
    case convex(vectorWeight: Double)
    /// `1 / (k + rank)` of both sides added, ranks from 1: no use of the scores themselves.
    case reciprocalRank(k: Double)

    /// What hybrid search does unless told otherwise: both sides count the same.
    ///
    /// With MiniLM on SciFact nDCG@10 is .733 so, .731 at a weight of .4, .721 at .6, and .715 by reciprocal ranks;
    /// the sides alone have .645 (vectors) and .692 (keywords).
    public static let standard = Fusion.convex(vectorWeight: 0.5)
    /// The usual k of 60.
    public static let reciprocalRank = Fusion.reciprocalRank(k: 60)

    /// A row and what one side thinks of it; larger is better.
    package struct Candidate: Sendable, Hashable {
        package var id: Int64
        package var score: Double

        package init(id: Int64, score: Double) {
            self.id = id
            self.score = score
        }
    }

    /// One ranking of all candidates, best first; ties by ascending id.
    ///
    /// - Parameters: Both sides best first, each id once.
    package func fuse(vector: [Candidate], keyword: [Candidate]) -> [Candidate] {
        var scores: [Int64: Double] = [:]
        switch self {
        case .convex(let weight):
            for candidate in Self.stretched(vector) { scores[candidate.id, default: 0] += weight * candidate.score }
            for candidate in Self.stretched(keyword) {
                scores[candidate.id, default: 0] += (1 - weight) * candidate.score
            }
        case .reciprocalRank(let k):
            for side in [vector, keyword] {
                for (index, candidate) in side.enumerated() {
                    scores[candidate.id, default: 0] += 1 / (k + Double(index + 1))
                }
            }
        }
        return scores.map { Candidate(id: $0.key, score: $0.value) }
            .sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
    }

    /// The scores from 0 (the side's worst candidate) to 1 (its best); 1 for all where they are equal.
    private static func stretched(_ side: [Candidate]) -> [Candidate] {
        guard let best = side.map(\.score).max(), let worst = side.map(\.score).min() else { return [] }
        return side.map {
            Candidate(id: $0.id, score: best > worst ? ($0.score - worst) / (best - worst) : 1)
        }
    }
}
