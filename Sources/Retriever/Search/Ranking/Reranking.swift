public import ModelServing

/// Has a model judge the best candidates by their texts: the answer is among these, in the model's order, with its scores.
///
///     query.reranking = Reranking(try CrossEncoder(contentsOf: folder), columns: ["title", "text"])
///
/// A model that fails leaves the candidates as they were, with their own scores, and the answer says so in
/// ``QueryAnswer/warnings``. Searches without an answer to say it in stay in the order that they had.
public struct Reranking: Sendable {
    public var model: any RerankingModel
    /// How many candidates are judged, the best first; `k` to 1,000. Pages end there.
    public var depth: Int
    /// The text columns whose values, a line each, are what is judged; nil for the embedded column, or without one the keyword columns.
    public var columns: [String]?
    /// So much of each text is read; 1 to 1,000,000.
    public var maximumCharacters: Int
    /// What passages are judged by; nil for the text of the first question that has one.
    public var question: String?

    public static let maximumDepth = 1_000

    public init(
        _ model: any RerankingModel, depth: Int = 50, columns: [String]? = nil, maximumCharacters: Int = 2_000,
        question: String? = nil
    ) {
        self.model = model
        self.depth = depth
        self.columns = columns
        self.maximumCharacters = maximumCharacters
        self.question = question
    }

    /// The text that a row is judged by.
    func passage(of values: [Value]) -> String {
        let text = values.compactMap(\.textValue).filter { !$0.isEmpty }.joined(separator: "\n")
        return String(text.prefix(maximumCharacters))
    }

    /// The model's scores.
    ///
    /// - Throws: What the model throws; ``IndexError``: `modelFailed` for scores that are none.
    func scores(of passages: [String], for question: String) async throws -> [Double] {
        let scores = try await model.scores(of: passages, for: question)
        guard scores.count == passages.count else {
            throw IndexError(
                .modelFailed, "the reranker \(model.name) gave \(scores.count) scores for \(passages.count) passages")
        }
        if let place = scores.firstIndex(where: { !$0.isFinite }) {
            throw IndexError(
                .modelFailed, "the reranker \(model.name) gave passage \(place) the score \(scores[place])")
        }
        return scores.map(Double.init)
    }
}
