import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

struct TinyModelTests {
    /// Calls `body` with a folder that holds the model's files.
    static func withFolder(_ model: TinyModel = TinyModel(), _ body: (URL) throws -> Void) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try model.write(to: folder)
        try body(folder)
    }

    @Test(arguments: ["mean_tokens", "cls_token", "max_tokens"])
    func vectorsEqualTheDefinitionInDoublePrecision(pooling: String) throws {
        var model = TinyModel(seed: 7)
        model.pooling = pooling
        try Self.withFolder(model) { folder in
            let encoder = try SentenceEncoder(contentsOf: folder)
            let words = ["the", "red", "foxes", "a", "ab", ",", "zzz"]
            let texts = (0..<60).map { n in
                (0..<n % 23).map { words[($0 * $0 + n) % words.count] }.joined(separator: " ")
            }
            let vectors = try encoder.embed(texts)
            #expect(encoder.maximumTokens == 16)
            for (row, text) in texts.enumerated() {
                let expected = model.vector(of: encoder.tokenizer.encode(text, maximumTokens: 16).ids)
                for (value, exact) in zip(vectors[row: row], expected) {
                    #expect(abs(Double(value) - exact) < 1e-5, "\(text)")
                }
            }
        }
    }

    @Test(arguments: [(EncoderPrecision.bfloat16, 0.9995), (.int8, 0.999)])
    func narrowVectorsAreNearTheDefinitionAndOfAVersionOfTheirOwn(precision: EncoderPrecision, least: Double) throws {
        let model = TinyModel(seed: 7)
        try Self.withFolder(model) { folder in
            let encoder = try SentenceEncoder(contentsOf: folder, precision: precision)
            let texts = (0..<40).map { n in (0..<n % 17).map { ["the", "red", "zzz"][$0 % 3] }.joined(separator: " ") }
            let vectors = try encoder.embed(texts)
            for (row, text) in texts.enumerated() {
                let expected = model.vector(of: encoder.tokenizer.encode(text, maximumTokens: 16).ids)
                let cosine = zip(vectors[row: row], expected).reduce(0) { $0 + Double($1.0) * $1.1 }
                #expect(cosine > least, "\(text)")
            }
            #expect(try encoder.identity != SentenceEncoder(contentsOf: folder).identity)
            #expect(encoder.precision == precision)
        }
    }

    @Test func identityChangesWithWeightsTokenizerAndSettings() throws {
        var versions: Set<String> = []
        for change in 0..<4 {
            var model = TinyModel(seed: change == 1 ? 8 : 7)
            if change == 2 { model.pooling = "cls_token" }
            try Self.withFolder(model) { folder in
                if change == 3 {
                    let other = TinyModel.tokenizerJSON.replacingOccurrences(of: "##es", with: "##en")
                    try Data(other.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
                }
                let one = try SentenceEncoder(contentsOf: folder).identity
                #expect(try SentenceEncoder(contentsOf: folder).identity == one)
                #expect(one.name == folder.lastPathComponent && one.dimension == 20 && one.isNormalized)
                versions.insert(one.version)
            }
        }
        #expect(versions.count == 4)
    }

    @Test func aMissingFileIsNamed() throws {
        for name in ["config.json", "model.safetensors", "tokenizer.json"] {
            try Self.withFolder { folder in
                try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
                let error = try #require(throws: ModelError.self) { try SentenceEncoder(contentsOf: folder) }
                #expect(error.code == .fileNotFound)
                #expect(error.description.contains(name == "tokenizer.json" ? "vocab.txt" : name))
            }
        }
    }

    @Test func aConfigurationThatDoesNotFitIsRefused() throws {
        let good = TinyModel().configJSON
        let changes: [(String, String, ModelError.Code)] = [
            ("\"bert\"", "\"longformer\"", .unsupportedModel), ("absolute", "relative_key", .unsupportedModel),
            ("\"gelu\"", "\"relu\"", .unsupportedModel), ("\"hidden_size\":20", "\"hidden_size\":21", .invalidModel),
            ("\"hidden_size\":20", "\"hidden_size\":22", .invalidModel),
            ("\"hidden_size\":20", "\"hidden_size\":0", .invalidModel),
            ("\"hidden_size\":20", "\"hidden_size\":1e300", .invalidModel), ("\"hidden_size\":20,", "", .invalidModel),
            ("\"num_hidden_layers\":2", "\"num_hidden_layers\":3", .invalidModel),
            ("\"num_hidden_layers\":2", "\"num_hidden_layers\":-1", .invalidModel),
            ("\"vocab_size\":11", "\"vocab_size\":10", .invalidModel), ("1e-12", "\"x\"", .invalidModel),
            ("\"intermediate_size\":27", "\"intermediate_size\":1000000", .invalidModel),
            ("\"max_position_embeddings\":40", "\"max_position_embeddings\":41", .invalidModel),
            ("{", "", .invalidModel), ("}", "", .invalidModel), ("\"vocab_size\"", "vocab_size", .invalidModel),
        ]
        for (from, to, code) in changes {
            try Self.withFolder { folder in
                let damaged = good.replacingOccurrences(of: from, with: to)
                try #require(damaged != good, "\(from)")
                try Data(damaged.utf8).write(to: folder.appendingPathComponent("config.json"))
                let error = try #require(throws: ModelError.self, "\(from) \(to)") {
                    try SentenceEncoder(contentsOf: folder)
                }
                #expect(error.code == code, "\(from) \(to): \(error)")
            }
        }
    }

    @Test func otherModulesAndPoolingsAreRefused() throws {
        for (name, text) in [
            ("modules.json", "[{\"type\":\"sentence_transformers.models.Dense\"}]"), ("modules.json", "{}"),
            ("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\":true,\"pooling_mode_cls_token\":true}"),
            ("1_Pooling/config.json", "{\"word_embedding_dimension\":21,\"pooling_mode_mean_tokens\":true}"),
            ("sentence_bert_config.json", "{\"max_seq_length\":1}"),
        ] {
            try Self.withFolder { folder in
                try Data(text.utf8).write(to: folder.appendingPathComponent(name))
                #expect(throws: ModelError.self, "\(name) \(text)") { try SentenceEncoder(contentsOf: folder) }
            }
        }
    }
}
