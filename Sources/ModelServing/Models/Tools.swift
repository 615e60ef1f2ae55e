import Foundation

/// A function that a ``LanguageModel`` may ask to be called; who sends the request calls it.
///
///     let weather = ToolDefinition(
///         name: "weather", description: "The weather in a city, now.",
///         parameters: ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]])
///     var request = GenerationRequest(messages: [Message(.user, "Does it rain in Kyoto?")], tools: [weather])
///     let response = try await model.respond(to: request)
///     request.messages.append(response.message)
///     for call in response.toolCalls {
///         let city = try call.arguments(as: [String: String].self)["city"] ?? ""
///         request.messages.append(.toolOutput(forecast(city), for: call))
///     }
///     let answer = try await model.respond(to: request)
public struct ToolDefinition: Sendable, Hashable, Codable {
    /// Letters, digits, `_` and `-`, up to 64 of them, is what servers agree on.
    public var name: String
    /// What it does and when to call it; the model reads it.
    public var description: String
    /// The shape of its arguments: an object.
    public var parameters: JSONSchema

    public init(name: String, description: String, parameters: JSONSchema = .emptyObject) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// Whether a model calls tools.
public enum ToolChoice: Sendable, Hashable, Codable {
    /// As the model sees fit.
    case automatic
    /// It answers in words.
    case none
    /// It calls at least one tool.
    case required
    /// It calls the tool of this name.
    case tool(String)
}

/// A call that a model asks for.
public struct ToolCall: Sendable, Hashable, Codable {
    /// Names the call in the message with its output. Where a server gives none, `call_0`, `call_1`, … by the call's
    /// place.
    public var id: String
    public var toolName: String
    /// A JSON text, as the model wrote it: neither its form nor its agreement with the tool's parameters is certain.
    public var arguments: String

    public init(id: String, toolName: String, arguments: String) {
        self.id = id
        self.toolName = toolName
        self.arguments = arguments
    }

    /// The arguments as a value of yours.
    ///
    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidResponse`` where the model wrote something else.
    public func arguments<Arguments: Decodable>(as type: Arguments.Type) throws(ModelError) -> Arguments {
        do {
            return try JSONDecoder().decode(type, from: Data(arguments.utf8))
        } catch {
            throw ModelError(
                .invalidResponse, "the call of \(toolName) has arguments that are no \(type): \(arguments.prefix(200))")
        }
    }
}
