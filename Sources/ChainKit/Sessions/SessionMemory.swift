public import ModelServing

/// What of a conversation goes into the next call.
///
/// It works as the first step of the session's chain that no guardrail stands before, so what it asks of models is in the
/// call's trace, and a question that a guardrail has blocked never comes to it.
public protocol SessionMemory: Sendable {
    /// What traces call it.
    var name: String { get }

    /// The messages before the question, oldest first.
    ///
    /// - Parameters:
    ///   - question: As guardrails have left it.
    ///   - store: What guardrails mask in the question is masked in the turns that it gives, too.
    func history(before question: String, in session: SessionID, of store: SessionStore) async throws -> [Message]
}

/// The newest turns, whole.
public struct WindowMemory: SessionMemory {
    public let name = "window_memory"
    /// How many; 0 remembers nothing.
    public var turns: Int

    public init(turns: Int = 6) { self.turns = turns }

    public func history(before question: String, in session: SessionID, of store: SessionStore) throws -> [Message] {
        try store.turns(of: session, last: max(0, turns)).flatMap(\.messages)
    }
}

/// The newest turns that fit a budget of tokens together, whole.
public struct BudgetMemory: SessionMemory {
    public let name = "budget_memory"
    /// For questions and answers together.
    public var tokens: Int
    /// Give the model's own tokenizer where it is at hand.
    public var counter: TokenCounter
    /// The most turns, however short they are.
    public var maximumTurns: Int

    public init(tokens: Int = 1_000, counter: TokenCounter = .estimate, maximumTurns: Int = 50) {
        self.tokens = tokens
        self.counter = counter
        self.maximumTurns = maximumTurns
    }

    public func history(before question: String, in session: SessionID, of store: SessionStore) throws -> [Message] {
        let turns = try store.turns(of: session, last: max(0, maximumTurns))
        return turns.suffix(counter.newest(of: turns, within: tokens)).flatMap(\.messages)
    }
}

extension TokenCounter {
    /// How many of the newest turns fit a budget together.
    func newest(of turns: [ChatTurn], within tokens: Int) -> Int {
        var left = tokens
        return turns.reversed().prefix { turn in
            left -= self(turn)
            return left >= 0
        }.count
    }

    func callAsFunction(_ turn: ChatTurn) -> Int { self(turn.question) + self(turn.answer) }
}

extension ChatTurn {
    var messages: [Message] { [Message(.user, question), Message(.assistant, answer)] }
}
