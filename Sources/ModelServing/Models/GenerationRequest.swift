/// What is sent to a ``LanguageModel``: the whole of it; nothing is added on the way.
public struct GenerationRequest: Sendable, Hashable {
    public var messages: [Message]
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest answer, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?
    /// Texts that end the answer and are not part of it.
    public var stopSequences: [String]
    public var seed: Int?
    /// What the model may ask to be called.
    public var tools: [ToolDefinition]
    /// nil leaves it to the model, which then chooses as with ``ToolChoice/automatic``.
    public var toolChoice: ToolChoice?
    /// nil leaves it to the model, which then answers in free text.
    public var responseFormat: ResponseFormat?

    public init(
        messages: [Message], temperature: Double? = nil, maximumTokens: Int? = nil,
        stopSequences: [String] = [], seed: Int? = nil, tools: [ToolDefinition] = [], toolChoice: ToolChoice? = nil,
        responseFormat: ResponseFormat? = nil
    ) {
        self.messages = messages
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.stopSequences = stopSequences
        self.seed = seed
        self.tools = tools
        self.toolChoice = toolChoice
        self.responseFormat = responseFormat
    }
}

/// The form of an answer's text.
public enum ResponseFormat: Sendable, Hashable, Codable {
    case text
    /// Some JSON object; the messages must say which.
    case jsonObject
    /// JSON that keeps a schema. The name is for the server's records: letters, digits, `_` and `-`.
    case jsonSchema(JSONSchema, name: String)
}

extension GenerationRequest: Codable {
    private enum CodingKeys: String, CodingKey {
        case messages, temperature, maximumTokens, stopSequences, seed, tools, toolChoice, responseFormat
    }

    /// Requests that were recorded before there were tools have no field for them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            messages: try container.decode([Message].self, forKey: .messages),
            temperature: try container.decodeIfPresent(Double.self, forKey: .temperature),
            maximumTokens: try container.decodeIfPresent(Int.self, forKey: .maximumTokens),
            stopSequences: try container.decode([String].self, forKey: .stopSequences),
            seed: try container.decodeIfPresent(Int.self, forKey: .seed),
            tools: try container.decodeIfPresent([ToolDefinition].self, forKey: .tools) ?? [],
            toolChoice: try container.decodeIfPresent(ToolChoice.self, forKey: .toolChoice),
            responseFormat: try container.decodeIfPresent(ResponseFormat.self, forKey: .responseFormat))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(messages, forKey: .messages)
        try container.encodeIfPresent(temperature, forKey: .temperature)
        try container.encodeIfPresent(maximumTokens, forKey: .maximumTokens)
        try container.encode(stopSequences, forKey: .stopSequences)
        try container.encodeIfPresent(seed, forKey: .seed)
        if !tools.isEmpty { try container.encode(tools, forKey: .tools) }
        try container.encodeIfPresent(toolChoice, forKey: .toolChoice)
        try container.encodeIfPresent(responseFormat, forKey: .responseFormat)
    }
}
