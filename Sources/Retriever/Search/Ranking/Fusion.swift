/// How the lists of vector and keyword search become one ranking.
public enum Fusion: Sendable, Hashable, Codable {
    /// Each list's scores are stretched to 0...1 over its candidates and added by weight; a candidate that a list
    /// lacks has 0 there.
    ///
    /// - Parameter vectorWeight: 0 (keywords alone) to 1 (vectors alone). Several questions share it by their weights.
    case convex(vectorWeight: Double)
    /// `1 / (k + rank)` of all lists added, times the weight of the question, ranks from 1: no use of the scores themselves.
    case reciprocalRank(k: Double)

    /// What hybrid search does unless told otherwise: both sides count the same.
    ///
    /// With MiniLM on SciFact nDCG@10 is .733 so, .731 at a weight of .4, .721 at .6, and .715 by reciprocal ranks;
    /// the sides alone have .645 (vectors) and .692 (keywords).
    public static let standard = Fusion.convex(vectorWeight: 0.5)
    /// The usual k of 60.
    public static let reciprocalRank = Fusion.reciprocalRank(k: 60)

    /// A row and what a list thinks of it; larger is better.
    package struct Candidate: Sendable, Hashable {
        package var id: Int64
        package var score: Double

        package init(id: Int64, score: Double) {
            self.id = id
            self.score = score
        }
    }

    /// What one search has found for one question.
    package struct List: Sendable {
        package enum Side: Sendable { case vector, keyword }

        package var side: Side
        /// The question's.
        package var weight: Double
        /// Best first, each id once.
        package var candidates: [Candidate]

        package init(_ side: Side, weight: Double = 1, _ candidates: [Candidate]) {
            self.side = side
            self.weight = weight
            self.candidates = candidates
        }
    }

    /// One ranking of all candidates, best first; ties by ascending id. A list that is alone stays as it is.
    package func fuse(_ lists: [List]) -> [Candidate] {
        if lists.count == 1 { return lists[0].candidates }
        var scores: [Int64: Double] = [:]
        for (list, weight) in zip(lists, weights(of: lists)) {
            for (candidate, part) in zip(list.candidates, parts(of: list.candidates)) {
                scores[candidate.id, default: 0] += weight * part
            }
        }
        return scores.map { Candidate(id: $0.key, score: $0.value) }
            .sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
    }

    /// As ``fuse(_:)``, of one list of each side.
    package func fuse(vector: [Candidate], keyword: [Candidate]) -> [Candidate] {
        fuse([List(.vector, vector), List(.keyword, keyword)])
    }

    /// What each candidate of a list has there, before the weight.
    func parts(of candidates: [Candidate]) -> [Double] {
        switch self {
        case .convex: Self.stretched(candidates.map(\.score))
        case .reciprocalRank(let k): candidates.indices.map { 1 / (k + Double($0 + 1)) }
        }
    }

    /// What each list counts.
    func weights(of lists: [List]) -> [Double] {
        guard case .convex(let vectorWeight) = self else { return lists.map(\.weight) }
        func sum(_ side: List.Side) -> Double { lists.reduce(0) { $0 + ($1.side == side ? $1.weight : 0) } }
        let (vectors, keywords) = (sum(.vector), sum(.keyword))
        return lists.map { list in
            switch list.side {
            case .vector: (keywords > 0 ? vectorWeight : 1) * list.weight / vectors
            case .keyword: (vectors > 0 ? 1 - vectorWeight : 1) * list.weight / keywords
            }
        }
    }

    /// The scores from 0 (the worst) to 1 (the best); 1 for all where they are equal.
    static func stretched(_ scores: [Double]) -> [Double] {
        guard let best = scores.max(), let worst = scores.min(), best > worst else { return scores.map { _ in 1 } }
        return scores.map { ($0 - worst) / (best - worst) }
    }
}
