import Foundation
import ModelServing
import TestSupport
import Testing

struct TokenizerComparisonTests {
    private static let kinds = [
        "affixes", "albert", "bert", "bert-added", "bert-cased-mask", "bytes-with-gaps", "gemma", "gpt2", "gpt4o",
        "llama2",
        "llama3", "mistral", "qwen", "qwen3.5", "roberta", "smollm", "t5", "tekken", "unsplit", "word-level",
        "word-piece", "xlm-roberta",
    ]

    @Test(arguments: kinds) func idsAndRangesOfEveryKindEqualTheReference(_ name: String) throws {
        let recorded = try RecordedTokenizers.fixture()
        #expect(recorded.lines.count == 150)
        let differences = try recorded.differences(name)
        #expect(differences.count == 0, "\(name): \(differences.count) texts\(differences.report)")
    }

    @Test(arguments: kinds) func whatEveryKindDecodesEqualsTheReference(_ name: String) throws {
        let differences = try RecordedTokenizers.fixture().decodingDifferences(name)
        #expect(differences.reversed == 30)
        #expect(differences.count == 0, "\(name): \(differences.count) texts\(differences.report)")
    }

    @Test func idsWithoutATokenAreLeftOutOfDecodedText() throws {
        let recorded = try RecordedTokenizers.fixture()
        for name in Self.kinds {
            let tokenizer = try recorded.tokenizer(name)
            let ids = tokenizer.tokens(of: "one two").ids
            let strange = [-1, .min, tokenizer.largestID + 1, .max] + ids.flatMap { [$0, Int32.max] }
            #expect(tokenizer.decode(strange) == tokenizer.decode(ids))
            #expect(tokenizer.decode([]).isEmpty)
        }
    }

    /// On many lines and larger vocabularies, where `Scripts/compare-tokenizers.py` has recorded them.
    @Test func idsAndRangesEqualTheReferenceOnManyLines() throws {
        guard let path = ProcessInfo.processInfo.environment["TESSERA_TOKENIZER_COMPARISON"] else { return }
        let recorded = try RecordedTokenizers(URL(fileURLWithPath: path))
        for name in try recorded.names {
            let differences = try recorded.differences(name)
            let decoding = try recorded.decodingDifferences(name)
            print(
                "\(name): \(differences.count) of \(recorded.lines.count) lines differ, decoded \(decoding.count)")
            #expect(differences.count == 0, "\(name): \(differences.count) texts\(differences.report)")
            #expect(decoding.count == 0, "\(name): \(decoding.count) texts\(decoding.report)")
        }
    }

    @Test func theLimitLeavesOutTheEndAndCountsSpecialTokens() throws {
        let recorded = try RecordedTokenizers.fixture()
        for name in ["roberta", "llama2", "xlm-roberta", "bert"] {
            let tokenizer = try recorded.tokenizer(name)
            #expect(tokenizer.specialTokenCount == 2)
            for line in recorded.lines.prefix(60) {
                let whole = tokenizer.encode(line)
                let limit = max(2, whole.count / 2)
                let cut = tokenizer.encode(line, maximumTokens: limit)
                #expect(cut.isTruncated == (whole.count > limit))
                #expect(cut.ids == Array(whole.ids.prefix(min(limit, whole.count) - 1)) + [whole.ids[whole.count - 1]])
                #expect(cut.ranges.count == cut.ids.count)
            }
        }
    }

    @Test func timeGrowsLinearlyOnUnbrokenAndHostileText() throws {
        let recorded = try RecordedTokenizers.fixture()
        let clock = ContinuousClock()
        for name in try recorded.names {
            let tokenizer = try recorded.tokenizer(name)
            for piece in ["a", "ab ", "  ", "\u{301}", "日", "<mask>", " <", "1", "\r\n", "'s"] {
                let small = String(repeating: piece, count: 5000)
                let large = String(repeating: piece, count: 50_000)
                let first = (0..<3).map { _ in clock.measure { _ = tokenizer.tokens(of: small) } }.min() ?? .zero
                let second = (0..<3).map { _ in clock.measure { _ = tokenizer.tokens(of: large) } }.min() ?? .zero
                // Ten times the text; a quadratic step would take a hundred times as long.
                #expect(second < first * 40 + .milliseconds(50), "\(name), \(piece): \(first) and \(second)")
            }
        }
    }

    /// Where no merge does, words are taken apart at marks; the ids are the reference's.
    @Test(arguments: [
        (#""a ▁","a▁ b","▁ b""#, [2, 0, 4, 0, 5, 3] as [Int32]), (#""▁ b""#, [2, 0, 1, 5, 0, 5, 1, 0]),
    ])
    func mergesMayReachOverAMark(_ merges: String, _ ids: [Int32]) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let vocabulary = #"{"▁":0,"a":1,"b":2,"a▁":3,"a▁b":4,"▁b":5}"#
        let json = #"{"added_tokens":[],"model":{"type":"BPE","vocab":\#(vocabulary),"merges":[\#(merges)]}}"#
        try Data(json.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
        #expect(try Tokenizers.load(contentsOf: folder).tokens(of: "b▁a▁b▁▁ba▁").ids == ids)
    }

    @Test func oneKindIsToldFromAnotherByItsFingerprint() throws {
        let recorded = try RecordedTokenizers.fixture()
        let prints = try recorded.names.map { try recorded.tokenizer($0).fingerprint }
        #expect(Set(prints).count == prints.count)
        #expect(try recorded.names.map { try recorded.tokenizer($0).fingerprint } == prints)
    }
}
