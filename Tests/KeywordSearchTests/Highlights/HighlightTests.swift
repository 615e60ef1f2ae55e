import KeywordSearch
import TestSupport
import Testing
import VectorCore

@Suite struct HighlightTests {
    private static func marked(
        _ query: String, _ text: String, column: String? = nil, in index: KeywordIndex
    ) throws -> [String] {
        let bytes = Array(text.utf8)
        return try index.highlights(of: index.parse(query).clause, in: text, column: column)
            .map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    private static func index(_ columns: [KeywordColumn] = QueryStringTests.columns) throws -> KeywordIndex {
        try KeywordIndex(columns: columns)
    }

    @Test func wordsAreMarkedInEveryFormOfTheirStem() throws {
        let index = try Self.index()
        #expect(
            try Self.marked("lighthouse lamp", "The Lamps of lighthouses, a lamp’s light.", in: index)
                == ["Lamps", "lighthouses", "lamp’s"])
        #expect(try Self.marked("resume", "Ten RÉSUMÉS, naïve", in: index) == ["RÉSUMÉS"])
        #expect(try Self.marked("sync", "a DeltaSyncIndex", in: index) == ["Sync"])
        #expect(try Self.marked("大寺", "奈良の東大寺です", in: index) == ["大寺"])
        #expect(try Self.marked("東大寺", "奈良の東大寺です", in: index) == ["東大寺"])
        #expect(try Self.marked("light*", "Lighthouses lit lightly", in: index) == ["Lighthouses", "lightly"])
        #expect(try Self.marked("lihgthouse~", "a lighthouse, a greenhouse", in: index) == ["lighthouse"])
        #expect(try Self.marked("lamp", "", in: index) == [] && Self.marked("", "lamp", in: index) == [])
    }

    @Test func phrasesAreMarkedAsAWhole() throws {
        let index = try Self.index()
        #expect(try Self.marked("\"far away\"", "far off, far, far away; away", in: index) == ["far away"])
        #expect(try Self.marked("\"far away\"~3", "far off, so far away", in: index) == ["far off, so far away"])
        #expect(try Self.marked("+far -away", "far away", in: index) == ["far"])
        #expect(
            try Self.marked("title:far away", "far away", column: "title", in: index) == ["far away"].map { _ in "far" }
                + ["away"])
        #expect(try Self.marked("title:far away", "far away", column: "text", in: index) == ["away"])
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let index = try Self.index()
        #expect(throws: VectorIndexError.self) { try index.highlights(of: .text("a"), in: "a", column: "nothing") }
        #expect(throws: VectorIndexError.self) { try index.highlights(of: .text("a", column: "nothing"), in: "a") }
        #expect(throws: VectorIndexError.self) { try index.highlights(of: .fuzzy("a", edits: 3), in: "a") }
        #expect(throws: VectorIndexError.self) { try index.passages(of: .text("a"), in: "a", length: 0) }
        #expect(throws: VectorIndexError.self) { try index.passages(of: .text("a"), in: "a", count: -1) }
    }

    /// What is marked by hand: words at white space, each compared with each leaf of the clause.
    private static func byHand(_ clause: KeywordClause, _ text: String) -> Set<Int> {
        var words: [(word: String, range: Range<Int>)] = []
        var start = 0
        let bytes = Array(text.utf8)
        for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x20 {
            if end > start { words.append((String(decoding: bytes[start..<end], as: UTF8.self), start..<end)) }
            start = end + 1
        }
        func bytesOfWords(_ isMatch: (String) -> Bool) -> Set<Int> {
            Set(words.filter { isMatch($0.word) }.flatMap(\.range))
        }
        switch clause {
        case .text(let text, _):
            let wanted = Set(KeywordOracle.words(text))
            return bytesOfWords(wanted.contains)
        case .prefix(let text, _): return bytesOfWords { $0.hasPrefix(text) }
        case .fuzzy(let text, let edits, _): return bytesOfWords { editDistance($0, text) <= edits }
        case .phrase(let text, let slop, _):
            let phrase = KeywordOracle.words(text)
            var marked: Set<Int> = []
            for first in words.indices {
                // The shortest stretch from here that has the phrase's words in their order.
                var place = first
                var number = 0
                while place < words.count, number < phrase.count {
                    if words[place].word == phrase[number] { number += 1 } else if number == 0 { break }
                    place += 1
                }
                if number == phrase.count, place - first - phrase.count <= slop {
                    marked.formUnion(words[first].range.lowerBound..<words[place - 1].range.upperBound)
                }
            }
            return marked
        case .any(let clauses), .all(let clauses): return clauses.reduce(into: []) { $0.formUnion(byHand($1, text)) }
        case .excluding(let wanted, _): return byHand(wanted, text)
        case .preferring(let first, let second): return byHand(first, text).union(byHand(second, text))
        case .boosted(let clause, _): return byHand(clause, text)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func highlightsAreThoseByHand(seed: UInt64) throws {
        let index = try KeywordIndex(columns: [KeywordColumn("title"), KeywordColumn("text")], analyzer: .whitespace)
        var texts = RandomTexts(seed: seed, vocabulary: 90)
        let clauses: [KeywordClause] = [
            .text("w0 w5"), .phrase("w0 w1"), .phrase("w0 w0 w2", slop: 3), .prefix("w1"), .fuzzy("w77"),
            .fuzzy("x12", edits: 2),
            .all([.text("w3"), .any([.phrase("w2 w1", slop: 2), .boosted(.prefix("w8"), 2)])]),
            .excluding(.text("w1"), .text("w0")), .preferring(.text("w9"), .phrase("w1 w0 w1", slop: 9)),
        ]
        for _ in 0..<150 {
            let text = texts.text(0...60)
            for clause in clauses {
                let ranges = try index.highlights(of: clause, in: text)
                #expect(Set(ranges.flatMap { $0 }) == Self.byHand(clause, text), "seed \(seed), \(clause), \(text)")
                #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func rangesAreOnScalarsOfAnyText(seed: UInt64) throws {
        let index = try Self.index()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let text = (0..<3).map { _ in
                QueryStringTests.randomText(&generator, pieces: 20) + " ｶﾞｲﾄﾞか\u{3099}は\u{1100}\u{1161} 👩‍👩‍👧"
            }.joined()
            let query = index.parse(QueryStringTests.randomText(&generator, pieces: 8) + " lamp ガイ")
            let bytes = Array(text.utf8)
            let highlights = try index.highlights(of: query.clause, in: text)
            for range in highlights {
                #expect(range.lowerBound < range.upperBound && range.upperBound <= bytes.count)
                #expect(String(validating: bytes[range], as: UTF8.self) != nil, "\(text.debugDescription)")
            }
            for passage in try index.passages(of: query.clause, in: text, length: 30, count: 3) {
                let inside = highlights.filter(passage.range.overlaps)
                #expect(
                    !passage.highlights.isEmpty
                        && passage.highlights.allSatisfy { mark in inside.contains { $0.contains(mark) } })
                // Both ends are between characters.
                let places = [passage.range.lowerBound, passage.range.upperBound]
                for place in places {
                    #expect(String.Index(text.utf8.index(text.startIndex, offsetBy: place), within: text) != nil)
                }
            }
        }
    }
}
