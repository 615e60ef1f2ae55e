/// A model that continues a conversation.
///
/// Tokens stream; the last event of a response is ``GenerationEvent/finished(_:)``. Cancelling the task that
/// iterates ends the generation.
public protocol LanguageModel: Sendable {
    /// The name that requests and traces carry.
    var name: String { get }

    /// Starts generating; nothing is sent before the first element is asked for.
    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error>
}

extension LanguageModel {
    /// Waits for the whole response.
    ///
    /// - Throws: ``ModelError``, also when the stream ends without a finish.
    public func respond(to request: GenerationRequest) async throws -> GenerationResponse {
        for try await event in stream(request) {
            if case .finished(let response) = event { return response }
        }
        try Task.checkCancellation()
        throw ModelError(.invalidResponse, "the stream of \(name) ended before its response was finished")
    }
}

/// What is sent to a ``LanguageModel``: the whole of it; nothing is added on the way.
public struct GenerationRequest: Sendable, Hashable, Codable {
    public var messages: [Message]
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest answer, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?
    /// Texts that end the answer and are not part of it.
    public var stopSequences: [String]
    public var seed: Int?

    public init(
        messages: [Message], temperature: Double? = nil, maximumTokens: Int? = nil,
        stopSequences: [String] = [], seed: Int? = nil
    ) {
        self.messages = messages
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.stopSequences = stopSequences
        self.seed = seed
    }
}

/// One turn of a conversation.
public struct Message: Sendable, Hashable, Codable {
    public enum Role: String, Sendable, Hashable, Codable {
        case system, user, assistant
    }

    public var role: Role
    public var content: String

    public init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

/// What a ``LanguageModel`` sends while it answers.
public enum GenerationEvent: Sendable, Hashable {
    /// A piece of the answer; all pieces in order are its text.
    case text(String)
    case finished(GenerationResponse)
}

/// A whole answer.
public struct GenerationResponse: Sendable, Hashable, Codable {
    public enum FinishReason: String, Sendable, Hashable, Codable {
        /// The model ended its answer, or a stop sequence did.
        case stop
        /// The answer was cut at the token limit.
        case length
        /// A filter of the model's provider ended it.
        case contentFilter
        case other
    }

    public var text: String
    public var finishReason: FinishReason
    /// nil where the model does not count.
    public var usage: TokenUsage?

    public init(text: String, finishReason: FinishReason, usage: TokenUsage? = nil) {
        self.text = text
        self.finishReason = finishReason
        self.usage = usage
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
}
