import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct IndexSearchTests {
    /// 2,000 rows, of which group 0 is half, 1 a tenth, 2 a hundredth and 3 a thousandth.
    private func largeFixture() async throws -> IndexFixture {
        let fixture = try IndexFixture()
        let words = ["red", "blue", "fox", "whale", "run", "swim", "tree", "river", "stone", "cloud", "storm", "field"]
        var random = SeededGenerator(seed: 7)
        try fixture.put(
            (0..<2_000).map { id in
                let body = (0..<5).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
                let group: Int64 = id % 1_000 == 0 ? 3 : id % 100 == 0 ? 2 : id % 10 == 0 ? 1 : id % 2 == 0 ? 0 : 4
                return ["id": .integer(Int64(id)), "body": .text("\(body) \(id)"), "group": .integer(group)]
            })
        try await fixture.sync()
        return fixture
    }

    @Test func filteredSearchesEqualBruteForceAtEverySelectivity() async throws {
        let fixture = try await largeFixture()
        for group in 0...4 as ClosedRange<Int64> {
            let filter = Column("group") == group
            let holds: (Row) -> Bool = { $0["group"] == .integer(group) }
            let query = "red fox by the river"
            let near = try await fixture.index.search(query, options: .init(mode: .vector, k: 10, filter: filter))
            let truth = fixture.nearest(query, k: 10, where: holds)
            #expect(near.count == truth.count && zip(near, truth).allSatisfy { abs($0.score - $1) < 1e-5 })
            let words = try await fixture.index.search(query, options: .init(mode: .keyword, k: 2_000, filter: filter))
            #expect(Set(words.compactMap { $0.key.integerValue }) == fixture.matching("red fox river", where: holds))
            let both = try await fixture.index.search(query, options: .init(k: 10, filter: filter))
            #expect(both.count == min(10, truth.count) && both.allSatisfy { holds($0.row) })
        }
    }

    @Test func hybridSearchIsTheFusionOfBothSides() async throws {
        let fixture = try await largeFixture()
        for fusion in [Fusion.standard, .convex(vectorWeight: 0.2), .reciprocalRank] {
            let query = "blue whale 17"
            func side(_ mode: RetrievalOptions.Mode) async throws -> [Fusion.Candidate] {
                try await fixture.index.search(query, options: .init(mode: mode, k: 100))
                    .map { .init(id: $0.key.integerValue ?? -1, score: $0.score) }
            }
            let expected = fusion.fuse(vector: try await side(.vector), keyword: try await side(.keyword)).prefix(20)
            let hits = try await fixture.index.search(query, options: .init(k: 20, fusion: fusion, candidates: 100))
            #expect(zip(hits, expected).allSatisfy { abs($0.score - $1.score) < 1e-9 } && hits.count == 20)
            #expect(hits.map(\.key.integerValue) == expected.map(\.id))
        }
    }

    @Test(arguments: [
        "", " ", "\"", "\"\"\"", "fox\"", "'; DROP TABLE notes; --", "NOT", "fox AND", "OR OR", "NEAR(fox, 2)",
        "body:fox",
        "fox*", "^fox", "-fox", "(fox", "fox)", "{title} : fox", "🙂", "👩‍👩‍👧‍👦 fox", "\u{0}fox", "e\u{301}", "猫", "\\", "%_",
        "fox + whale", "a.b.c", "...", "\u{202E}fox", "\u{FFFD}",
    ])
    func whateverIsTypedIsAQuery(query: String) async throws {
        let fixture = try IndexFixture()
        try fixture.put([1: "a red fox", 2: "黒猫と白猫"])
        try await fixture.sync()
        for mode in RetrievalOptions.Mode.allCases {
            let hits = try await fixture.index.search(query, options: .init(mode: mode))
            if query.contains("fox") { #expect(hits.first?.key == 1, "\(mode)") }
            if query == "猫", mode == .keyword { #expect(hits.map(\.key) == [2]) }
        }
    }

    @Test func aPastedPageIsAnsweredInTime() async throws {
        let fixture = try await largeFixture()
        let page = (0..<10_000).map { "word\($0) fox" }.joined(separator: " ")
        let start = ContinuousClock.now
        let hits = try await fixture.index.search(page, options: .init(mode: .keyword))
        #expect(hits.count == 10)
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func titlesWeighMoreThanText() async throws {
        let fixture = try IndexFixture()
        try fixture.put([
            ["id": 1, "title": "whale", "body": "fox", "group": 0],
            ["id": 2, "title": "fox", "body": "whale", "group": 0],
            ["id": 3, "title": "stone", "body": "cloud", "group": 0],
            ["id": 4, "title": "red", "body": "run", "group": 0],
            ["id": 5, "title": "blue", "body": "swim", "group": 0],
        ])
        try await fixture.sync()
        let hits = try await fixture.index.search("fox", options: .init(mode: .keyword))
        #expect(hits.map(\.key) == [2, 1])
    }

    @Test func optionsThatCannotBeAreRefused() async throws {
        let fixture = try IndexFixture()
        for options in [
            RetrievalOptions(k: 0), .init(candidates: 0), .init(fusion: .convex(vectorWeight: 1.5)),
            .init(fusion: .convex(vectorWeight: .nan)), .init(fusion: .reciprocalRank(k: 0)),
        ] {
            let error = await #expect(throws: IndexError.self) {
                try await fixture.index.search("fox", options: options)
            }
            #expect(error?.code == .invalidOption)
        }
        let error = await #expect(throws: StoreError.self) {
            try await fixture.index.search("fox", options: .init(filter: Column("nowhere") == 1))
        }
        #expect(error?.code == .invalidFilter)
        #expect(fixture.model.callCount <= 1)
    }

    @Test func anEmptyIndexFindsNothing() async throws {
        let fixture = try IndexFixture()
        for mode in RetrievalOptions.Mode.allCases {
            #expect(try await fixture.index.search("fox", options: .init(mode: mode)).isEmpty)
        }
    }
}
