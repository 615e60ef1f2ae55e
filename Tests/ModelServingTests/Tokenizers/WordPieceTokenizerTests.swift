import Foundation
import ModelServing
import TestSupport
import Testing

struct WordPieceTokenizerTests {
    struct Line: Decodable {
        var text: String
        var ids: [Int32]
        var starts: [Int]
        var ends: [Int]
    }

    static func lines() throws -> [Line] {
        try TestFixture.data("tokenizer.jsonl").split(separator: 0x0A).map {
            try JSONDecoder().decode(Line.self, from: $0)
        }
    }

    @Test func idsAndOffsetsEqualTheReference() throws {
        guard let folder = TestData.miniLM() else { return }
        let tokenizer = try WordPieceTokenizer(contentsOf: folder)
        let lines = try Self.lines()
        #expect(lines.count > 400)
        for line in lines {
            let tokens = tokenizer.tokens(of: line.text)
            #expect(tokens.ids == line.ids, "\(line.text.debugDescription)")
            #expect(tokens.ranges.map(\.lowerBound) == line.starts, "\(line.text.debugDescription)")
            #expect(tokens.ranges.map(\.upperBound) == line.ends, "\(line.text.debugDescription)")
        }
    }

    @Test func theVocabularyFileGivesTheSameTokensAsTheJSONFile() throws {
        guard let folder = TestData.miniLM() else { return }
        let copy = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: copy) }
        for name in ["vocab.txt", "tokenizer_config.json"] {
            try FileManager.default.copyItem(
                at: folder.appendingPathComponent(name), to: copy.appendingPathComponent(name))
        }
        let fromJSON = try WordPieceTokenizer(contentsOf: folder)
        let fromLines = try WordPieceTokenizer(contentsOf: copy)
        #expect(fromJSON.vocabularySize == 30_522 && fromLines.vocabularySize == 30_522)
        for line in try Self.lines() {
            #expect(fromLines.tokens(of: line.text) == fromJSON.tokens(of: line.text))
        }
    }

    @Test func specialTokensStandAroundTheTextAndTheLimitCountsThem() throws {
        guard let folder = TestData.miniLM() else { return }
        let tokenizer = try WordPieceTokenizer(contentsOf: folder)
        let text = "one two three four"
        let whole = tokenizer.encode(text)
        #expect(whole.ids.count == 6 && whole.ids.first == 101 && whole.ids.last == 102 && !whole.isTruncated)
        for limit in 2...8 {
            let cut = tokenizer.encode(text, maximumTokens: limit)
            #expect(cut.ids == (limit >= 6 ? whole.ids : Array(whole.ids.prefix(limit - 1)) + [102]))
            #expect(cut.isTruncated == (limit < 6))
            #expect(cut.ranges.count == cut.ids.count)
        }
        #expect(tokenizer.encode("").ids == [101, 102])
        #expect(tokenizer.encode("日本語日本語", maximumTokens: 4).ids.count == 4)
    }

    @Test func rangesAscendWithoutOverlapOnEveryLine() throws {
        guard let folder = TestData.miniLM() else { return }
        let tokenizer = try WordPieceTokenizer(contentsOf: folder)
        for line in try Self.lines() {
            let ranges = tokenizer.tokenRanges(in: line.text)
            #expect(ranges.count == line.ids.count)
            for (one, next) in zip(ranges, ranges.dropFirst()) { #expect(one.upperBound <= next.lowerBound) }
            #expect((ranges.last?.upperBound ?? 0) <= line.text.utf8.count)
            for range in ranges {
                #expect(
                    line.text.utf8.index(line.text.startIndex, offsetBy: range.lowerBound)
                        .samePosition(in: line.text.unicodeScalars) != nil)
            }
        }
    }

    @Test func timeGrowsLinearlyOnUnbrokenAndHostileText() throws {
        guard let folder = TestData.miniLM() else { return }
        let tokenizer = try WordPieceTokenizer(contentsOf: folder)
        for piece in ["a", "[", "\u{301}", "日", "un", "[SE", "-"] {
            let small = String(repeating: piece, count: 50_000)
            let large = String(repeating: piece, count: 500_000)
            let clock = ContinuousClock()
            let first = (0..<3).map { _ in clock.measure { _ = tokenizer.tokens(of: small) } }.min() ?? .zero
            let second = (0..<3).map { _ in clock.measure { _ = tokenizer.tokens(of: large) } }.min() ?? .zero
            // Ten times the text; a quadratic step would take a hundred times as long.
            #expect(second < first * 30 + .milliseconds(20), "\(piece): \(first) and \(second)")
        }
    }

    @Test func aTokenizerOfAnotherKindIsRefused() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: ModelError.self) { try WordPieceTokenizer(contentsOf: folder) }
        let good = TinyModel.tokenizerJSON
        for (from, to) in [
            ("\"WordPiece\"", "\"BPE\""), ("BertNormalizer", "NFC"), ("BertPreTokenizer", "Metaspace"),
            ("\"[UNK]\":1", "\"[UNK]\":-1"), ("\"[UNK]\":1,", ""), ("\"[CLS]\":2", "\"[CLS]\":2.5"),
            ("\"vocab\"", "\"v\""),
            ("{\"version\"", "[\"version\""), ("\"max_input_chars_per_word\":100", "\"max_input_chars_per_word\":0"),
            ("\"lstrip\":false", "\"lstrip\":true"),
        ] {
            let damaged = good.replacingOccurrences(of: from, with: to)
            try #require(damaged != good, "\(from)")
            try Data(damaged.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
            #expect(throws: ModelError.self, "\(from)") { try WordPieceTokenizer(contentsOf: folder) }
        }
        try Data(good.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
        #expect(try WordPieceTokenizer(contentsOf: folder).tokens(of: "Red foxes, zzz").ids == [5, 6, 7, 8, 1])
    }
}
