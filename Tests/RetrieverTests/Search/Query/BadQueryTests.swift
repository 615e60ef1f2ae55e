import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

/// What cannot be asked is refused by a typed error, before a model is asked.
@Suite struct BadQueryTests {
    private static let vector: [Float] = [1, 0, 0, 0, 0, 0, 0, 0]

    private struct Case: Sendable {
        var name: String
        var code: String
        var change: @Sendable (inout IndexQuery) throws -> Void
    }

    private static let cases: [Case] = [
        Case(name: "k of 0", code: "invalidOption") { $0.k = 0 },
        Case(name: "negative k", code: "invalidOption") { $0.k = -1 },
        Case(name: "k beyond the most", code: "invalidOption") { $0.k = 10_001 },
        Case(name: "no candidates", code: "invalidOption") { $0.candidates = 0 },
        Case(name: "candidates beyond the most", code: "invalidOption") { $0.candidates = 10_001 },
        Case(name: "weight", code: "invalidOption") { $0.fusion = .convex(vectorWeight: 1.1) },
        Case(name: "weight NaN", code: "invalidOption") { $0.fusion = .convex(vectorWeight: .nan) },
        Case(name: "ranks", code: "invalidOption") { $0.fusion = .reciprocalRank(k: -1) },
        Case(name: "ranks infinite", code: "invalidOption") { $0.fusion = .reciprocalRank(k: .infinity) },
        Case(name: "threshold", code: "invalidOption") { $0.scoreThreshold = .nan },
        Case(name: "unknown column", code: "unknownColumn") { $0.columns = ["text", "colour"] },
        Case(name: "unknown filter column", code: "invalidFilter") { $0.filter = Column("colour") == "red" },
        Case(name: "filter of another type", code: "invalidFilter") { $0.filter = Column("price") == "red" },
        Case(name: "filter that is none", code: "syntax 8") { $0.filter = try Filter(parsing: "price < ") },
        Case(name: "filter cut short", code: "syntax 13") { $0.filter = try Filter(parsing: "lang IN ('en'") },
        Case(name: "unknown sort", code: "unknownColumn") { $0.sort = [.ascending("colour")] },
        Case(name: "sort by vector", code: "invalidOption") { $0.sort = [.ascending("vector")] },
        Case(name: "sort by array", code: "invalidOption") { $0.sort = [.descending("tags")] },
        Case(name: "unknown facet", code: "unknownColumn") { $0.facets = [.top("colour", 3)] },
        Case(name: "facet of none", code: "invalidOption") { $0.facets = [.top("lang", 0)] },
        Case(name: "facet of JSON", code: "invalidOption") { $0.facets = [.top("meta", 3)] },
        Case(name: "ranges of booleans", code: "invalidOption") { $0.facets = [.ranges("draft", [FacetRange()])] },
        Case(name: "ranges of another type", code: "invalidOption") {
            $0.facets = [
                .ranges("price", [1..<2, "a"..<"b"].map { FacetRange(from: $0 as? Range<Int> == nil ? "a" : 1) })
            ]
        },
        Case(name: "range to NaN", code: "invalidOption") {
            $0.facets = [.ranges("price", [FacetRange(to: .real(.nan))])]
        },
        Case(name: "decay by text", code: "invalidOption") { $0.timeDecay = TimeDecay("lang", halfLife: .seconds(1)) },
        Case(name: "decay by nothing", code: "unknownColumn") { $0.timeDecay = TimeDecay("x", halfLife: .seconds(1)) },
        Case(name: "no half-life", code: "invalidOption") { $0.timeDecay = TimeDecay("modified", halfLife: .zero) },
        Case(name: "decay weight", code: "invalidOption") {
            $0.timeDecay = TimeDecay("modified", halfLife: .seconds(1), weight: 2)
        },
        Case(name: "lambda", code: "invalidOption") { $0.diversity = MaximalMarginalRelevance(lambda: -0.1) },
        Case(name: "diversity of few", code: "invalidOption") { $0.diversity = MaximalMarginalRelevance(depth: 5) },
        Case(name: "diversity of many", code: "invalidOption") {
            $0.diversity = MaximalMarginalRelevance(depth: 9_999)
        },
        Case(name: "group by vector", code: "invalidOption") { $0.grouping = Grouping(by: "vector") },
        Case(name: "group by nothing", code: "invalidOption") { $0.grouping = Grouping(by: []) },
        Case(name: "groups of none", code: "invalidOption") { $0.grouping = Grouping(by: "lang", limit: 0) },
        Case(name: "rerank few", code: "invalidOption") { $0.reranking = Reranking(ByteReranker(), depth: 9) },
        Case(name: "rerank many", code: "invalidOption") { $0.reranking = Reranking(ByteReranker(), depth: 1_001) },
        Case(name: "rerank by numbers", code: "invalidOption") {
            $0.reranking = Reranking(ByteReranker(), columns: ["price"])
        },
        Case(name: "rerank by no column", code: "invalidOption") {
            $0.reranking = Reranking(ByteReranker(), columns: [])
        },
        Case(name: "rerank by unknown", code: "unknownColumn") {
            $0.reranking = Reranking(ByteReranker(), columns: ["x"])
        },
        Case(name: "rerank by no text", code: "invalidOption") {
            $0.reranking = Reranking(ByteReranker(), maximumCharacters: 0)
        },
        Case(name: "rerank for no text", code: "invalidOption") {
            $0.questions[0].text = nil
            $0.reranking = Reranking(ByteReranker())
        },
        Case(name: "short vector", code: "invalidVector") { $0.questions[0].vector = [1, 2] },
        Case(name: "no component", code: "invalidVector") { $0.questions[0].vector = [] },
        Case(name: "NaN", code: "invalidVector") { $0.questions[0].vector?[3] = .nan },
        Case(name: "infinite", code: "invalidVector") { $0.questions[0].vector?[7] = -.infinity },
        Case(name: "zero", code: "invalidVector") { $0.questions[0].vector = Array(repeating: 0, count: 8) },
        Case(name: "empty question", code: "invalidOption") { $0.questions.append(.init()) },
        Case(name: "weightless", code: "invalidOption") { $0.questions[0].weight = 0 },
        Case(name: "weight without end", code: "invalidOption") { $0.questions[0].weight = .infinity },
        Case(name: "too many questions", code: "invalidOption") {
            $0.questions = Array(repeating: $0.questions[0], count: 33)
        },
        Case(name: "nothing for keywords", code: "invalidOption") {
            $0.questions[0].text = nil
            $0.mode = .keyword
        },
        Case(name: "no model", code: "modelMissing") { $0.questions[0].vector = nil },
        Case(name: "threshold without scores", code: "invalidOption") {
            $0.questions = []
            $0.scoreThreshold = 0
        },
        Case(name: "reranking without questions", code: "invalidOption") {
            $0.questions = []
            $0.reranking = Reranking(ByteReranker(), question: "x")
        },
        Case(name: "grouping without questions", code: "invalidOption") {
            $0.questions = []
            $0.grouping = Grouping(by: "lang")
        },
    ]

