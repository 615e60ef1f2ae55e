import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

/// Every family of encoders against `transformers`, with random weights.
struct EncoderArchitectureTests {
    @Test(arguments: RecordedEncoders.names)
    func vectorsAndTokenVectorsEqualTheReference(name: String) throws {
        let recorded = try RecordedEncoders.fixture()
        let worst = try Self.vectors(recorded, name, .float32)
        #expect(worst.allSatisfy { $0.cosine < 1e-5 && $0.component < 1e-4 }, "\(worst)")
    }

    @Test(arguments: RecordedEncoders.names)
    func vectorsInBFloat16AreNearTheReference(name: String) throws {
        let recorded = try RecordedEncoders.fixture()
        let worst = try Self.vectors(recorded, name, .bfloat16)
        #expect(worst.allSatisfy { $0.cosine < 1e-3 }, "\(worst)")
    }

    @Test(arguments: RecordedEncoders.names)
    func pairsAndLogitsEqualTheReference(name: String) async throws {
        let recorded = try RecordedEncoders.fixture()
        #expect(try await Self.logits(recorded, name, .float32) < 1e-4)
        #expect(try await Self.logits(recorded, name, .bfloat16) < 0.1)
    }

    @Test(arguments: RecordedEncoders.staticNames)
    func staticVectorsEqualTheReference(name: String) async throws {
        let recorded = try RecordedEncoders.fixture()
        let model = try StaticEmbeddingModel(contentsOf: recorded.model(name))
        let vectors = model.embed(recorded.texts)
        let worst = WorstDistance(vectors, try recorded.floats("vectors.f32", of: name)[...])
        #expect(worst.cosine < 1e-6 && worst.component < 1e-5, "\(worst)")
        #expect(try await model.embed(recorded.texts, as: .query) == vectors)
        #expect(model.identity.isNormalized == (name == "static-plain"))
    }

    /// Larger models, of the shapes that published ones have, where the script has recorded them.
    @Test func largerModelsEqualTheReference() async throws {
        guard let path = ProcessInfo.processInfo.environment["TESSERA_ENCODER_COMPARISON"] else { return }
        let recorded = try RecordedEncoders(URL(fileURLWithPath: path))
        for name in RecordedEncoders.names {
            for precision in [EncoderPrecision.float32, .bfloat16] {
                let worst = try Self.vectors(recorded, name, precision)
                let logit = try await Self.logits(recorded, name, precision)
                print("\(name) \(precision.rawValue): \(worst), logits \(logit)")
                #expect(worst.allSatisfy { $0.cosine < (precision == .float32 ? 1e-4 : 2e-3) })
                #expect(precision != .float32 || worst.allSatisfy { $0.component < 1e-3 } && logit < 1e-3)
            }
        }
        for name in RecordedEncoders.staticNames {
            let vectors = try StaticEmbeddingModel(contentsOf: recorded.model(name)).embed(recorded.texts)
            let worst = WorstDistance(vectors, try recorded.floats("vectors.f32", of: name)[...])
            print("\(name): \(worst)")
            #expect(worst.cosine < 1e-6 && worst.component < 1e-5)
        }
    }

    /// The distances of passages, queries and tokens.
    private static func vectors(
        _ recorded: RecordedEncoders, _ name: String, _ precision: EncoderPrecision
    ) throws -> [WorstDistance] {
        let encoder = try SentenceEncoder(contentsOf: recorded.model(name), precision: precision, threads: 2)
        let expected = try recorded.floats("vectors.f32", of: name)
        let half = expected.count / 2
        let tokens = try recorded.floats("tokens.f32", of: name)
        var found: [Float] = []
        for text in recorded.texts.prefix(4) { found += encoder.tokenVectors(of: text).vectors.values }
        let columns = encoder.identity.dimension
        return [
            WorstDistance(try encoder.embed(recorded.texts, as: .passage), expected[..<half]),
            WorstDistance(try encoder.embed(recorded.texts, as: .query, batchSize: 1), expected[half...]),
            WorstDistance(Matrix(rows: found.count / columns, columns: columns, values: found), tokens[...]),
        ]
    }

    /// The largest distance of a logit; ids and types must be equal.
    private static func logits(
        _ recorded: RecordedEncoders, _ name: String, _ precision: EncoderPrecision
    ) async throws -> Float {
        let folder = recorded.model(name)
        let encoder = try CrossEncoder(contentsOf: folder, precision: precision, threads: 2)
        let tokenizer = try #require(try Tokenizers.load(contentsOf: folder) as? any EncoderTokenizer)
        let expected = try recorded.pairs(of: name)
        try #require(expected.count == recorded.pairs.count)
        var worst: Float = 0
        for (pair, expected) in zip(recorded.pairs, expected) {
            let tokens = tokenizer.encode(pair[0], pair[1], maximumTokens: encoder.maximumTokens)
            #expect(tokens.ids == expected.ids && tokens.types == expected.types, "\(pair)")
            let logit = try await encoder.logits(of: [pair[1]], for: pair[0])
            worst = max(worst, abs(logit[0] - expected.logit))
            let score = try await encoder.scores(of: [pair[1]], for: pair[0])
            #expect(abs(score[0] - 1 / (1 + exp(-logit[0]))) < 1e-6)
        }
        return worst
    }
}
