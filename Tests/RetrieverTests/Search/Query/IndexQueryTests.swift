import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// Queries of one request against what the slowest way finds.
@Suite struct IndexQueryTests {
    private static func query(using random: inout SeededGenerator) -> IndexQuery {
        let count = [0, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
        var query = IndexQuery(questions: (0..<count).map { _ in QueryFixture.question(using: &random) })
        func sometimes() -> Bool { Int.random(in: 0..<3, using: &random) == 0 }
        query.k = Int.random(in: 1...30, using: &random)
        if sometimes() { query.filter = Column("price") < Double.random(in: 1...20, using: &random) }
        if sometimes() { query.filter = Column("tags").contains("é") || Column("lang") == "ja" }
        if sometimes() { query.filter = Column("meta")["a"] == 1 }
        if sometimes() { query.sort = [.descending("lang"), .ascending("price")] }
        if sometimes() {
            query.sort = [["modified", "day", "draft", "document"].randomElement(using: &random) ?? ""].map {
                .ascending($0)
            }
        }
        if sometimes() {
            query.facets = [
                .top("lang", 2), .top("tags", 10), .top("draft", 1), .ranges("price", [0.0..<5.0, 4.0..<8.5]),
                .ranges("modified", [FacetRange(from: .timestamp(QueryFixture.now.addingTimeInterval(-864_000)))]),
                .ranges("tags", [FacetRange(to: "c")]), .top("day", 3),
            ]
        }
        if count == 0 { return query }
        query.candidates = Int.random(in: 30...120, using: &random)
        query.mode =
            query.questions.contains { $0.text == nil }
            ? .vector : RetrievalOptions.Mode.allCases.randomElement(using: &random) ?? .hybrid
        if sometimes() { query.fusion = Bool.random(using: &random) ? .reciprocalRank : .convex(vectorWeight: 0.3) }
        if sometimes() { query.scoreThreshold = Double.random(in: -0.2...0.5, using: &random) }
        if sometimes(), query.questions.contains(where: { $0.text != nil }) {
            query.reranking = Reranking(
                ByteReranker(), depth: Int.random(in: query.k...50, using: &random),
                columns: [nil, ["lang", "text"]].randomElement(using: &random) ?? nil,
                maximumCharacters: Int.random(in: 1...30, using: &random))
        }
        if sometimes() {
            query.timeDecay = TimeDecay(
                Bool.random(using: &random) ? "modified" : "day", halfLife: .seconds(86_400 * 60),
                weight: Double.random(in: 0...1, using: &random))
        }
        if sometimes() {
            query.diversity = MaximalMarginalRelevance(lambda: Double.random(in: 0.2...1, using: &random), depth: 40)
        }
        if sometimes() {
            query.grouping = Grouping(
                by: ["document", "lang"].filter { _ in Bool.random(using: &random) } + ["draft"], limit: 3)
        }
        return query
    }

    /// Equal scores may differ in their last bits, and so in their order.
    private static func agree(_ hits: [IndexHit], _ expected: [QueryOracle.Hit]) -> Bool {
        guard hits.count == expected.count else { return false }
        for (place, (hit, other)) in zip(hits, expected).enumerated() {
            if abs(hit.score - other.score) > 1e-5 { return false }
            if hit.key.integerValue == other.key { continue }
            guard let found = expected.firstIndex(where: { .integer($0.key) == hit.key }) else {
                // At the end of what is returned either of two equal ones may be left out.
                if abs(other.score - (expected.last?.score ?? 0)) < 1e-5 { continue }
                return false
            }
            if abs(expected[found].score - expected[place].score) > 1e-5 { return false }
        }
        return true
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func anAnswerIsWhatItsStepsGive(seed: UInt64) async throws {
        let fixture = try await QueryFixture(rows: 250, seed: seed)
        let oracle = QueryOracle(fixture: fixture)
        var random = SeededGenerator(seed: 100 + seed)
        for round in 0..<60 {
            var query = Self.query(using: &random)
            query.explains = Bool.random(using: &random)
            let answer = try await fixture.index.query(query)
            let (hits, facets) = try oracle.hits(query, at: Date())
            let expected = Array(hits.prefix(query.k))
            #expect(Self.agree(answer.hits, expected), "seed \(seed), round \(round): \(query)")
            #expect(answer.facets == facets, "seed \(seed), round \(round): \(query)")
            #expect((answer.nextPage != nil) == (hits.count > query.k), "seed \(seed), round \(round)")
            #expect((answer.explanation != nil) == query.explains && answer.warnings.isEmpty)
            for hit in answer.hits {
                #expect(hit.row["lang"] == fixture.rows[hit.key.integerValue ?? -1]?["lang"])
            }
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func thePagesTogetherAreOneLargerAnswer(seed: UInt64) async throws {
        let fixture = try await QueryFixture(rows: 250, seed: seed)
        var random = SeededGenerator(seed: 200 + seed)
        for round in 0..<25 {
            var query = Self.query(using: &random)
            query.k = Int.random(in: 1...12, using: &random)
            query.reranking?.depth = 40
            var pages: [IndexHit] = []
            var token: PageToken?
            repeat {
                let answer = try await fixture.index.query(query, after: token)
                #expect(answer.hits.count == query.k || answer.nextPage == nil)
                pages += answer.hits
                // As it comes back from whoever kept it.
                token = try answer.nextPage.map { try PageToken(parsing: $0.description) }
                #expect(token == answer.nextPage)
            } while token != nil
            query.k = query.questions.isEmpty ? 250 : query.reranking?.depth ?? query.diversity?.depth ?? 250
            if query.questions.isEmpty == false, query.candidates == nil { query.candidates = 100 }
            // A larger k looks deeper of itself, so the depth is that of the pages.
            if query.k <= (query.candidates ?? .max) {
                let whole = try await fixture.index.query(query)
                #expect(pages.map(\.key) == whole.hits.map(\.key), "seed \(seed), round \(round): \(query)")
                // Ages are counted from the first page of each.
                #expect(zip(pages, whole.hits).allSatisfy { abs($0.score - $1.score) < 1e-6 })
            }
            #expect(Set(pages.map(\.key)).count == pages.count)
            #expect(query.sort.isEmpty == false || pages.map(\.score) == pages.map(\.score).sorted(by: >))
        }
    }

    @Test func aTextIsEmbeddedOnceForAllItsQuestions() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "a red fox", 2: "a blue whale", 3: "a stone by the river"])
        try await fixture.sync()
        fixture.model.resetCounts()
        var query = IndexQuery(questions: [.init(text: "fox"), .init(text: "whale", weight: 3)], columns: ["id"])
        query.k = 2
        let answer = try await fixture.index.query(query)
        #expect(answer.hits.map(\.key) == [2, 1] && answer.hits[0].row == ["id": 2])
        #expect(fixture.model.callCount == 1)
        query.questions[0].weight = 9
        #expect(try await fixture.index.query(query).hits.map(\.key) == [1, 2])
        // A search is the same without pages.
        let hits = try await fixture.index.search("fox", options: .init(k: 3))
        #expect(try await fixture.index.query(IndexQuery("fox", k: 3)).hits == hits)
    }

    @Test func anExplanationAddsUp() async throws {
        let fixture = try await QueryFixture(rows: 200, seed: 3)
        var query = IndexQuery(vector: [1, 0, 0, 1, 0, 0, 0, 1], text: "red fox", k: 7)
        query.filter = Column("price") < 12.0
        query.fusion = .convex(vectorWeight: 0.3)
        query.reranking = Reranking(ByteReranker())
        query.timeDecay = TimeDecay("modified", halfLife: .seconds(86_400), weight: 0.5)
        query.grouping = Grouping(by: "document")
        query.explains = true
        let answer = try await fixture.index.query(query)
        let explanation = try #require(answer.explanation)
        #expect(explanation.lists.map(\.side) == [.vector, .keyword])
        #expect(zip(explanation.lists.map(\.weight), [0.3, 0.7]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(explanation.lists.allSatisfy { $0.depth == 100 && $0.found > 0 && $0.found <= 100 })
        #expect(explanation.lists.map { $0.vectorPlan != nil } == [true, false])
        let filter = try #require(explanation.filter)
        #expect(filter.place == .columns && filter.selectivity > 0.3 && filter.selectivity < 0.8)
        #expect(explanation.scores.map(\.key) == answer.hits.map(\.key))
        #expect(explanation.arranged <= 50 && explanation.candidates >= explanation.aboveThreshold)
        for (score, hit) in zip(explanation.scores, answer.hits) {
            let sum = score.parts.reduce(0) { $0 + explanation.lists[$1.list].weight * $1.normalised }
            #expect(abs(sum - score.fused) < 1e-9 && score.score == hit.score)
            #expect(score.reranked != nil && (0...1).contains(score.recency ?? -1))
        }
        let names = explanation.stages.map(\.name)
        #expect(names == ["filter", "vector", "keyword", "fuse", "values", "rerank", "arrange", "rows"])
        #expect(explanation.stages.allSatisfy { $0.seconds >= 0 && $0.seconds < 60 })
        query.filter = Column("meta")["a"] == 1
        #expect(try await fixture.index.query(query).explanation?.filter?.place == .database)
    }

    @Test func facetsOfAllRowsAreTheSameInMemoryAndByTheDatabase() async throws {
        let fixture = try await QueryFixture(rows: 300, seed: 11)
        var query = IndexQuery(where: Column("draft") == true, k: 1)
        query.facets = [.top("lang", 10), .top("tags", 2), .ranges("price", [0.0..<10.0])]
        let inMemory = try await fixture.index.query(query)
        // The same rows, by a condition that is not evaluated in memory.
        query.filter = Column("draft") == true && (Column("meta")["a"].isNull || Column("meta")["a"].isNotNull)
        let inDatabase = try await fixture.index.query(query)
        #expect(inMemory.facets == inDatabase.facets && inMemory.facets[0].rows > 100)
        #expect(inMemory.hits == inDatabase.hits)
    }

    // MARK: - Reranking

    @Test func theRerankerReadsWhatItIsToldAndNoMore() async throws {
        let fixture = try await QueryFixture(rows: 100, seed: 5)
        let seen = Recorded()
        var query = IndexQuery(vector: [1, 0, 0, 0, 0, 0, 0, 0], text: "fox", k: 5)
        query.reranking = Reranking(
            ByteReranker { passages, question in
                seen.note(passages, question)
                return passages.indices.map { -Float($0) }
            }, depth: 20, columns: ["lang", "text"], maximumCharacters: 6, question: "which animal?")
        let answer = try await fixture.index.query(query)
        #expect(seen.question == "which animal?" && seen.passages.count == 20)
        #expect(seen.passages.allSatisfy { $0.count <= 6 } && seen.passages.contains { $0.contains("\n") })
        #expect(answer.hits.map(\.score) == [0, -1, -2, -3, -4])
        query.reranking = nil
        #expect(try await fixture.index.query(query).hits.map(\.key) == answer.hits.map(\.key))
    }

    @Test func aFailingRerankerIsAWarningAndTheOrderStays() async throws {
        let fixture = try await QueryFixture(rows: 100, seed: 5)
        var query = IndexQuery(vector: [1, 0, 0, 0, 0, 0, 0, 0], text: "red fox", k: 5)
        let plain = try await fixture.index.query(query)
        let failures: [@Sendable ([String], String) throws -> [Float]] = [
            { _, _ in throw ModelError(.timedOut, "too slow") }, { passages, _ in passages.dropLast().map { _ in 1 } },
            { passages, _ in passages.map { _ in .nan } },
        ]
        for failure in failures {
            query.reranking = Reranking(ByteReranker(body: failure), depth: 12)
            let first = try await fixture.index.query(query)
            #expect(first.hits == plain.hits)
            #expect(first.warnings.map(\.code) == [.rerankingFailed])
            // The pages after it are of the same order, without asking again.
            query.reranking = Reranking(ByteReranker(), depth: 12)
            let second = try await fixture.index.query(query, after: try #require(first.nextPage))
            #expect(second.hits.count == 5 && second.warnings.isEmpty)
            #expect(Set(first.hits.map(\.key)).isDisjoint(with: second.hits.map(\.key)))
            #expect((first.hits + second.hits).map(\.score) == (first.hits + second.hits).map(\.score).sorted(by: >))
            let third = try await fixture.index.query(query, after: try #require(second.nextPage))
            #expect(third.hits.count == 2 && third.nextPage == nil)
            // And where the first one is reranked, a failure on the second has no other order to fall back to.
            let reranked = try await fixture.index.query(query)
            query.reranking = Reranking(ByteReranker(body: failure), depth: 12)
            await #expect(throws: (any Error).self) {
                try await fixture.index.query(query, after: try #require(reranked.nextPage))
            }
        }
    }

    @Test func wordsBeyondTheMostAreToldOf() async throws {
        let fixture = try await QueryFixture(rows: 20, seed: 1)
        var query = IndexQuery((0..<200).map { "word\($0)" }.joined(separator: " "))
        query.mode = .keyword
        #expect(try await fixture.index.query(query).warnings.map(\.code) == [.wordsDropped])
    }
}

private final class Recorded: @unchecked Sendable {
    private let lock = NSLock()
    private var noted: ([String], String) = ([], "")

    var passages: [String] { lock.withLock { noted.0 } }
    var question: String { lock.withLock { noted.1 } }

    func note(_ passages: [String], _ question: String) { lock.withLock { noted = (passages, question) } }
}
