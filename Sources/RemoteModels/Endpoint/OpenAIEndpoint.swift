import AsyncHTTPClient
import Foundation
import ModelServing
import NIOCore
import NIOHTTP1

/// A server that speaks OpenAI's wire format: OpenAI's own, llama.cpp's, vLLM, Ollama and many more.
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

extension OpenAIEndpoint {
    /// The body of a request: ours, changed by ``EndpointOptions/extraBodyFields``.
    func body(_ fields: [String: JSONValue]) throws(ModelError) -> Data {
        let merged = fields.merging(options.extraBodyFields) { _, extra in extra }.filter { $0.value != .null }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(merged)
        } catch {
            throw ModelError(.invalidRequest, "the request cannot be written as JSON: \(error)")
        }
    }

    /// Everything of a request but its body.
    func request(path: String, accept: String) throws(ModelError) -> HTTPClientRequest {
        guard let parts = URLComponents(string: baseURL), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false
        else {
            throw ModelError(.invalidRequest, "\(self) is no URL that begins with http:// or https:// and names a host")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw ModelError(
                .invalidRequest, "the URL \(self) carries a query; put it behind the paths of EndpointOptions.paths")
        }
        guard parts.user == nil, parts.password == nil else {
            throw ModelError(.invalidRequest, "the URL \(self) carries a user or password; give it as apiKey instead")
        }
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        var request = HTTPClientRequest(url: base + (path.hasPrefix("/") ? path : "/" + path))
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: accept)
        apiKey?.withExposedValue { key in
            switch options.authorization {
            case .bearer: request.headers.add(name: "Authorization", value: "Bearer \(key)")
            case .header(let name): request.headers.add(name: name, value: key)
            }
        }
        for (name, value) in options.headers { request.headers.replaceOrAdd(name: name, value: value) }
        return request
    }
}
