/// What a ``LanguageModel`` sends while it answers.
public enum GenerationEvent: Sendable, Hashable {
    /// A piece of the answer; all pieces in order are its text.
    case text(String)
    /// A call of a tool, whole; in their order, before the end.
    case toolCall(ToolCall)
    case finished(GenerationResponse)
}

/// A whole answer.
public struct GenerationResponse: Sendable, Hashable {
    public enum FinishReason: String, Sendable, Hashable, Codable {
        /// The model ended its answer, or a stop sequence did.
        case stop
        /// The answer was cut at the token limit; a call of a tool may be cut too.
        case length
        /// The model waits for the outputs of ``GenerationResponse/toolCalls``.
        case toolCalls
        /// A filter of the model's provider ended it, or the model refused.
        case contentFilter
        case other
    }

    public var text: String
    public var finishReason: FinishReason
    /// nil where the model does not count.
    public var usage: TokenUsage?
    /// The calls that the model asks for.
    public var toolCalls: [ToolCall]

    public init(
        text: String, finishReason: FinishReason, usage: TokenUsage? = nil, toolCalls: [ToolCall] = []
    ) {
        self.text = text
        self.finishReason = finishReason
        self.usage = usage
        self.toolCalls = toolCalls
    }

    /// The answer as a turn of the conversation, to be sent with the next request.
    public var message: Message { Message(.assistant, text, toolCalls: toolCalls) }
}

extension GenerationResponse: Codable {
    private enum CodingKeys: String, CodingKey {
        case text, finishReason, usage, toolCalls
    }

    /// Answers that were recorded before there were tools have no field for their calls.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            text: try container.decode(String.self, forKey: .text),
            finishReason: try container.decode(FinishReason.self, forKey: .finishReason),
            usage: try container.decodeIfPresent(TokenUsage.self, forKey: .usage),
            toolCalls: try container.decodeIfPresent([ToolCall].self, forKey: .toolCalls) ?? [])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(finishReason, forKey: .finishReason)
        try container.encodeIfPresent(usage, forKey: .usage)
        if !toolCalls.isEmpty { try container.encode(toolCalls, forKey: .toolCalls) }
    }
}

/// Tokens spent by one call, as the model counts them.
public struct TokenUsage: Sendable, Hashable, Codable {
    public var inputTokens: Int
    public var outputTokens: Int

    public init(inputTokens: Int, outputTokens: Int) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }

    package static let zero = TokenUsage(inputTokens: 0, outputTokens: 0)

    package static func + (a: TokenUsage, b: TokenUsage) -> TokenUsage {
        TokenUsage(inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens)
    }
}
