import ChainKit
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct ExtractiveGeneratorTests {
    private func chain(_ hits: [SearchHit]) -> RAGChain {
        RAGChain(
            retriever: FixedRetriever(hits: hits),
            generator: ExtractiveGenerator(model: HashingEmbeddingModel(dimension: 128)))
    }

    @Test func itAnswersWithSentencesOfThePassagesAndTheirMarkers() async throws {
        let hits = [
            hit("Bread needs flour. Index files are written aside and then renamed [3].", path: "a.md"),
            hit("The weather was fine. After the index files are written their folder is synced.", path: "b.md"),
        ]
        let answer = try await chain(hits).answer("How are index files written?")
        #expect(answer.text.contains("Index files are written aside and then renamed. [1]"))
        #expect(answer.text.contains("After the index files are written their folder is synced. [2]"))
        #expect(!answer.text.contains("Bread"))
        #expect(answer.citations.map(\.number) == [1, 2])
        #expect(answer.removedCitations == 1, "the passage's own [3] is not a citation")
        #expect(answer.trace.model == "extractive(hashing-words@1)")
        #expect(answer.trace.prompt == nil)
        #expect(try await chain(hits).answer("How are index files written?").text == answer.text)
    }

    @Test func itStreamsSentenceBySentence() async throws {
        var pieces: [String] = []
        for try await event in chain(threeHits).stream("How are index files written?") {
            if case .text(let piece) = event { pieces.append(piece) }
        }
        #expect(pieces.count > 1)
        #expect(pieces.first.map { threeHits[0].text.hasPrefix($0) } == true)
    }

    @Test func passagesWithoutASentenceGiveTheAnswerThatNothingWasFound() async throws {
        let answer = try await chain([hit("# Only a heading")]).answer("q")
        #expect(answer.text == FixedAnswer.nothingFound.text)
        #expect(answer.citations.isEmpty)
    }
}
