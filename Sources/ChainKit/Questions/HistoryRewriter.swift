public import ModelServing

/// Makes a follow-up question stand alone, by asking a model: "and on Linux?" becomes a question that can be searched.
///
/// Without earlier turns nothing is asked and nothing changes. Where the model fails, says nothing or says more than
/// ``maximumBytes``, the question stays as it is, and a warning says so.
public struct HistoryRewriter: QueryProcessor {
    public let name = "history_rewriting"
    /// The prompt's variables are those of ``PromptTemplate/condenseQuestion``.
    public var call: PromptedModel
    /// How many of the last messages the model reads.
    public var maximumMessages: Int
    /// Longer rewritings are refused, in UTF-8 bytes: they are no questions.
    public var maximumBytes: Int

    public init(
        model: any LanguageModel, prompt: PromptTemplate = .condenseQuestion, maximumMessages: Int = 10,
        maximumBytes: Int = 2_000
    ) {
        call = PromptedModel(model, prompt: prompt, maximumTokens: 256)
        self.maximumMessages = maximumMessages
        self.maximumBytes = maximumBytes
    }

    public func process(_ query: ChainQuery) async throws -> ChainQuery {
        guard !query.history.isEmpty else { return query }
        let turns = query.history.suffix(maximumMessages).map { "\($0.role.rawValue): \($0.content)" }
        return try await Fallback.from(
            { reason in
                ChainWarning(
                    .rewritingFailed, step: .queryProcessing, "the question is not rewritten with history: \(reason)")
            },
            to: query
        ) {
            let history = turns.joined(separator: "\n")
            let reply = try await call.respond(["history": .text(history), "question": .text(query.text)])
            guard reply.utf8.count <= maximumBytes else {
                throw ModelError(
                    .invalidResponse, "the rewriting has \(reply.utf8.count) bytes, more than \(maximumBytes)")
            }
            var rewritten = query
            rewritten.text = reply
            return rewritten
        }
    }
}
