import KeywordSearch
import TestSupport
import Testing

@Suite struct PassageTests {
    private static func shown(_ passage: KeywordPassage, of text: String) -> String {
        String(decoding: Array(text.utf8)[passage.range], as: UTF8.self)
    }

    @Test func theBestPassageIsWholeWordsAroundWhatMatches() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")])
        try index.add([
            KeywordDocument(id: 1, "the keeper"), KeywordDocument(id: 2, "the sea"), KeywordDocument(id: 3, "the the"),
        ])
        let text = """
            The sea was calm. The keeper of the old lighthouse, who had not slept for days, climbed the stairs. \
            Far out a ship went by, and the sea was the sea.
            """
        let clause = index.parse("keeper lighthouse sea").clause
        let passages = try index.passages(of: clause, in: text, length: 60, count: 2)
        #expect(
            passages.map { Self.shown($0, of: text) } == [
                "The sea was calm. The keeper of the old lighthouse, who had",
                "the stairs. Far out a ship went by, and the sea was the sea.",
            ])
        #expect(passages[0].highlights.count == 3 && passages[1].highlights.count == 2)
        #expect(passages[0].weight > passages[1].weight)
        #expect(
            try index.passages(of: clause, in: text, length: 9, count: 1).map { Self.shown($0, of: text) } == [
                "lighthouse"
            ])
        #expect(try index.passages(of: clause, in: "nothing of it").isEmpty)
        let long = try index.passages(of: .phrase("keeper of the old lighthouse"), in: text, length: 5)
        #expect(long.map { Self.shown($0, of: text) } == ["keeper of the old lighthouse"])
        let japanese = "奈良の東大寺は大きな寺です。鎌倉にも大きな寺があります。"
        let passage = try index.passages(of: .text("東大寺"), in: japanese, length: 8)
        #expect(passage.map { Self.shown($0, of: japanese) } == ["良の東大寺は大き"])
    }

    /// Passages against all windows of all matches.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func noWindowIsWorthMore(seed: UInt64) throws {
        var texts = RandomTexts(seed: seed, vocabulary: 400)
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        try index.add(texts.documents(0..<300, columns: 1, length: 1...20))
        let clause = KeywordClause.any([.text("w1 w9 w20 w44 w70"), .phrase("w0 w2", slop: 2), .prefix("w30")])
        for number in 0..<120 {
            let text = texts.text(1...120)
            let bytes = Array(text.utf8)
            let length = texts.number(4...90)
            let highlights = try index.highlights(of: clause, in: text)
            let passages = try index.passages(of: clause, in: text, length: length, count: 4)
            #expect(passages.isEmpty == highlights.isEmpty)
            for (place, passage) in passages.enumerated() {
                let (start, end) = (passage.range.lowerBound, passage.range.upperBound)
                #expect(
                    passage.range.count <= length || passage.highlights == [passage.range], "seed \(seed), \(number)")
                #expect(start == 0 || bytes[start - 1] == 0x20)
                #expect(end == bytes.count || bytes[end] == 0x20)
                #expect(bytes[start] != 0x20 && bytes[end - 1] != 0x20)
                #expect(passages[..<place].allSatisfy { !$0.range.overlaps(passage.range) })
            }
            // Every window that begins at a match and fits is a text whose own worth cannot be above the best passage's.
            guard let best = passages.first else { continue }
            for first in highlights {
                let end = bytes.indices.reversed().first { place in
                    place < first.lowerBound + length && (place + 1 == bytes.count || bytes[place + 1] == 0x20)
                }
                guard let end, end >= first.lowerBound else { continue }
                let part = String(decoding: bytes[first.lowerBound...end], as: UTF8.self)
                let whole = try index.passages(of: clause, in: part, length: 10_000)
                #expect(
                    whole.allSatisfy { $0.weight <= best.weight }, "seed \(seed), \(number), length \(length): \(part)")
            }
        }
    }

    @Test func manyMatchesTakeLinearTime() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .whitespace)
        let text = String(repeating: "lamp light ", count: 20_000)
        let passages = try index.passages(of: .text("lamp light"), in: text, length: 200_000, count: 2)
        #expect(passages.count == 2 && passages[0].highlights.count > 30_000)
    }
}
