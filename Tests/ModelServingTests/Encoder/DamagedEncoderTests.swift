import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

/// Models whose files do not fit each other, or are of kinds that are not there: typed errors, and no crash.
struct DamagedEncoderTests {
    /// One change of a model's file.
    struct Change: CustomStringConvertible {
        var model: String
        var file = "config.json"
        var from: String
        var to: String
        var code = ModelError.Code.invalidModel

        var description: String { "\(model)/\(file): \(from) to \(to)" }
    }

    /// Calls `body` with a copy of a recorded model, changed.
    private static func withCopy(_ change: Change, _ body: (URL) throws -> Void) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appendingPathComponent(change.model)
        try FileManager.default.copyItem(at: RecordedEncoders.fixture().model(change.model), to: copy)
        let file = copy.appendingPathComponent(change.file)
        let good = try String(contentsOf: file, encoding: .utf8)
        let damaged = good.replacingOccurrences(of: change.from, with: change.to)
        try #require(damaged != good, "\(change)")
        try Data(damaged.utf8).write(to: file)
        try body(copy)
    }

    @Test func configurationsThatDoNotFitAreRefused() throws {
        let changes: [Change] = [
            Change(model: "roberta", from: "\"roberta\"", to: "\"longformer\"", code: .unsupportedModel),
            Change(model: "roberta", from: "\"roberta\"", to: "\"distilbert\""),
            Change(model: "roberta", from: "\"roberta\"", to: "\"mpnet\""),
            Change(model: "roberta", from: "\"type_vocab_size\":1", to: "\"type_vocab_size\":2"),
            Change(model: "roberta", from: "\"pad_token_id\":1", to: "\"pad_token_id\":61"),
            Change(model: "roberta", from: "\"pad_token_id\":1", to: "\"pad_token_id\":-1"),
            Change(model: "roberta", from: "\"pad_token_id\":1", to: "\"pad_token_id\":900"),
            Change(model: "roberta", from: "\"max_position_embeddings\":62", to: "\"max_position_embeddings\":3"),
            Change(
                model: "roberta", from: "\"hidden_act\":\"gelu\"", to: "\"hidden_act\":\"silu\"",
                code: .unsupportedModel),
            Change(model: "roberta", from: "\"is_decoder\":false", to: "\"is_decoder\":true", code: .unsupportedModel),
            Change(model: "distilbert", from: "\"n_layers\":2", to: "\"n_layers\":3"),
            Change(model: "distilbert", from: "\"dim\":24", to: "\"dim\":23"),
            Change(model: "distilbert", from: "\"hidden_dim\":37", to: "\"hidden_dim\":36"),
            Change(
                model: "distilbert", from: "\"activation\":\"gelu\"", to: "\"activation\":\"relu\"",
                code: .unsupportedModel),
            Change(model: "mpnet", from: "\"num_attention_heads\":2", to: "\"num_attention_heads\":4"),
            Change(
                model: "mpnet", from: "\"relative_attention_num_buckets\":32",
                to: "\"relative_attention_num_buckets\":16",
                code: .unsupportedModel),
            Change(
                model: "bert", file: "modules.json", from: "models.Pooling", to: "models.LSTM", code: .unsupportedModel),
            Change(model: "bert", file: "modules.json", from: "1_Pooling", to: "../x"),
            Change(model: "bert", file: "modules.json", from: "1_Pooling", to: "5_Pooling", code: .fileNotFound),
            Change(model: "bert", file: "1_Pooling/config.json", from: ":24", to: ":23"),
            Change(
                model: "bert", file: "1_Pooling/config.json", from: "\"pooling_mode_mean_tokens\":true",
                to: "\"pooling_mode\":\"lasttoken\"", code: .unsupportedModel),
            Change(
                model: "bert", file: "1_Pooling/config.json", from: "{", to: "{\"include_prompt\":false,",
                code: .unsupportedModel),
            Change(
                model: "roberta", file: "sentence_bert_config.json", from: "false", to: "true", code: .unsupportedModel),
        ]
        for change in changes {
            try Self.withCopy(change) { folder in
                let error = try #require(throws: ModelError.self, "\(change)") {
                    try SentenceEncoder(contentsOf: folder)
                }
                #expect(error.code == change.code, "\(change): \(error)")
            }
        }
    }

    @Test func classifiersThatAreNoRerankersAreRefused() throws {
        let changes: [Change] = [
            Change(model: "bert", from: "\"id2label\":{", to: "\"id2label\":{\"7\":\"x\",", code: .unsupportedModel),
            Change(
                model: "xlm-roberta", file: "tokenizer.json", from: "\"pair\"", to: "\"other\"", code: .unsupportedModel
            ),
            Change(model: "bert", file: "tokenizer.json", from: "\"type_id\":1", to: "\"type_id\":2"),
            Change(model: "bert", file: "tokenizer.json", from: "\"type_id\":1", to: "\"type_id\":300"),
            Change(
                model: "bert", file: "tokenizer.json", from: "{\"Sequence\":{\"id\":\"B\",\"type_id\":1}},", to: "",
                code: .unsupportedModel),
            Change(model: "xlm-roberta", from: "\"hidden_size\":20", to: "\"hidden_size\":18"),
        ]
        for change in changes {
            try Self.withCopy(change) { folder in
                let error = try #require(throws: ModelError.self, "\(change)") { try CrossEncoder(contentsOf: folder) }
                #expect(error.code == change.code, "\(change): \(error)")
            }
        }
        try TinyModelTests.withFolder { folder in
            let error = try #require(throws: ModelError.self) { try CrossEncoder(contentsOf: folder) }
            #expect(error.code == .unsupportedModel, "an encoder without a head")
        }
    }

    @Test func staticTablesThatDoNotFitAreRefused() throws {
        let name = "static-mapped"
        let fixture = try RecordedEncoders.fixture()
        let weights = try SafetensorsHeader(fixture.model(name))
        let expected = try StaticEmbeddingModel(contentsOf: fixture.model(name)).embed(fixture.texts)
        try Self.withCopy(Change(model: name, from: "model2vec", to: "bert")) { folder in
            let error = try #require(throws: ModelError.self) { try StaticEmbeddingModel(contentsOf: folder) }
            #expect(error.code == .unsupportedModel)
        }
        try Self.withCopy(Change(model: name, from: "{", to: "{\"new\":0,")) { folder in
            let file = folder.appendingPathComponent("model.safetensors")
            // A table without a row for each token, a type that no mapping has, factors and rows of too few tokens.
            for (from, to, code) in [
                ("\"embeddings\"", "\"table\"", ModelError.Code.invalidModel),
                ("\"mapping\"", "\"map\"", .invalidModel),
                ("\"I32\"", "\"F32\"", .unsupportedModel), ("[501]", "[167,3]", .invalidModel),
            ] {
                let damaged = weights.replacing(from, with: to)
                try #require(damaged != weights.replacing("", with: ""), "\(from)")
                try damaged.write(to: file)
                let error = try #require(throws: ModelError.self, "\(from)") {
                    try StaticEmbeddingModel(contentsOf: folder)
                }
                #expect(error.code == code, "\(from): \(error)")
            }
            try weights.replacing("\"I32\"", with: "\"U32\"").write(to: file)
            #expect(try StaticEmbeddingModel(contentsOf: folder).embed(fixture.texts) == expected)
            try FileManager.default.removeItem(at: file)
            let error = try #require(throws: ModelError.self) { try StaticEmbeddingModel(contentsOf: folder) }
            #expect(error.code == .fileNotFound)
        }
    }

    @Test func aStaticModelKeepsComponentsAndTokensByChoice() throws {
        let folder = try RecordedEncoders.fixture().model("static-plain")
        #expect(throws: ModelError.self) { try StaticEmbeddingModel(contentsOf: folder, dimension: 17) }
        #expect(throws: ModelError.self) { try StaticEmbeddingModel(contentsOf: folder, maximumTokens: 0) }
        let whole = try StaticEmbeddingModel(contentsOf: folder)
        let cut = try StaticEmbeddingModel(contentsOf: folder, dimension: 5, maximumTokens: 1)
        #expect(cut.identity.version != whole.identity.version && cut.identity.dimension == 5)
        #expect(cut.embed(["a b c"]) == cut.embed(["a"]) && whole.embed(["a b c"]) != whole.embed(["a"]))
        #expect(cut.embed(["", "鱻"]).values == [Float](repeating: 0, count: 10), "no token, and an unknown one")
    }

    /// No changed byte of a setting may crash: the model is refused, or gives vectors.
    @Test(arguments: RecordedEncoders.names)
    func everyChangedByteOfASettingIsRefusedOrHarmless(name: String) throws {
        var random = SeededGenerator(seed: 16)
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appendingPathComponent(name)
        try FileManager.default.copyItem(at: RecordedEncoders.fixture().model(name), to: copy)
        var refused = 0
        for file in ["config.json", "modules.json", "1_Pooling/config.json", "sentence_bert_config.json"] {
            let url = copy.appendingPathComponent(file)
            let good = try Data(contentsOf: url)
            for turn in 0..<12 {
                var damaged = good
                let place = Int.random(in: 0..<good.count, using: &random)
                damaged[place] = [UInt8]("0123456789-.,:\"[]{}ex \0".utf8).randomElement(using: &random) ?? 0
                try damaged.write(to: url)
                do throws(ModelError) {
                    let encoder = try SentenceEncoder(contentsOf: copy, threads: 1)
                    #expect(
                        try encoder.embed(["", "a fox"]).values.allSatisfy(\.isFinite),
                        "seed 16, \(file), byte \(place)")
                    if turn % 4 == 0, let reranker = try? CrossEncoder(contentsOf: copy, threads: 1) {
                        #expect(reranker.maximumTokens >= 5)
                    }
                } catch {
                    refused += 1
                }
            }
            try good.write(to: url)
        }
        #expect((6..<48).contains(refused), "\(refused) of 48")
    }

    @Test func aTextOfNoTokensHasTheVectorOfZeros() throws {
        let change = Change(
            model: "roberta", file: "tokenizer.json", from: "\"post_processor\":{", to: "\"was\":{")
        try Self.withCopy(change) { folder in
            for precision in EncoderPrecision.allCases {
                let encoder = try SentenceEncoder(contentsOf: folder, precision: precision)
                #expect(encoder.tokenizer.specialTokenCount == 0)
                let vectors = try encoder.embed(["", "a fox", ""])
                #expect(vectors[row: 0].allSatisfy { $0 == 0 } && vectors[row: 1].contains { $0 != 0 })
                #expect(encoder.tokenVectors(of: "").vectors.rows == 0)
            }
        }
    }
}

/// A safetensors file whose header can be changed.
private struct SafetensorsHeader {
    private let header: String
    private let body: Data

    init(_ folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("model.safetensors"))
        let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        header = String(decoding: data[8..<8 + length], as: UTF8.self)
        body = data[(8 + length)...]
    }

    func replacing(_ from: String, with to: String) -> Data {
        TinyModel.file(header: header.replacingOccurrences(of: from, with: to), body: body)
    }
}
