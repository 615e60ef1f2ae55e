import Foundation
import ModelServing
import TestSupport
import Testing
import VectorCore

struct EncoderOptionsTests {
    /// One token a word, so that pieces begin with words.
    private static let long = [String](repeating: "a", count: 150).joined(separator: " ")

    private static func encoder(
        _ name: String, _ options: SentenceEncoderOptions = .init()
    ) throws -> SentenceEncoder {
        try SentenceEncoder(contentsOf: RecordedEncoders.fixture().model(name), options: options, threads: 1)
    }

    private static func mean(_ rows: [(vector: [Float], weight: Float)]) -> [Float] {
        let total = rows.reduce(0) { $0 + $1.weight }
        return rows[0].vector.indices.map { j in rows.reduce(0) { $0 + $1.vector[j] * $1.weight } / total }
    }

    @Test func theFirstComponentsAreKeptAndNormalizedAgain() throws {
        let texts = try RecordedEncoders.fixture().texts
        let whole = try Self.encoder("bert").embed(texts)
        let encoder = try Self.encoder("bert", SentenceEncoderOptions(dimension: 7))
        let cut = try encoder.embed(texts)
        #expect(cut.columns == 7 && encoder.identity.dimension == 7)
        for row in texts.indices {
            let kept = whole[row: row].prefix(7)
            let length = kept.reduce(0) { $0 + $1 * $1 }.squareRoot()
            for (value, expected) in zip(cut[row: row], kept) { #expect(abs(value - expected / length) < 1e-5) }
        }
        #expect(encoder.tokenVectors(of: "a fox").vectors.columns == 7)
        for dimension in [0, -1, 25] {
            let error = try #require(throws: ModelError.self) {
                try Self.encoder("bert", SentenceEncoderOptions(dimension: dimension))
            }
            #expect(error.code == .invalidRequest)
        }
    }

    @Test func promptsStandBeforeTheTexts() throws {
        let plain = try Self.encoder("roberta")
        let prompts = EncoderPrompts(query: "Q: ", passage: "text ")
        let encoder = try Self.encoder("roberta", SentenceEncoderOptions(prompts: prompts))
        for text in ["", "a red fox"] {
            #expect(try encoder.embed([text], as: .query, batchSize: 1) == plain.embed(["Q: " + text]))
            #expect(try encoder.embed([text]) == plain.embed(["text " + text]))
        }
        let (tokens, vectors) = encoder.tokenVectors(of: "a red fox", as: .query)
        #expect(tokens.ids == plain.tokenizer.encode("Q: a red fox", maximumTokens: nil).ids)
        #expect(vectors.values == plain.tokenVectors(of: "Q: a red fox").vectors.values)
        let own = tokens.ranges.filter { !$0.isEmpty }.map {
            String("a red fox".utf8.dropFirst($0.lowerBound).prefix($0.count))
        }
        #expect(own.compactMap(\.self).joined().filter { $0 != " " } == "aredfox")
        let none = try Self.encoder("xlm-roberta", SentenceEncoderOptions(prompts: EncoderPrompts()))
        #expect(
            try none.embed(["a"], as: .query, batchSize: 1) == none.embed(["a"]),
            "an option takes the file's prompts away")
    }

    @Test func textsOverTheLimitAreTruncatedRefusedOrAveragedByChoice() throws {
        let truncating = try Self.encoder("bert")
        let refusing = try Self.encoder("bert", SentenceEncoderOptions(longTexts: .refuse))
        let averaging = try Self.encoder("bert", SentenceEncoderOptions(longTexts: .average))
        #expect(try refusing.embed(["short", ""]) == truncating.embed(["short", ""]))
        #expect(try averaging.embed(["short", ""]) == truncating.embed(["short", ""]))
        let error = try #require(throws: ModelError.self) { try refusing.embed(["short", Self.long]) }
        #expect(error.code == .invalidRequest && error.description.contains("text 1"))

        // The pieces' means, by the number of their tokens.
        let count = truncating.tokenizer.tokens(of: Self.long).count
        try #require(count == 150 && truncating.maximumTokens == 60)
        let pieces = [58, 58, 34].map { ([String](repeating: "a", count: $0).joined(separator: " "), Float($0)) }
        // Token vectors are not normalised, so their means are the pooled vectors.
        let rows = pieces.map { text, weight in
            let vectors = truncating.tokenVectors(of: text).vectors
            return (Self.mean((0..<vectors.rows).map { (Array(vectors[row: $0]), 1) }), weight)
        }
        let mean = Self.mean(rows.map { (vector: $0.0, weight: $0.1) })
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let vector = try averaging.embed(["a", Self.long, "b"])[row: 1]
        for (value, expected) in zip(vector, mean) { #expect(abs(value - expected / length) < 1e-5) }
    }

    @Test func optionsThatChangeAVectorChangeTheVersion() throws {
        let options: [SentenceEncoderOptions] = [
            .init(), .init(dimension: 8), .init(prompts: EncoderPrompts(query: "q")),
            .init(prompts: EncoderPrompts(passage: "q")), .init(maximumTokens: 20), .init(longTexts: .average),
        ]
        let versions = try options.map { try Self.encoder("distilbert", $0).identity.version }
        #expect(Set(versions).count == options.count)
        #expect(try Self.encoder("distilbert", .init(maximumTokens: 20)).maximumTokens == 20)
        #expect(try Self.encoder("distilbert", .init(maximumTokens: 2000)).identity.version == versions[0])
        #expect(throws: ModelError.self) { try Self.encoder("distilbert", .init(maximumTokens: 1)) }
    }

    @Test func aCrossEncoderJudgesManyPassagesAsOneByOne() async throws {
        let recorded = try RecordedEncoders.fixture()
        let folder = recorded.model("xlm-roberta")
        let reranker: any RerankingModel = try CrossEncoder(contentsOf: folder, threads: 2)
        let passages = recorded.texts + [Self.long]
        let scores = try await reranker.scores(of: passages, for: "what is a fox?")
        for (passage, score) in zip(passages, scores) {
            let alone = try await reranker.scores(of: [passage], for: "what is a fox?")
            #expect(abs(alone[0] - score) < 1e-5)
        }
        #expect(try await reranker.scores(of: [], for: "a") == [])
        let shorter = try CrossEncoder(contentsOf: folder, maximumTokens: 9)
        #expect(shorter.maximumTokens == 9 && reranker.name == "xlm-roberta")
        #expect(try await shorter.scores(of: passages, for: "what is a fox?") != scores)
        #expect(throws: ModelError.self) { try CrossEncoder(contentsOf: folder, maximumTokens: 5) }
    }
}
