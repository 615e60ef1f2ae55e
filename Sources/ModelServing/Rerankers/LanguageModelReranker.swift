import Foundation

/// Scores passages by asking a ``LanguageModel`` for the grade of each.
///
///     let judge = LanguageModelReranker(model: try registry.chat("assistant"), maximumConcurrency: 4)
///     let scores = try await judge.scores(of: hits.map(\.text), for: question)
///
/// One request a passage, no more at a time than told. A score is the grade divided by the best grade, between 0 and
/// 1; many passages have the same, so keep their order among equals. One answer without a valid grade fails the whole
/// call: a grade is never guessed.
public struct LanguageModelReranker: RerankingModel {
    public let model: any LanguageModel
    public let prompt: RelevancePrompt
    /// Requests at the same time.
    public let maximumConcurrency: Int

    public init(model: any LanguageModel, prompt: RelevancePrompt = .standard, maximumConcurrency: Int = 4) {
        precondition(maximumConcurrency > 0, "\(maximumConcurrency) requests at a time judge nothing")
        self.model = model
        self.prompt = prompt
        self.maximumConcurrency = maximumConcurrency
    }

    public var name: String { "judge-\(model.name)" }

    public func scores(of passages: [String], for query: String) async throws -> [Float] {
        try await rerank(passages, for: query).scores
    }

    /// The same with the tokens of all questions and answers, where the model counts.
    public func rerank(_ passages: [String], for query: String) async throws -> RerankingResponse {
        try Task.checkCancellation()
        let judged = try await BoundedWork.map(
            Array(passages.enumerated()), concurrency: maximumConcurrency
        ) { [model, prompt] place, passage in
            let response = try await model.respond(to: prompt.request(query: query, passage: passage))
            return (
                score: try LanguageModelReranker.score(response, prompt: prompt, place: place), usage: response.usage
            )
        }
        let usages = judged.compactMap(\.usage)
        return RerankingResponse(
            scores: judged.map(\.score), usage: usages.count == judged.count ? usages.reduce(.zero, +) : nil)
    }

    private struct Answer: Decodable {
        var grade: Int
    }

    private static func score(
        _ response: GenerationResponse, prompt: RelevancePrompt, place: Int
    ) throws(ModelError) -> Float {
        // Models that are not held to a form put the object into words or a code block.
        guard let start = response.text.firstIndex(of: "{"), let end = response.text.lastIndex(of: "}"), start < end,
            let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.text[start...end].utf8)),
            (0...prompt.maximumGrade).contains(answer.grade)
        else {
            throw ModelError(
                .invalidResponse,
                "the judge gave passage \(place) no grade from 0 to \(prompt.maximumGrade) but "
                    + "(\(response.finishReason.rawValue)): \(response.text.prefix(200))",
                body: String(response.text.prefix(16 << 10)))
        }
        return Float(answer.grade) / Float(prompt.maximumGrade)
    }
}
