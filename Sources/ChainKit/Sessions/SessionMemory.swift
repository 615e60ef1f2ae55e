public import ModelServing

/// What of a conversation goes into the next call.
public protocol SessionMemory: Sendable {
    /// The most turns that it looks at; the newest are read.
    var maximumTurns: Int { get }

    /// The messages before the question.
    ///
    /// - Parameter turns: Oldest first.
    func history(of turns: [ChatTurn]) async throws -> [Message]
}

/// The newest turns, whole.
public struct WindowMemory: SessionMemory {
    public let maximumTurns: Int

    /// - Parameter turns: 0 remembers nothing.
    public init(turns: Int = 6) { maximumTurns = max(0, turns) }

    public func history(of turns: [ChatTurn]) -> [Message] { turns.suffix(maximumTurns).flatMap(\.messages) }
}

/// The newest turns that fit a budget of tokens together, whole.
public struct BudgetMemory: SessionMemory {
    public let maximumTurns: Int
    /// For questions and answers together.
    public var tokens: Int
    /// Give the model's own tokenizer where it is at hand.
    public var counter: TokenCounter

    public init(tokens: Int = 1_000, counter: TokenCounter = .estimate, maximumTurns: Int = 50) {
        self.tokens = tokens
        self.counter = counter
        self.maximumTurns = max(0, maximumTurns)
    }

    public func history(of turns: [ChatTurn]) -> [Message] {
        var left = tokens
        var kept: [ChatTurn] = []
        for turn in turns.suffix(maximumTurns).reversed() {
            left -= counter(turn.question) + counter(turn.answer)
            guard left >= 0 else { break }
            kept.append(turn)
        }
        return kept.reversed().flatMap(\.messages)
    }
}

extension ChatTurn {
    var messages: [Message] { [Message(.user, question), Message(.assistant, answer)] }
}
