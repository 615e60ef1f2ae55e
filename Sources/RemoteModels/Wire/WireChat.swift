import ModelServing

/// The answer to a chat request that was not streamed.
struct WireChatCompletion: Decodable {
    struct Choice: Decodable {
        struct Message: Decodable {
            var content: String?
        }

        var message: Message
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
        struct Delta: Decodable {
            var content: String?
        }

        /// Servers leave it out in the chunk that ends the answer.
        var delta: Delta?
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

struct WireUsage: Decodable {
    var promptTokens: Int
    /// Absent for embeddings.
    var completionTokens: Int?

    enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
    }

    var usage: TokenUsage { TokenUsage(inputTokens: promptTokens, outputTokens: completionTokens ?? 0) }
}

/// The `error` of an answer: an object with a message, or the message itself.
struct WireError: Decodable {
    var message: String
    var status: Int?

    private enum CodingKeys: String, CodingKey {
        case message, code
    }

    init(from decoder: any Decoder) throws {
        if let message = try? decoder.singleValueContainer().decode(String.self) {
            self.message = message
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.decodeIfPresent(String.self, forKey: .message) ?? "no message"
        // OpenAI's codes are words, llama.cpp's are HTTP statuses.
        status = try? container.decodeIfPresent(Int.self, forKey: .code)
    }
}

/// The body of an answer that is an error.
struct WireErrorBody: Decodable {
    var message: String

    private enum CodingKeys: String, CodingKey {
        case error
    }

    init(from decoder: any Decoder) throws {
        message = try decoder.container(keyedBy: CodingKeys.self).decode(WireError.self, forKey: .error).message
    }
}

extension GenerationResponse.FinishReason {
    init(wire: String) {
        switch wire {
        case "stop": self = .stop
        case "length": self = .length
        case "content_filter": self = .contentFilter
        default: self = .other
        }
    }
}
