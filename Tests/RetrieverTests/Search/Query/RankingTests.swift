import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// The steps after fusion, each by itself, and the choice of a weight.
@Suite struct RankingTests {
    @Test func diversityTakesWhatIsNotYetThere() async throws {
        let fixture = try QueryFixture()
        // Three that say the same, one of another kind, one without a vector.
        try await fixture.put([
            ["id": 1, "text": "fox", "vector": [1, 0, 0, 0, 0, 0, 0, 0]],
            ["id": 2, "text": "fox", "vector": [0.99, 0.1, 0, 0, 0, 0, 0, 0]],
            ["id": 3, "text": "fox", "vector": [0.98, 0, 0.1, 0, 0, 0, 0, 0]],
            ["id": 4, "text": "fox", "vector": [0.7, 0, 0, 0.7, 0, 0, 0, 0]],
            ["id": 5, "text": "fox"], ["id": 6, "vector": [-1, 0, 0, 0, 0, 0, 0, 0]],
        ])
        var query = IndexQuery(vector: [1, 0, 0, 0, 0, 0, 0, 0], k: 3)
        #expect(try await fixture.index.query(query).hits.map(\.key) == [1, 2, 3])
        query.diversity = MaximalMarginalRelevance(lambda: 0.5)
        #expect(try await fixture.index.query(query).hits.map(\.key).prefix(2) == [1, 4])
        query.diversity = MaximalMarginalRelevance(lambda: 1)
        #expect(try await fixture.index.query(query).hits.map(\.key) == [1, 2, 3])
    }