    private func code(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "none"
        } catch let error as IndexError {
            return error.code.description
        } catch let error as StoreError {
            return error.code.description
        } catch let error as FilterSyntaxError {
            return "syntax \(error.position)"
        } catch {
            return "\(type(of: error)): \(error)"
        }
    }

    @Test func eachMistakeHasItsError() async throws {
        let fixture = try await QueryFixture(rows: 20, seed: 1)
        for mistake in Self.cases {
            let found = await code {
                var query = IndexQuery(vector: Self.vector, text: "red fox")
                try mistake.change(&query)
                _ = try await fixture.index.query(query)
            }
            #expect(found == mistake.code, "\(mistake.name)")
        }
        // The same by a search of a vector, which has the same path.
        #expect(await code { _ = try fixture.index.search(vector: [1]) } == "invalidVector")
        #expect(
            await code { _ = try fixture.index.search(vector: Self.vector, options: .init(k: 0)) } == "invalidOption")
        #expect(await code { _ = try fixture.index.search(text: nil, vector: nil) } == "invalidOption")
        let reranking = RetrievalOptions(reranking: Reranking(ByteReranker()))
        #expect(
            await code { _ = try fixture.index.search(text: "a", vector: nil, options: reranking) } == "invalidOption")
    }

    @Test func noModelIsAskedForWhatIsRefused() async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "a red fox"])
        try await fixture.sync()
        fixture.model.resetCounts()
        for change in [
            { $0.filter = Column("colour") == "red" }, { $0.columns = ["colour"] }, { $0.facets = [.top("colour", 1)] },
        ] as [(inout IndexQuery) -> Void] {
            var query = IndexQuery("fox")
            change(&query)
            await #expect(throws: StoreError.self) { try await fixture.index.query(query) }
        }
        #expect(fixture.model.callCount == 0)
    }

    // MARK: - Page tokens

    private func firstPage(_ fixture: QueryFixture) async throws -> (IndexQuery, PageToken) {
        let query = IndexQuery(vector: Self.vector, text: "red fox", k: 3)
        return (query, try #require(try await fixture.index.query(query).nextPage))
    }

    @Test func aTokenThatWasTamperedWithIsNone() async throws {
        let fixture = try await QueryFixture(rows: 50, seed: 2)
        let (_, token) = try await firstPage(fixture)
        let text = token.description
        #expect(try PageToken(parsing: text) == token)
        #expect(
            text.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0)
            })
        var random = SeededGenerator(seed: 9)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ é\u{0}")
        for _ in 0..<20_000 {
            var characters = Array(text)
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let place = Int.random(in: 0..<max(1, characters.count), using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where !characters.isEmpty: characters[place] = alphabet.randomElement(using: &random) ?? "A"
                case 1 where !characters.isEmpty: characters.remove(at: place)
                case 2: characters.insert(alphabet.randomElement(using: &random) ?? "A", at: place)
                default: characters = Array(characters.prefix(place))
                }
            }
            do {
                // What stands for the same bytes is the same token.
                let read = try PageToken(parsing: String(characters))
                #expect(read == token, "\(String(characters))")
            } catch {
                #expect(error.code == .invalidPage)
            }
        }
        for text in ["", "=", "AAAA", String(repeating: "A", count: 100_000), "🙂"] {
            #expect(throws: IndexError.self) { try PageToken(parsing: text) }
        }
    }

    @Test func infinityMayBeAskedForPageByPage() async throws {
        let fixture = try await QueryFixture(rows: 30, seed: 6)
        var query = IndexQuery(where: Column("price") < Double.infinity)
        query.k = 5
        let first = try await fixture.index.query(query)
        let second = try await fixture.index.query(query, after: try #require(first.nextPage))
        #expect(Set(first.hits.map(\.key)).isDisjoint(with: second.hits.map(\.key)) && second.hits.count == 5)
    }

    @Test func aTokenIsOfOneQueryAndOneCommit() async throws {
        let fixture = try await QueryFixture(rows: 60, seed: 2)
        let (query, token) = try await firstPage(fixture)
        // Whoever asks for other columns asks for the same page.
        var same = query
        same.columns = ["id"]
        same.explains = true
        #expect(try await fixture.index.query(same, after: token).hits.count == 3)
        let changes: [(inout IndexQuery) -> Void] = [
            { $0.k = 4 }, { $0.filter = Column("lang") == "en" }, { $0.questions[0].text = "blue" },
            { $0.questions[0].vector?[0] = 2 },
            {
                $0.questions[0].vector = nil; $0.mode = .keyword
            },
            { $0.questions[0].weight = 2 }, { $0.mode = .vector }, { $0.fusion = .reciprocalRank },
            { $0.candidates = 50 }, { $0.scoreThreshold = 0.1 }, { $0.sort = [.ascending("lang")] },
            { $0.grouping = Grouping(by: "lang") }, { $0.diversity = MaximalMarginalRelevance() },
            { $0.timeDecay = TimeDecay("modified", halfLife: .seconds(5)) },
            { $0.reranking = Reranking(ByteReranker()) },
            { $0.questions = [] },
        ]
        for (place, change) in changes.enumerated() {
            var other = query
            change(&other)
            #expect(await code { _ = try await fixture.index.query(other, after: token) } == "invalidPage", "\(place)")
        }
        let stranger = try await QueryFixture(rows: 60, seed: 2)
        #expect(await code { _ = try await stranger.index.query(query, after: token) } == "expiredPage")
        // A write that changes nothing is no commit of the index.
        try await fixture.put([try #require(fixture.rows.values.first)])
        _ = try await fixture.index.query(query, after: token)
        try await fixture.index.delete(keys: [try #require(fixture.rows.keys.first)])
        let error = await #expect(throws: IndexError.self) { try await fixture.index.query(query, after: token) }
        #expect(error?.code == .expiredPage && error?.description.contains("commit") == true)
        let again = try #require(try await fixture.index.query(query).nextPage)
        _ = try await fixture.index.query(query, after: again)
        try await fixture.index.rebuild(
            definition: IndexDefinition(vectorColumn: "vector", keywordColumns: [.init("text", weight: 2)]))
        #expect(await code { _ = try await fixture.index.query(query, after: again) } == "expiredPage")
    }
}
