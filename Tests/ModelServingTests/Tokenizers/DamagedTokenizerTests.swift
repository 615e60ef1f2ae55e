import Foundation
import ModelServing
import TestSupport
import Testing

struct DamagedTokenizerTests {
    private static func small(model: String, rest: String = "") -> String {
        "{\"version\":\"1.0\",\"added_tokens\":[]\(rest),\"model\":\(model)}"
    }

    private static let bpe = #"{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}"#
    private static let unigram = #"{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["a",-1.5]]}"#

    private func failure(_ json: String) throws -> ModelError? {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(json.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
        do {
            _ = try Tokenizers.load(contentsOf: folder)
            return nil
        } catch let error as ModelError {
            return error
        }
    }

    @Test(arguments: [
        (small(model: #"{"type":"BPE","vocab":{"a":0},"merges":["a c"]}"#), "model.merges[0]"),
        (small(model: #"{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}"#), "model.merges[0]"),
        (small(model: #"{"type":"BPE","vocab":{"a":0},"merges":["abc"]}"#), "model.merges[0]"),
        (small(model: #"{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}"#), "model.merges[0]"),
        (small(model: #"{"type":"BPE","vocab":{"a":-1},"merges":[]}"#), "model.vocab.a"),
        (small(model: #"{"type":"BPE","vocab":{"a":4294967296},"merges":[]}"#), "model.vocab.a"),
        (small(model: #"{"type":"BPE","vocab":{"a":0}}"#), "merges"),
        (small(model: #"{"type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"u"}"#), "model.unk_token"),
        (small(model: #"{"type":"BPE","vocab":{"a":0},"merges":[],"dropout":0.1}"#), "model.dropout"),
        (small(model: #"{"type":"Unigram","unk_id":2,"vocab":[["a",0]]}"#), "model.unk_id"),
        (small(model: #"{"type":"Unigram","unk_id":null,"vocab":[["a",0]]}"#), "unk_id"),
        (small(model: #"{"type":"Unigram","unk_id":0,"vocab":[["a"]]}"#), "model.vocab[0]"),
        (small(model: #"{"type":"WordLevel","vocab":{"a":0},"unk_token":"u"}"#), "model.unk_token"),
        (small(model: #"{"type":"Word","vocab":{"a":0}}"#), "model"),
        (small(model: bpe, rest: #","normalizer":{"type":"Other"}"#), "normalizer"),
        (
            small(model: bpe, rest: #","normalizer":{"type":"Replace","pattern":{"Regex":"(a|b)*"},"content":""}"#),
            "(a|b)*"
        ),
        (
            small(model: bpe, rest: #","normalizer":{"type":"Precompiled","precompiled_charsmap":"!"}"#),
            "precompiled_charsmap"
        ),
        (
            small(model: bpe, rest: #","normalizer":{"type":"Precompiled","precompiled_charsmap":"/////w=="}"#),
            "precompiled_charsmap"
        ),
        (small(model: bpe, rest: #","pre_tokenizer":{"type":"UnicodeScripts"}"#), "pre_tokenizer"),
        (
            small(model: bpe, rest: #","pre_tokenizer":{"type":"Metaspace","replacement":"ab"}"#),
            "pre_tokenizer.replacement"
        ),
        (
            small(
                model: bpe,
                rest: #","pre_tokenizer":{"type":"Split","pattern":{"String":"a"},"behavior":"Other","invert":false}"#),
            "pre_tokenizer.behavior"
        ),
        (small(model: unigram, rest: #","pre_tokenizer":{"type":"ByteLevel"}"#), "model"),
        (small(model: bpe, rest: #","post_processor":{"type":"Other"}"#), "post_processor"),
        (small(model: bpe, rest: #","decoder":{"type":"Other"}"#), "decoder"),
        (small(model: bpe, rest: #","decoder":{"type":"Strip","content":"","start":1,"stop":0}"#), "decoder.content"),
        (
            small(model: bpe, rest: #","decoder":{"type":"Sequence","decoders":[{"type":"Fuse"},{}]}"#),
            "decoder.decoders[1]"
        ),
        (
            small(
                model: bpe,
                rest:
                    #","post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x"}}],"special_tokens":{}}"#
            ), "post_processor.single[0].SpecialToken.id"
        ),
    ])
    func theErrorNamesTheFieldThatIsWrong(_ json: String, _ field: String) throws {
        let error = try #require(try failure(json), "\(json)")
        #expect(error.description.contains(field), "\(error)")
        #expect(error.code == .invalidModel || error.code == .unsupportedModel)
    }

    @Test func whatIsRightIsRead() throws {
        #expect(try failure(Self.small(model: Self.bpe)) == nil)
        #expect(try failure(Self.small(model: Self.unigram)) == nil)
    }

    /// Parts of a real file, picked by a seed, are replaced by values of other kinds: each loads or throws, none crashes.
    @Test func anyValueMayBeOfAnotherKind() throws {
        let recorded = try RecordedTokenizers.fixture()
        for name in try recorded.names {
            let data = try Data(contentsOf: recorded.folder.appendingPathComponent(name + "/tokenizer.json"))
            let json = try JSONSerialization.jsonObject(with: data)
            var random = SeededGenerator(seed: 40)
            var loaded = 0
            let folder = try TestData.temporaryFolder()
            defer { try? FileManager.default.removeItem(at: folder) }
            for _ in 0..<60 {
                let damaged = Self.damaged(json, &random)
                let bytes = try JSONSerialization.data(withJSONObject: damaged, options: [.fragmentsAllowed])
                try bytes.write(to: folder.appendingPathComponent("tokenizer.json"))
                do throws(ModelError) {
                    let tokenizer = try Tokenizers.load(contentsOf: folder)
                    loaded += 1
                    for line in recorded.lines.prefix(40) {
                        let tokens = tokenizer.tokens(of: line)
                        #expect(tokens.ids.allSatisfy { (0...tokenizer.largestID).contains($0) })
                        #expect(tokens.ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= line.utf8.count })
                        _ = tokenizer.decode(tokens.ids.reversed(), specialTokens: .written)
                    }
                } catch {
                    #expect(error.code == .invalidModel || error.code == .unsupportedModel, "\(error)")
                }
            }
            #expect(loaded < 60, "\(name), seed 40: nothing was damaged")
        }
    }

    /// The value with one of its parts, deep or not, replaced.
    private static func damaged(_ value: Any, _ random: inout SeededGenerator) -> Any {
        let others: [Any] = [NSNull(), true, -1, 1e300, 0.5, "", "x", [Any](), [String: Any](), [1, "a"]]
        if Int.random(in: 0..<8, using: &random) == 0 { return others.randomElement(using: &random) ?? NSNull() }
        if var object = value as? [String: Any], let key = object.keys.sorted().randomElement(using: &random) {
            object[key] = Int.random(in: 0..<10, using: &random) == 0 ? nil : damaged(object[key] ?? "", &random)
            return object
        }
        if var array = value as? [Any], !array.isEmpty {
            let index = Int.random(in: 0..<array.count, using: &random)
            array[index] = damaged(array[index], &random)
            return array
        }
        return others.randomElement(using: &random) ?? NSNull()
    }

    /// A character map cut short or with flipped bits throws or serves; it never reads out of itself.
    @Test func aBrokenCharacterMapHarmsNothing() throws {
        let recorded = try RecordedTokenizers.fixture()
        let url = recorded.folder.appendingPathComponent("t5/tokenizer.json")
        let text = try String(contentsOf: url, encoding: .utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let normalizer = try #require(json["normalizer"] as? [String: Any])
        let base64 = try #require(normalizer["precompiled_charsmap"] as? String)
        let map = try #require(Data(base64Encoded: base64))
        var random = SeededGenerator(seed: 41)
        for round in 0..<150 {
            var broken = map
            for _ in 0..<(1 + round / 10) {
                broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round % 3 == 0 { broken = broken.prefix(Int.random(in: 0..<broken.count, using: &random)) }
            let folder = try TestData.temporaryFolder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let damaged = text.replacingOccurrences(of: base64, with: Data(broken).base64EncodedString())
            try Data(damaged.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
            guard let tokenizer = try? Tokenizers.load(contentsOf: folder) else { continue }
            for line in recorded.lines.prefix(60) { _ = tokenizer.tokens(of: line) }
        }
    }
}