    @Test func halfTheScoreIsTimesAfterAHalfLife() async throws {
        let fixture = try QueryFixture()
        let now = Date()
        func row(_ id: Int64, _ days: Double?) -> Row {
            [
                "id": .integer(id), "vector": [1, 0, 0, 0, 0, 0, 0, 0],
                "modified": days.map { .timestamp(now.addingTimeInterval(-$0 * 86_400)) } ?? .null,
            ]
        }
        try await fixture.put([row(1, 20), row(2, nil), row(3, 10), row(4, -5), row(5, 0)])
        var query = IndexQuery(vector: [1, 0, 0, 0, 0, 0, 0, 0])
        query.timeDecay = TimeDecay("modified", halfLife: .seconds(864_000), weight: 0.4)
        let hits = try await fixture.index.query(query).hits
        #expect(hits.map(\.key) == [4, 5, 3, 1, 2])
        // All match alike, so each has .6 for that.
        #expect(
            zip(hits.map(\.score), [1, 1, 0.8, 0.7, 0.6]).allSatisfy { abs($0 - $1) < 1e-4 }, "\(hits.map(\.score))")
    }

    @Test func eachDocumentIsThereOnce() async throws {
        let fixture = try await QueryFixture(rows: 200, seed: 8)
        var query = IndexQuery(vector: [1, 0, 0, 0, 0, 0, 0, 0], text: "red", k: 12)
        query.filter = Column("document").isNotNull
        query.grouping = Grouping(by: "document")
        let hits = try await fixture.index.query(query).hits
        #expect(hits.count == 12 && Set(hits.map { $0.row["document"] }).count == 12)
    }

    @Test func listsCountByTheirWeights() {
        let first = Fusion.List(.vector, weight: 3, [.init(id: 1, score: 0.9), .init(id: 2, score: 0.1)])
        let second = Fusion.List(.vector, weight: 1, [.init(id: 2, score: 0.8), .init(id: 3, score: 0.2)])
        let words = Fusion.List(.keyword, weight: 5, [.init(id: 3, score: 7), .init(id: 1, score: 2)])
        var fused = Fusion.convex(vectorWeight: 0.4).fuse([first, second, words])
        #expect(fused.map(\.id) == [3, 1, 2])
        #expect(zip(fused.map(\.score), [0.6, 0.3, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 })
        // Without the other side the weight between them is of no account.
        fused = Fusion.convex(vectorWeight: 0.4).fuse([first, second])
        #expect(fused.map(\.id) == [1, 2, 3] && abs(fused[0].score - 0.75) < 1e-12)
        fused = Fusion.reciprocalRank.fuse([first, words])
        #expect(fused.map(\.id) == [1, 3, 2] && abs(fused[0].score - (3.0 / 61 + 5.0 / 62)) < 1e-12)
    }

    /// One side knows the answers and the other guesses: the better one gets the weight, and the choice is the same each time.
    @Test(arguments: [true, false], 0..<3 as Range<UInt64>)
    func tuningFindsTheSideThatKnows(vectorsKnow: Bool, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let judged = (0..<40).map { _ -> Fusion.Judged in
            let answer = Int64.random(in: 0..<50, using: &random)
            func list(_ side: Fusion.List.Side, knows: Bool) -> Fusion.List {
                let candidates = (0..<50 as Range<Int64>).map { id in
                    Fusion.Candidate(
                        id: id, score: (knows && id == answer ? 0.8 : 0) + Double.random(in: 0...1, using: &random))
                }
                return Fusion.List(side, candidates.sorted { $0.score > $1.score })
            }
            return Fusion.Judged(
                lists: [list(.vector, knows: vectorsKnow), list(.keyword, knows: !vectorsKnow)],
                grades: [answer: 1], ideal: [1])
        }
        let tuning = Fusion.tuned(by: judged, k: 10)
        guard case .convex(let weight) = tuning.fusion else { return #expect(Bool(false)) }
        #expect(vectorsKnow ? weight > 0.6 : weight < 0.4, "\(weight)")
        #expect(tuning == Fusion.tuned(by: judged, k: 10) && tuning.trials.count == 21)
        #expect(tuning.nDCG == tuning.trials.map(\.nDCG).max() && tuning.nDCG > tuning.reciprocalRankNDCG)
    }

    @Test func anIndexIsTunedByJudgedQuestions() async throws {
        let fixture = try IndexFixture()
        // The vectors of the hashing model know words alone, so both sides find them; the titles only keywords do.
        try fixture.put(
            (0..<60 as Range<Int64>).map {
                ["id": .integer($0), "title": .text("name\($0)"), "body": .text("fox river \($0 % 7)"), "group": 0]
            })
        try await fixture.sync()
        let judged = (0..<40).map { JudgedQuestion("name\($0) fox", relevant: [$0]) }
        let tuning = try await fixture.index.tuneFusion(by: judged + [JudgedQuestion("nothing", relevant: [Int]())])
        #expect(tuning.questions == 40 && tuning.nDCG > 0.99, "\(tuning)")
        guard case .convex(let weight) = tuning.fusion else { return #expect(Bool(false)) }
        #expect(weight <= 0.5)
        var error: (any Error)?
        do { _ = try await fixture.index.tuneFusion(by: [JudgedQuestion("x", relevant: [Int]())]) } catch let thrown {
            error = thrown
        }
        #expect((error as? IndexError)?.code == .invalidOption)
        let infinite = JudgedQuestion(IndexQuery.Question(text: "fox"), grades: [.integer(0): .infinity])
        do { _ = try await fixture.index.tuneFusion(by: [infinite]) } catch let thrown { error = thrown }
        #expect((error as? IndexError)?.description.contains("finite") == true)
        do { _ = try await fixture.index.tuneFusion(by: [JudgedQuestion("x", relevant: ["a"])]) } catch let thrown {
            error = thrown
        }
        #expect((error as? StoreError)?.code == .typeMismatch)
    }

    @Test func aCollectionTakesTheSameOptions() async throws {
        let fixture = try IngestFixture()
        for (place, name) in ["old.txt", "new.txt", "other.txt"].enumerated() {
            try fixture.write(
                (0..<4).map { "The fox of \(name) runs by river \($0), and then it sleeps under the trees there.\n\n" }
                    .joined(),
                to: name, modified: Date(timeIntervalSinceNow: place == 1 ? -60 : -8_640_000))
        }
        try await fixture.collection.ingest(FolderSource(fixture.docs))
        var options = RetrievalOptions(k: 3, filter: !Column("path").like("other%"))
        options.grouping = Grouping(by: "document")
        var hits = try await fixture.collection.search("fox river", options: options)
        #expect(Set(hits.map(\.path)) == ["old.txt", "new.txt"] && hits.count == 2)
        options.timeDecay = TimeDecay("modified", halfLife: .seconds(864_000), weight: 0.9)
        hits = try await fixture.collection.search("fox river", options: options)
        #expect(hits.map(\.path) == ["new.txt", "old.txt"])
        options.timeDecay = nil
        options.reranking = Reranking(
            ByteReranker { passages, _ in passages.map { $0.contains("old.txt") ? 1 : 0 } }, columns: ["text"])
        hits = try await fixture.collection.search("fox river", options: options)
        #expect(hits.map(\.path) == ["old.txt", "new.txt"] && hits.map(\.score) == [1, 0])
        options.scoreThreshold = 2
        #expect(try await fixture.collection.search("fox river", options: options).isEmpty)
        // And a query on its index gives hits with facets beside them.
        var query = IndexQuery("fox river", k: 2)
        query.columns = SearchHit.columns
        query.facets = [.top("path", 5)]
        let answer = try await fixture.collection.index.query(query)
        #expect(answer.hits.compactMap { SearchHit($0) }.count == 2 && answer.facets[0].buckets.count == 3)
        query.columns = ["path"]
        #expect(try await fixture.collection.index.query(query).hits.compactMap { SearchHit($0) }.isEmpty)
    }
}
