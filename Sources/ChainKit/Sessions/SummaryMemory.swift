public import ModelServing

/// The newest turns whole, and a summary of all before them.
///
/// When the turns since the last summary are more than ``tokens``, a model is asked once for a new summary, of the old one and of
/// all but the newest turns that fit half the budget; so it is asked once in several turns. The summary is kept in the store with
/// the number of the turn to which it goes: a restart goes on from it. Where the model fails, the call has the old summary and
/// the newest turns that fit, with a warning of code ``ChainWarning/Code/turnsForgotten``.
///
///     session.memory = SummaryMemory(model: model, tokens: 1_000)
public struct SummaryMemory: SessionMemory {
    public let name = "summary_memory"
    /// What is asked for a summary; its prompt's variables are those of ``PromptTemplate/summarizeConversation``.
    public var call: PromptedModel
    /// For questions and answers of the turns that stay whole, together.
    public var tokens: Int
    /// Give the model's own tokenizer where it is at hand.
    public var counter: TokenCounter
    /// The most tokens of turns that go into one summary. Older ones are in none, which the same warning says.
    public var maximumInput: Int
    /// The question that the summary answers, as a turn before the others: models want turns of users and their own by turns.
    public var introduction = "What have we talked about so far?"

    /// - Parameter tokens: At least 1.
    public init(
        model: any LanguageModel, prompt: PromptTemplate = .summarizeConversation, tokens: Int = 1_000,
        counter: TokenCounter = .estimate, maximumInput: Int = 6_000
    ) {
        precondition(tokens > 0, "a budget has at least one token, not \(tokens)")
        call = PromptedModel(model, prompt: prompt, maximumTokens: 512)
        self.tokens = tokens
        self.counter = counter
        self.maximumInput = maximumInput
    }

    /// More are never read for one question.
    private static let mostTurns = 1_000

    public func history(
        before question: String, in session: SessionID, of store: SessionStore
    ) async throws -> [Message] {
        let summary = try store.summary(of: session)
        let turns = try store.turns(of: session, after: summary?.throughTurn ?? 0, last: Self.mostTurns)
        let window = turns.suffix(counter.newest(of: turns, within: tokens))
        if window.count == turns.count { return messages(summary, turns) }
        return try await Fallback.from(
            { forgotten(turns.count - window.count, "the summary failed: \($0)") }, to: messages(summary, Array(window))
        ) {
            let recent = turns.suffix(counter.newest(of: turns, within: tokens / 2))
            let older = turns.dropLast(recent.count)
            let next = try await self.summary(of: Array(older), after: summary, in: session, of: store)
            return messages(next, Array(recent))
        }
    }

    /// - Parameter turns: At least one.
    private func summary(
        of turns: [ChatTurn], after last: SessionSummary?, in session: SessionID, of store: SessionStore
    ) async throws -> SessionSummary? {
        let read = turns.suffix(counter.newest(of: turns, within: maximumInput))
        let unread = read.first.map { $0.number - 1 - (last?.throughTurn ?? 0) } ?? turns.count
        if unread > 0 { ChainNotes.add(forgotten(unread, "they are more than \(maximumInput) tokens at once")) }
        guard let newest = read.last else { return last }
        let text = try await call.respond([
            "summary": .text(last?.text ?? ""),
            "history": .text(
                read.flatMap(\.messages).map { "\($0.role.rawValue): \($0.content)" }.joined(separator: "\n")),
        ])
        let summary = SessionSummary(text: text, throughTurn: newest.number)
        try store.keep(summary, of: session, newest: newest)
        return summary
    }

    private func messages(_ summary: SessionSummary?, _ turns: [ChatTurn]) -> [Message] {
        let before = summary.map { [Message(.user, introduction), Message(.assistant, $0.text)] } ?? []
        return before + turns.flatMap(\.messages)
    }

    private func forgotten(_ count: Int, _ reason: String) -> ChainWarning {
        ChainWarning(
            .turnsForgotten, step: .queryProcessing, "\(count) turns of the session are in no summary: \(reason)")
    }
}

/// What a conversation was about up to one of its turns.
public struct SessionSummary: Sendable, Hashable, Codable {
    public var text: String
    /// The number of the last turn that it tells of, from 1.
    public var throughTurn: Int

    public init(text: String, throughTurn: Int) {
        self.text = text
        self.throughTurn = throughTurn
    }
}

extension ChainWarning.Code {
    /// Turns of a session are neither in the call's history nor in its summary.
    public static let turnsForgotten = ChainWarning.Code("turns_forgotten")
}
