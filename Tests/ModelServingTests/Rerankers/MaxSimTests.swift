import ModelServing
import TestSupport
import Testing
import VectorCore

struct MaxSimTests {
    @Test func theScoreIsTheMeanOfTheBestCosines() throws {
        let seed: UInt64 = 11
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for (n, m, d) in [(1, 1, 1), (3, 7, 5), (16, 100, 384)] {
            func rows(_ count: Int) -> [[Float]] {
                (0..<count).map { _ in (0..<d).map { _ in Float.random(in: -1...1, using: &generator) } }
            }
            let (query, passage) = (rows(n), rows(m))
            // The definition, in double precision.
            let best = query.map { q in passage.map { cosine(q, $0) }.max() ?? 0 }
            let expected = best.reduce(0, +) / Double(n)
            func unit(_ rows: [[Float]]) throws -> Matrix {
                let tokens = TokenizedText(
                    ids: [Int32](repeating: 1, count: rows.count), ranges: rows.indices.map { $0..<$0 + 1 })
                return MaxSim.unitRows(of: try Matrix(rows), tokens: tokens)
            }
            let score = MaxSim.score(query: try unit(query), passage: try unit(passage))
            #expect(abs(Double(score) - expected) < 1e-5, "\(n), \(m), \(d)")
        }
    }

    @Test func specialTokensAndZeroVectorsDoNotCount() throws {
        let tokens = TokenizedText(ids: [101, 7, 8, 102], ranges: [0..<0, 0..<3, 3..<5, 5..<5])
        let vectors = try Matrix([[9, 9], [3, 4], [0, 0], [9, 9]])
        let rows = MaxSim.unitRows(of: vectors, tokens: tokens)
        #expect(rows.values == [0.6, 0.8])
        #expect(MaxSim.score(query: rows, passage: Matrix(columns: 2)) == 0)
        #expect(MaxSim.score(query: Matrix(columns: 2), passage: rows) == 0)
    }

    @Test func theEncodersTokensFindTheirPassage() async throws {
        guard let folder = TestData.miniLM() else { return }
        let encoder = try SentenceEncoder(contentsOf: folder)
        let reranker = MaxSimReranker(encoder: encoder)
        let passages = [
            "The cat sleeps on the warm windowsill.",
            "After a power cut the index file is the old one or the new one, never half of each.",
            "",
            "Bread rises because yeast makes gas.",
        ]
        let scores = try await reranker.scores(of: passages, for: "What survives a crash of the machine?")
        #expect(scores.max() == scores[1], "\(scores)")
        #expect(scores[2] == 0)

        let endpoint = try RerankingEndpoint(
            name: "maxsim", models: [ServedModel(reranker as any RerankingModel, origin: .local)])
        let report = await EndpointConformance().check(endpoint)
        #expect(report.passed, "\(report)")
    }

    private func cosine(_ a: [Float], _ b: [Float]) -> Double {
        func dot(_ x: [Float], _ y: [Float]) -> Double { zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
}
