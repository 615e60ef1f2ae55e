import ModelServing
import Testing

struct EncoderUsageTests {
    @Test(arguments: RecordedEncoders.names)
    func usageIsWhatTheTokenizerGivesWithPromptsAndSpecialTokens(_ name: String) async throws {
        let recorded = try RecordedEncoders.fixture()
        let prompts = EncoderPrompts(query: "query: ", passage: "")
        let encoder = try SentenceEncoder(
            contentsOf: recorded.model(name), options: SentenceEncoderOptions(prompts: prompts), threads: 2)
        for role in [EmbeddingRole.query, .passage] {
            let response = try await encoder.embeddings(of: recorded.texts, as: role)
            let counts = recorded.texts.map {
                encoder.tokenizer.encode(
                    (role == .query ? prompts.query : prompts.passage) + $0, maximumTokens: encoder.maximumTokens
                ).count
            }
            #expect(response.tokensOfTexts == counts)
            #expect(response.usage == TokenUsage(inputTokens: counts.reduce(0, +), outputTokens: 0))
            #expect(response.vectors == (try await encoder.embed(recorded.texts, as: role)))
        }
        #expect(try await encoder.embeddings(of: [], as: .query).usage?.inputTokens == 0)
    }

    @Test func thePiecesOfALongTextAreCountedWithTheirSpecialTokens() async throws {
        let text = [String](repeating: "a", count: 150).joined(separator: " ")
        let encoder = try SentenceEncoder(
            contentsOf: RecordedEncoders.fixture().model("bert"),
            options: SentenceEncoderOptions(maximumTokens: 52, longTexts: .average), threads: 1)
        // One token a word, fifty in each piece and two around it.
        let response = try await encoder.embeddings(of: ["a", text, "a a"], as: .passage)
        #expect(response.tokensOfTexts == [3, 156, 4])
    }

    @Test func theUsageOfACrossEncoderIsThatOfItsPairs() async throws {
        let recorded = try RecordedEncoders.fixture()
        let expected = try recorded.pairs(of: "roberta")
        let reranker = try CrossEncoder(contentsOf: recorded.model("roberta"), threads: 1)
        for (pair, recordedPair) in zip(recorded.pairs, expected) {
            let response = try await reranker.rerank([pair[1], pair[1]], for: pair[0])
            #expect(response.usage?.inputTokens == 2 * recordedPair.ids.count)
            #expect(response.scores == (try await reranker.scores(of: [pair[1], pair[1]], for: pair[0])))
        }
    }

    @Test(arguments: RecordedEncoders.staticNames)
    func aStaticModelCountsWhatItLooksAt(_ name: String) async throws {
        let recorded = try RecordedEncoders.fixture()
        let model = try StaticEmbeddingModel(contentsOf: recorded.model(name), maximumTokens: 5)
        let response = try await model.embeddings(of: recorded.texts, as: .passage)
        #expect(response.tokensOfTexts == recorded.texts.map { min(model.tokenizer.tokens(of: $0).count, 5) })
        #expect(response.vectors == model.embed(recorded.texts))
    }
}
