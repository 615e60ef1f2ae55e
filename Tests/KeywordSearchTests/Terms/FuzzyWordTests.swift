import KeywordSearch
import TestSupport
import Testing

@Suite struct FuzzyWordTests {
    /// Words of few letters, of one to four bytes, so that many are near to one another.
    private static func word(_ generator: inout SeededGenerator) -> String {
        let letters = ["a", "b", "c", "é", "猫", "🙂"]
        return (0..<Int.random(in: 1...7, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? ""
        }
        .joined()
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func wordsWithinTheDistanceAreFoundAndNoOthers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = Array(Set((0..<6_000).map { _ in Self.word(&generator) })).sorted()
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        // In two segments, as dictionaries come.
        let documents = words.enumerated().map { KeywordDocument(id: Int64($0.offset), $0.element) }
        try index.add(Array(documents.prefix(words.count / 3)))
        try index.add(Array(documents.dropFirst(words.count / 3)))
        for _ in 0..<25 {
            let word = Self.word(&generator)
            for edits in 0...2 {
                let near = words.indices.filter { editDistance(words[$0], word) <= edits }.map { Int64($0) }
                let hits = try index.search(.fuzzy(word, edits: edits), k: words.count)
                #expect(
                    hits.map(\.id).sorted() == Array(near.prefix(KeywordIndex.mostTerms)),
                    "seed \(seed), \(word), \(edits)")
            }
        }
    }

    @Test func longWordsAreCompared() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        let long = String(repeating: "abcdefghij", count: 12)
        try index.add([
            KeywordDocument(id: 1, long), KeywordDocument(id: 2, "b" + long.dropFirst()),
            KeywordDocument(id: 3, "x" + long + "yz"),
        ])
        #expect(try index.search(.fuzzy(long, edits: 1), k: 3).map(\.id) == [1, 2])
        #expect(try index.search(.fuzzy("x" + long, edits: 2), k: 3).map(\.id) == [1, 2, 3])
    }
}
