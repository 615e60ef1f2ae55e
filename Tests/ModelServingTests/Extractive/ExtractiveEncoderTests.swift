import ModelServing
import TestSupport
import Testing

/// The extractive answerer over the real encoder: what words alone do not find.
@Suite struct ExtractiveEncoderTests {
    @Test func aParaphraseIsFoundByMeaning() async throws {
        guard let folder = TestData.miniLM() else { return }
        let encoder = try SentenceEncoder(contentsOf: folder)
        let passages = [
            "# Index files\n\nAn index file is written to another name first. Then it is renamed, and its folder synced.",
            "The store keeps its rows in SQLite. A reader sees one version of every table. Dogs bark at night.",
            "To install the package, run the setup script. It needs a compiler.",
        ]
        let answerer = ExtractiveAnswerer(model: encoder, parameters: .init(sentences: 1))
        for (question, answer) in [
            ("Which animal makes noise after dark?", "Dogs bark at night."),
            ("How do I set it up?", "To install the package, run the setup script."),
            ("What happens when an index is saved?", "An index file is written to another name first."),
        ] {
            let sentences = try await answerer.extract(question, from: passages)
            #expect(sentences.map(\.text) == [answer], "\(question)")
        }
        // What has nothing to do with the question is left out, even where there is room for it.
        let several = try await ExtractiveAnswerer(model: encoder).extract(
            "How are index files written?", from: passages)
        #expect(!several.isEmpty && several.allSatisfy { $0.passage == 0 })
    }
}
