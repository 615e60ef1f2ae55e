import ModelServing

/// The answer to a chat request that was not streamed.
struct WireChatCompletion: Decodable {
    struct Choice: Decodable {
        var message: WireChatMessage
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case message
            case finishReason = "finish_reason"
        }
    }

    var choices: [Choice]
    var usage: WireUsage?
}

/// One event of a streamed answer.
struct WireChatChunk: Decodable {
    struct Choice: Decodable {
        /// Servers leave it out in the chunk that ends the answer.
        var delta: WireChatMessage?
        var index: Int?
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case delta, index
            case finishReason = "finish_reason"
        }
    }

    var choices: [Choice]?
    var usage: WireUsage?
    /// What a server says that fails in the middle of an answer.
    var error: WireError?
}

/// A message, or what is added to one.
struct WireChatMessage: Decodable {
    var content: WireText?
    /// What a model says instead of the content when it refuses.
    var refusal: String?
    var toolCalls: [WireToolCall]?

    enum CodingKeys: String, CodingKey {
        case content, refusal
        case toolCalls = "tool_calls"
    }
}

/// A text, or a list of parts of which those of type `text` are it.
struct WireText: Decodable {
    private struct Part: Decodable {
        var text: String?
        var type: String?
    }

    var text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else {
            text = try container.decode([Part].self).filter { $0.type == nil || $0.type == "text" }
                .compactMap(\.text).joined()
        }
    }
}

/// A call of a tool, or what is added to one.
struct WireToolCall: Decodable {
    struct Function: Decodable {
        var name: String?
        var arguments: WireArguments?
    }

    var index: Int?
    var id: String?
    var function: Function?
}

/// Arguments as a piece of JSON text, as OpenAI sends them, or as JSON, as some servers do.
struct WireArguments: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try (try? container.decode(String.self)) ?? container.decode(JSON.self).text()
    }
}

struct WireUsage: Decodable {
    var promptTokens: Int?
    /// Absent for embeddings.
    var completionTokens: Int?

    enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
    }

    /// nil where the server sends the field without a count.
    var usage: TokenUsage? {
        promptTokens.map { TokenUsage(inputTokens: $0, outputTokens: completionTokens ?? 0) }
    }
}

extension GenerationResponse.FinishReason {
    init(wire: String) {
        switch wire {
        case "stop": self = .stop
        case "length": self = .length
        case "tool_calls", "function_call": self = .toolCalls
        case "content_filter": self = .contentFilter
        default: self = .other
        }
    }
}
