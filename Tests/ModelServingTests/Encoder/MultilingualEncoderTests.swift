import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

/// multilingual-e5-small against vectors recorded by Scripts/record-multilingual-reference.py.
struct MultilingualEncoderTests {
    @Test func vectorsEqualBothReferences() throws {
        guard let folder = TestData.model("multilingual-e5-small", file: "model.safetensors") else { return }
        let encoder = try SentenceEncoder(contentsOf: folder, threads: 2)
        #expect(encoder.prompts == EncoderPrompts(query: "query: ", passage: "passage: "))
        #expect(encoder.maximumTokens == 512 && encoder.identity.dimension == 384 && encoder.identity.isNormalized)
        let recorded = try RecordedMultilingual()
        let vectors = try encoder.embed(recorded.texts, as: .passage)
        let torch = WorstDistance(vectors, try recorded.floats("torch.f32")[...])
        #expect(torch.cosine < 1e-5 && torch.component < 1e-4, "\(torch)")
        // The package itself multiplies by activations of 8 bits.
        let package = WorstDistance(vectors, try recorded.floats("package.f32")[...])
        #expect(package.cosine < 5e-4, "\(package)")
        print("multilingual-e5-small: torch \(torch); the package \(package)")
        let query = try encoder.embed(["東京には何人住んでいますか"], as: .query)
        let scores = recorded.texts.indices.map { row in
            zip(vectors[row: row], query[row: 0]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(scores.indices.max { scores[$0] < scores[$1] } == 2, "the passage on Tokyo's population is nearest")
    }
}

private struct RecordedMultilingual {
    let texts: [String]

    init() throws {
        texts = try JSONDecoder().decode([String].self, from: TestFixture.data("multilingual-e5/texts.json"))
    }

    func floats(_ file: String) throws -> [Float] {
        RecordedEncoders.floats(try TestFixture.data("multilingual-e5/" + file))
    }
}
