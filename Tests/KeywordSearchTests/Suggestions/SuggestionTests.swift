import Foundation
import KeywordSearch
import TestSupport
import Testing

@Suite struct SuggestionTests {
    private static let words = [
        "lighthouses", "retrieval", "connections", "happiness", "universities", "the", "lamp", "lamps", "form", "from",
        "application", "sea",
        "ponies", "indexing", "été", "東大寺",
    ]

    /// Each word in as many documents as it is long, and one word in nearly all.
    private static func index() throws -> KeywordIndex {
        let index = try KeywordIndex(columns: [KeywordColumn("title"), KeywordColumn("text")])
        var id: Int64 = 0
        for word in words {
            for _ in 0..<word.utf8.count {
                try index.add([KeywordDocument(id: id, texts: ["", word + " some"])])
                id += 1
            }
        }
        return index
    }

    private static func suggested(_ text: String, _ index: KeywordIndex) throws -> String? {
        try index.suggestion(for: index.parse(text))?.text
    }

    @Test func misspeltWordsAreReplacedByWordsThatPeopleRead() throws {
        let index = try Self.index()
        let expected = [
            ("retreival of lihgthouses", "retrieval of lighthouses"), ("lihgthouse", "lighthouse"),
            ("Retrievla", "Retrieval"), ("CONECTION", "CONNECTION"), ("connectoin", "connection"),
            ("hapyness", "happiness"),
            ("universty", "university"), ("aplications", "applications"), ("ponnies", "ponies"),
            ("inedxing", "indexing"),
            (
                "+\"retreival lamp\"~2 -(lihgthouse OR sea) retreiv*",
                "+\"retrieval lamp\"~2 -(lighthouse OR sea) retreiv*"
            ),
            ("title:lapm", "title:lamp"), ("🙂 laamp!", "🙂 lamp!"),
        ]
        for (written, meant) in expected {
            let suggested = try Self.suggested(written, index)
            #expect(suggested == meant, "\(written)")
        }
    }

    @Test func whatIsRightOrUnlikeAnythingIsLeft() throws {
        let index = try Self.index()
        for text in [
            "", "retrieval lighthouse lamp sea", "quetzalcoatl", "xz", "東大時", "12345", "some_thing", "sone~ som*",
            "AND OR",
        ] {
            #expect(try Self.suggested(text, index) == nil, "\(text)")
        }
    }

    @Test func aWordThatIsHardlyThereIsHeldForAMistake() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")])
        try index.add((0..<500).map { KeywordDocument(id: $0, $0 == 0 ? "lihgt" : $0 < 50 ? "lght" : "light") })
        #expect(try Self.suggested("lihgt", index) == "light")
        // One word in eight is no mistake.
        #expect(try Self.suggested("lght", index) == nil)
        try index.remove(1..<500)
        #expect(try Self.suggested("lihgt", index) == nil && Self.suggested("light", index) == "lihgt")
    }

    @Test(arguments: [1, 2] as [UInt64])
    func everyCandidateIsFoundAndIsAsFarAsItSays(seed: UInt64) throws {
        let index = try Self.index()
        var generator = SeededGenerator(seed: seed)
        var corrected = 0
        for _ in 0..<150 {
            var letters = Array(Self.words.randomElement(using: &generator) ?? "")
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let place = Int.random(in: 0..<letters.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: letters.insert("x", at: place)
                case 1 where letters.count > 1: letters.remove(at: place)
                default: letters.swapAt(place, max(place - 1, 0))
                }
            }
            let text = "🙂 " + String(letters) + " \(QueryStringTests.randomText(&generator, pieces: 6))"
            let query = index.parse(text)
            guard let suggestion = try index.suggestion(for: query, candidates: 5) else { continue }
            corrected += 1
            #expect(!suggestion.corrections.isEmpty)
            for correction in suggestion.corrections {
                let written = String(decoding: Array(text.utf8)[correction.range], as: UTF8.self)
                for candidate in correction.candidates {
                    let folded = written.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
                    #expect(
                        editDistance(folded, candidate.word.lowercased()) == candidate.edits, "\(written), \(candidate)"
                    )
                    let hits = try index.search(candidate.word, k: 1_000)
                    #expect(
                        hits.count == candidate.documents && candidate.documents > correction.documents, "\(candidate)")
                }
            }
        }
        #expect(corrected > 60)
    }
}
