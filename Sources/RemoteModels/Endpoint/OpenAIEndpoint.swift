import Foundation

/// A server that speaks OpenAI's wire format: OpenAI's own, Azure's, Databricks', llama.cpp's, vLLM, Ollama and many
/// more; ``EndpointOptions`` tells how they differ.
///
/// There is no default address and no default model: what leaves the machine is said in the program. The connections
/// are kept for reuse by all models made with this value or a copy of it, and are closed when the last of them is gone;
/// there is nothing to shut down.
///
///     let endpoint = OpenAIEndpoint(baseURL: "http://127.0.0.1:8081/v1")
///     let model = OpenAILanguageModel(name: "smollm2", endpoint: endpoint)
///     let answer = try await model.respond(to: GenerationRequest(messages: [Message(.user, "Hello")]))
public struct OpenAIEndpoint: Sendable {
    /// Up to and with the version, such as `https://api.example.com/v1`.
    public let baseURL: String
    public let apiKey: Secret?
    public let options: EndpointOptions
    let transport: HTTPTransport

    /// Nothing is sent; a URL that cannot be used is a ``ModelError`` of the first request.
    ///
    /// - Parameter baseURL: With `http` or `https` and without user and password: those belong into `apiKey`.
    public init(baseURL: String, apiKey: Secret? = nil, options: EndpointOptions = EndpointOptions()) {
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.options = options
        self.transport = HTTPTransport(timeouts: options.timeouts)
    }
}

extension OpenAIEndpoint: CustomStringConvertible {
    /// The base URL without what may be secret in it.
    public var description: String {
        guard var parts = URLComponents(string: baseURL) else { return "an endpoint without a valid URL" }
        parts.user = nil
        parts.password = nil
        parts.query = nil
        parts.fragment = nil
        return parts.string ?? "an endpoint without a valid URL"
    }
}
