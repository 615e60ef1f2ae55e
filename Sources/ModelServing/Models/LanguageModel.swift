/// A model that continues a conversation.
///
/// Tokens stream; the last event of a response is ``GenerationEvent/finished(_:)``. Cancelling the task that
/// iterates ends the generation.
public protocol LanguageModel: Sendable {
    /// The name that requests and traces carry.
    var name: String { get }

    /// Starts generating; nothing is sent before the first element is asked for.
    ///
    /// What a model cannot do that a request asks for, such as calling tools, is a ``ModelError`` of code
    /// ``ModelError/Code/unsupportedRequest``, not passed over.
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
