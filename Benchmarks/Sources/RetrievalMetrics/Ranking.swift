import Foundation

/// One query's documents in trec_eval's order: by score, highest first, equal scores by id, highest first.
///
/// trec_eval reads scores as 32-bit floats and passes over the rank column; so scores are 32-bit floats here, and a
/// retriever's own order among equal scores does not count.
package struct Ranking: Equatable {
    package struct Entry: Equatable {
        package let document: String
        package let score: Float
    }

    package let entries: [Entry]

    /// - Parameter scores: Documents with their scores, each document once; a score that is not a number counts as the lowest.
    package init(_ scores: some Sequence<(String, Double)>) {
        entries = scores.map { Entry(document: $0.0, score: $0.1.isNaN ? -.infinity : Float($0.1)) }
            .sorted { first, second in
                first.score != second.score
                    ? first.score > second.score
                    : second.document.utf8.lexicographicallyPrecedes(first.document.utf8)
            }
    }

    /// trec_eval's `ndcg_cut.k`: gains are the grades, discounts log₂(rank + 1), the ideal takes all judged documents.
    package func ndcg(at k: Int, _ grades: [String: Int]) -> Double {
        func total(_ gains: some Sequence<Int>) -> Double {
            zip(1..., gains).reduce(0) { $0 + Double(max(0, $1.1)) / log2(Double($1.0 + 1)) }
        }
        let ideal = total(grades.values.sorted(by: >).prefix(k))
        return ideal > 0 ? total(entries.prefix(k).map { grades[$0.document] ?? 0 }) / ideal : 0
    }

    /// trec_eval's `recall.k`: the share of relevant documents among the first `k`.
    package func recall(at k: Int, _ grades: [String: Int]) -> Double {
        let relevant = grades.values.count { $0 > 0 }
        guard relevant > 0 else { return 0 }
        return Double(entries.prefix(k).count { grades[$0.document, default: 0] > 0 }) / Double(relevant)
    }

    /// trec_eval's `recip_rank` of the first `k`: 1 / rank of the first relevant document, 0 when it comes later.
    package func reciprocalRank(at k: Int, _ grades: [String: Int]) -> Double {
        let rank = entries.prefix(k).firstIndex { grades[$0.document, default: 0] > 0 }
        return rank.map { 1 / Double($0 + 1) } ?? 0
    }
}

/// The means over all judged queries; one without results counts 0, as under `trec_eval -c`.
package struct RetrievalScores: Equatable {
    package let ndcgAt10: Double
    package let recallAt100: Double
    package let mrrAt10: Double

    /// - Parameter rankings: By query; queries without judgements are passed over.
    package init(_ rankings: [String: Ranking], _ judgements: Judgements) {
        func mean(_ metric: (Ranking, [String: Int]) -> Double) -> Double {
            // In the ids' order, so that the same run gives the same last digit.
            let values = judgements.grades.sorted { $0.key < $1.key }.map { query, grades in
                rankings[query].map { metric($0, grades) } ?? 0
            }
            return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        }
        ndcgAt10 = mean { $0.ndcg(at: 10, $1) }
        recallAt100 = mean { $0.recall(at: 100, $1) }
        mrrAt10 = mean { $0.reciprocalRank(at: 10, $1) }
    }
}
