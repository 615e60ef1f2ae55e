import Foundation
import RetrievalMetrics
import Testing

struct RankingTests {
    private struct Recorded: Decodable {
        let means: [String: Double]
        let queries: [String: [String: Double]]
    }

    private func fixture(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil)).path
    }

    /// Recorded from pytrec_eval by `peers/check_trec.py record`: ties, grades, unjudged documents, empty results.
    @Test func everyMetricIsTrecEvals() throws {
        let judgements = try Judgements(fixture("qrels.tsv"))
        let run = try RunFile.read(fixture("run.trec"))
        let recorded = try JSONDecoder().decode(
            Recorded.self, from: Data(contentsOf: URL(fileURLWithPath: fixture("trec_eval.json"))))
        #expect(recorded.queries.count > 10)
        for (query, expected) in recorded.queries {
            let ranking = try #require(run[query])
            let grades = try #require(judgements.grades[query])
            for (name, value) in [
                ("ndcg@10", ranking.ndcg(at: 10, grades)), ("recall@100", ranking.recall(at: 100, grades)),
                ("mrr@10", ranking.reciprocalRank(at: 10, grades)),
            ] {
                #expect(abs(value - (expected[name] ?? .nan)) <= 1e-9, "\(query) \(name): \(value)")
            }
        }
        let scores = RetrievalScores(run, judgements)
        #expect(abs(scores.ndcgAt10 - (recorded.means["ndcg@10"] ?? .nan)) <= 1e-9)
        #expect(abs(scores.recallAt100 - (recorded.means["recall@100"] ?? .nan)) <= 1e-9)
        #expect(abs(scores.mrrAt10 - (recorded.means["mrr@10"] ?? .nan)) <= 1e-9)
    }

    @Test func equalScoresComeByIDFromTheHighest() {
        let ranking = Ranking([("a", 1.0), ("c", 1), ("b", 1), ("z", 0.5), ("B", 2)])
        #expect(ranking.entries.map(\.document) == ["B", "c", "b", "a", "z"])
        // Equal as 32-bit floats, though not as 64-bit ones.
        #expect(Ranking([("a", 1.000000001), ("b", 1.0)]).entries.map(\.document) == ["b", "a"])
    }

    @Test func aQueryWithoutResultsCountsAsZero() {
        let judgements = Judgements(grades: ["1": ["a": 1], "2": ["b": 1]])
        let scores = RetrievalScores(["1": Ranking([("a", 1.0)]), "unjudged": Ranking([("a", 1.0)])], judgements)
        #expect(scores.ndcgAt10 == 0.5 && scores.recallAt100 == 0.5 && scores.mrrAt10 == 0.5)
    }

    @Test func theCutsHold() {
        let ranking = Ranking((0..<200).map { ("d\($0)", Double(200 - $0)) })
        #expect(ranking.reciprocalRank(at: 10, ["d9": 1]) == 0.1)
        #expect(ranking.reciprocalRank(at: 10, ["d10": 1]) == 0)
        #expect(ranking.ndcg(at: 10, ["d10": 3]) == 0)
        #expect(ranking.recall(at: 100, ["d99": 1, "d100": 1]) == 0.5)
    }
}
