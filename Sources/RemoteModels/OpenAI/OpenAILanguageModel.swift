public import ModelServing

/// A chat model behind an ``OpenAIEndpoint``.
///
///     let model = OpenAILanguageModel(name: "smollm2", endpoint: endpoint)
///     for try await event in model.stream(GenerationRequest(messages: [Message(.user, "Hello")])) {
///         if case .text(let piece) = event { print(piece, terminator: "") }
///     }
///
/// A stream sends its request when its first element is asked for, reads no further than it is asked to, and ends the
/// request at once when its task is cancelled or it is let go. It has one consumer. An answer that breaks off throws
/// after the text that was there; it is never given as finished.
public struct OpenAILanguageModel: LanguageModel {
    /// How the answer is asked for.
    public enum Delivery: Sendable, Hashable {
        /// Piece by piece, by server-sent events.
        case streamed
        /// In one piece, for servers or proxies that cannot stream; the stream then has one text.
        case whole
    }

    public let name: String
    public let endpoint: OpenAIEndpoint
    public let delivery: Delivery

    /// - Parameter name: The model's name at the endpoint.
    public init(name: String, endpoint: OpenAIEndpoint, delivery: Delivery = .streamed) {
        self.name = name
        self.endpoint = endpoint
        self.delivery = delivery
    }

    public func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let exchange = ChatExchange(fields: fields(of: request), delivery: delivery, endpoint: endpoint)
        return AsyncThrowingStream { try await exchange.next() }
    }

    /// The request in OpenAI's words; what is nil is left to the server.
    func fields(of request: GenerationRequest) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "model": .string(name),
            "messages": .array(
                request.messages.map {
                    .object(["role": .string($0.role.rawValue), "content": .string($0.content)])
                }),
            "stream": .boolean(delivery == .streamed),
        ]
        if delivery == .streamed { fields["stream_options"] = ["include_usage": true] }
        if let temperature = request.temperature { fields["temperature"] = .number(temperature) }
        if let maximum = request.maximumTokens { fields["max_tokens"] = .integer(maximum) }
        if let seed = request.seed { fields["seed"] = .integer(seed) }
        if !request.stopSequences.isEmpty { fields["stop"] = .array(request.stopSequences.map { .string($0) }) }
        return fields
    }
}
