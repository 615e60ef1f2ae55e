import ModelServing

extension OpenAILanguageModel {
    /// The request in OpenAI's words; what is nil is left to the server.
    func fields(of request: GenerationRequest) -> [String: JSON] {
        var fields: [String: JSON] = [
            "model": .string(name),
            "messages": .array(request.messages.map { Self.json($0) }),
            "stream": .boolean(delivery == .streamed),
        ]
        if delivery == .streamed { fields["stream_options"] = ["include_usage": true] }
        if let temperature = request.temperature { fields["temperature"] = .number(temperature) }
        if let maximum = request.maximumTokens { fields["max_tokens"] = .integer(maximum) }
        if let seed = request.seed { fields["seed"] = .integer(seed) }
        if !request.stopSequences.isEmpty { fields["stop"] = .array(request.stopSequences.map { .string($0) }) }
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map { Self.json($0) }) }
        if let choice = request.toolChoice { fields["tool_choice"] = Self.json(choice) }
        if let format = request.responseFormat { fields["response_format"] = Self.json(format) }
        return fields
    }

    private static func json(_ message: Message) -> JSON {
        var members = [
            JSON.Member("role", .string(message.role.rawValue)),
            // OpenAI's own answers have null where there are only calls.
            JSON.Member(
                "content", message.content.isEmpty && !message.toolCalls.isEmpty ? .null : .string(message.content)),
        ]
        if !message.toolCalls.isEmpty {
            let calls = message.toolCalls.map { call -> JSON in
                [
                    "id": .string(call.id), "type": "function",
                    "function": ["name": .string(call.toolName), "arguments": .string(call.arguments)],
                ]
            }
            members.append(JSON.Member("tool_calls", .array(calls)))
        }
        if let id = message.toolCallID { members.append(JSON.Member("tool_call_id", .string(id))) }
        return .object(members)
    }

    private static func json(_ tool: ToolDefinition) -> JSON {
        [
            "type": "function",
            "function": [
                "name": .string(tool.name), "description": .string(tool.description),
                "parameters": tool.parameters.json,
            ],
        ]
    }

    private static func json(_ choice: ToolChoice) -> JSON {
        switch choice {
        case .automatic: "auto"
        case .none: "none"
        case .required: "required"
        case .tool(let name): ["type": "function", "function": ["name": .string(name)]]
        }
    }

    private static func json(_ format: ResponseFormat) -> JSON {
        switch format {
        case .text: ["type": "text"]
        case .jsonObject: ["type": "json_object"]
        case .jsonSchema(let schema, let name):
            [
                "type": "json_schema",
                "json_schema": ["name": .string(name), "strict": true, "schema": schema.json],
            ]
        }
    }
}
