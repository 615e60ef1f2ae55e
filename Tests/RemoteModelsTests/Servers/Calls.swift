import ModelServing
import RemoteModels
import Testing

/// A chat endpoint over `server` that waits for nothing long.
func chatModel(
    _ server: FaultServer, delivery: OpenAILanguageModel.Delivery = .streamed,
    configure: (inout EndpointOptions) -> Void = { _ in }
) -> OpenAILanguageModel {
    OpenAILanguageModel(name: "m", endpoint: endpoint(server, configure: configure), delivery: delivery)
}

func endpoint(_ server: FaultServer, configure: (inout EndpointOptions) -> Void = { _ in }) -> OpenAIEndpoint {
    var options = EndpointOptions()
    options.retries = RetryPolicy(maximumAttempts: 3, initialDelay: .milliseconds(5))
    options.timeouts = .init(connect: .seconds(2), idle: .seconds(2))
    configure(&options)
    return OpenAIEndpoint(baseURL: server.baseURL, apiKey: Secret("sk-test-key"), options: options)
}

let hello = GenerationRequest(messages: [Message(.user, "Say hello")])

/// What a stream gave before it ended, and how it ended.
func outcome(
    of model: OpenAILanguageModel, _ request: GenerationRequest = hello
) async -> (text: String, response: GenerationResponse?, error: (any Error)?) {
    var text = ""
    var response: GenerationResponse?
    do {
        for try await event in model.stream(request) {
            switch event {
            case .text(let piece): text += piece
            case .toolCall: break
            case .finished(let whole): response = whole
            }
        }
    } catch {
        return (text, response, error)
    }
    return (text, response, nil)
}

/// Starts a server for the time of `body`.
func withServer(
    _ script: @escaping @Sendable (Int, FaultServer.Request) -> [FaultServer.Step],
    _ body: (FaultServer) async throws -> Void
) async throws {
    let server = try await FaultServer.start(script)
    do {
        try await body(server)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}
