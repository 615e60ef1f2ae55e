import ModelServing
import TestSupport
import Testing

@Suite struct ExtractiveAnswererTests {
    private let passages = [
        """
        # Index files

        - An index file is written to another name first. Then it is **renamed**, e.g. by `rename(2)`.
        - How are index files written?

        ```
        write(index)
        ```
        """,
        "索引ファイルはまず別名で書かれます。その後で名前が変わります。天気は「晴れ。暑い。」でした。",
        "The cat sat on the mat. Dogs bark at night.",
    ]

    private func answerer(_ parameters: ExtractiveAnswerer.Parameters = .init()) -> ExtractiveAnswerer {
        ExtractiveAnswerer(model: HashingEmbeddingModel(dimension: 256), parameters: parameters)
    }

    @Test func sentencesAreSlicesOfTheirPassagesInReadingOrder() async throws {
        for question in ["How is an index file written?", "索引ファイルはどう書かれますか。", "cat", ""] {
            let sentences = try await answerer(.init(sentences: 5, relativeThreshold: 0)).extract(
                question, from: passages)
            #expect(sentences.count == 5)
            for sentence in sentences {
                let bytes = Array(passages[sentence.passage].utf8)[sentence.range]
                #expect(Array(bytes) == Array(sentence.text.utf8))
            }
            for (first, second) in zip(sentences, sentences.dropFirst()) {
                #expect((first.passage, first.range.lowerBound) < (second.passage, second.range.lowerBound))
            }
        }
    }

    @Test func theNearestSentenceComesFirstAndQuestionsDoNotAnswerThemselves() async throws {
        let one = ExtractiveAnswerer.Parameters(sentences: 1)
        let english = try await answerer(one).extract("How are index files written?", from: passages)
        #expect(english.map(\.text) == ["An index file is written to another name first."])
        let japanese = try await answerer(one).extract("索引ファイルはどう書かれますか", from: passages)
        #expect(japanese.map(\.text) == ["索引ファイルはまず別名で書かれます。"])
    }

    @Test func repetitionsAreLeftToOneSide() async throws {
        let twice = [
            "Index files are written aside.", "Index files are written aside.", "Index files are renamed after.",
        ]
        let sentences = try await answerer(.init(sentences: 2, relativeThreshold: 0)).extract(
            "index files", from: twice)
        #expect(sentences.map(\.passage) == [0, 2])
    }

    @Test func aWordThatSaysLittleIsNotTakenForTheWholeQuestion() async throws {
        let words = ExtractiveAnswerer.Parameters(sentences: 1, lexicalWeight: 1)
        let passages = [
            "It needs a good compiler. Then it is renamed. Dogs bark loudly at night. Rain falls in spring."
        ]
        let weak = try await answerer(words).extract("How do I set it up?", from: passages)
        #expect(weak.allSatisfy { $0.score < 0.2 })
        let strong = try await answerer(words).extract("Which dogs bark at night?", from: passages)
        #expect(strong.map(\.text) == ["Dogs bark loudly at night."] && strong.allSatisfy { $0.score > 0.5 })
    }

    @Test func theCostIsBounded() async throws {
        let model = HashingEmbeddingModel()
        let long = (0..<500).map { "Sentence number \($0) speaks of other things." } + ["The quartz answer is here."]
        let answerer = ExtractiveAnswerer(model: model, parameters: .init(sentences: 1, maximumEmbedded: 20))
        let sentences = try await answerer.extract("quartz answer", from: [long.joined(separator: " ")])
        #expect(sentences.map(\.text) == ["The quartz answer is here."], "words find it beyond the bound")
        #expect(model.embeddedTexts.count == 21, "20 sentences and the question")
    }

    @Test func passagesWithoutSentencesGiveNone() async throws {
        #expect(try await answerer().extract("q", from: []).isEmpty)
        #expect(
            try await answerer().extract("q", from: ["", " \n\u{3000}", "# Heading", "---", "***", "```\ncode\n```"])
                .isEmpty)
    }
}
