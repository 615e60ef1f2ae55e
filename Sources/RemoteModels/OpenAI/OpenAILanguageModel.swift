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
/// after the text that was there; it is never given as finished. Calls of tools come whole, at the end of the answer.
/// What a server sends of a model's reasoning beside the answer is left out.
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
}
