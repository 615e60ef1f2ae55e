public import ModelServing
public import Retriever

/// Something that a model may ask to be called while it writes an answer.
///
///     struct City: Codable, Sendable { var name: String }
///     let weather = try FunctionTool("weather", "The weather in a city, now.") { (city: City) in
///         ToolOutput(try await forecast(city.name))
///     }
public protocol Tool: Sendable {
    /// What the model is told of it.
    var definition: ToolDefinition { get }

    /// - Parameter arguments: A JSON text, as the model wrote it.
    /// - Throws: ``ToolArgumentError`` for arguments that do not fit. Whatever it throws goes back to the model as text;
    ///   cancellation ends the answer.
    func call(_ arguments: String, in context: ToolContext) async throws -> ToolOutput
}

/// What a tool may know of the call that it is a part of.
public struct ToolContext: Sendable, Hashable {
    /// What the chain and the call let be searched; a tool that searches must keep to it.
    public var filter: Filter?

    public init(filter: Filter? = nil) {
        self.filter = filter
    }
}

/// What a tool gives to the model.
public struct ToolOutput: Sendable, Hashable {
    public var text: String
    /// Passages that the answer can cite from now on; they get numbers and follow the text.
    public var passages: [SearchHit]

    public init(_ text: String, passages: [SearchHit] = []) {
        self.text = text
        self.passages = passages
    }
}

/// The arguments of a call do not fit the tool.
public struct ToolArgumentError: Error, Hashable, CustomStringConvertible {
    /// What the model is told.
    public let description: String

    public init(_ description: String) {
        self.description = description
    }

    /// The arguments as a value.
    static func read<Arguments: Decodable>(
        _ type: Arguments.Type, from text: String
    ) throws(ToolArgumentError) -> Arguments {
        do {
            return try StructuredOutputError.read(type, from: text)
        } catch {
            throw ToolArgumentError("the arguments do not fit: \(error.reason)")
        }
    }
}

/// A tool made of a function of a `Codable` type.
public struct FunctionTool<Arguments: Decodable & Sendable>: Tool {
    public let definition: ToolDefinition
    private let body: @Sendable (Arguments, ToolContext) async throws -> ToolOutput

    /// - Parameters:
    ///   - descriptions: What the model reads of the arguments, by their names.
    ///   - schema: nil makes it of the arguments' type.
    /// - Throws: ``SchemaError`` where the type's schema cannot be made.
    public init(
        _ name: String, _ description: String, descriptions: [String: String] = [:], schema: JSONSchema? = nil,
        _ body: @escaping @Sendable (Arguments) async throws -> ToolOutput
    ) throws(SchemaError) {
        try self.init(name, description, descriptions: descriptions, schema: schema) { arguments, _ in
            try await body(arguments)
        }
    }

    /// As above, with the context of the call.
    public init(
        _ name: String, _ description: String, descriptions: [String: String] = [:], schema: JSONSchema? = nil,
        _ body: @escaping @Sendable (Arguments, ToolContext) async throws -> ToolOutput
    ) throws(SchemaError) {
        var definition = ToolDefinition(name: name, description: description)
        if let schema {
            definition.parameters = schema
        } else {
            definition.parameters = try JSONSchema(of: Arguments.self, descriptions: descriptions)
        }
        self.definition = definition
        self.body = body
    }

    public func call(_ arguments: String, in context: ToolContext) async throws -> ToolOutput {
        try await body(ToolArgumentError.read(Arguments.self, from: arguments), context)
    }
}

/// Retrieval as a tool: the model searches as often as it needs to, and cites what it finds.
///
/// It searches only what its own options, the chain's and the call's filters all let pass.
public struct RetrievalTool: Tool {
    public let definition: ToolDefinition
    /// What is searched.
    public var retriever: any ChunkRetriever
    /// What each search asks for.
    public var options: RetrievalOptions

    public init(
        _ retriever: any ChunkRetriever, name: String = "search",
        description: String = "Searches the documents and gives the passages that fit a question best.",
        options: RetrievalOptions = RetrievalOptions(k: 5)
    ) {
        definition = ToolDefinition(
            name: name, description: description,
            parameters: [
                "type": "object",
                "properties": ["query": ["type": "string", "description": "a question, or words to search for"]],
                "required": ["query"], "additionalProperties": false,
            ])
        self.retriever = retriever
        self.options = options
    }

    private struct Arguments: Decodable { var query: String }

    public func call(_ arguments: String, in context: ToolContext) async throws -> ToolOutput {
        let query = try ToolArgumentError.read(Arguments.self, from: arguments).query
        var options = options
        options.filter = Filter.both(options.filter, context.filter)
        let hits = try await retriever.retrieve(query, options: options)
        return ToolOutput(hits.isEmpty ? "Nothing was found." : "", passages: hits)
    }
}
