import ModelServing

extension SpanHandle {
    /// Tells exactly what a language model is sent.
    func record(_ request: GenerationRequest, model: String) {
        set(GenAIConventions.operation, .string(GenAIConventions.chat))
        set(GenAIConventions.requestModel, .string(model))
        if let temperature = request.temperature { set(GenAIConventions.temperature, .number(temperature)) }
        if let maximum = request.maximumTokens { set(GenAIConventions.maximumTokens, .integer(maximum)) }
        if let seed = request.seed { set(GenAIConventions.seed, .integer(seed)) }
        if !request.stopSequences.isEmpty {
            set(GenAIConventions.stopSequences, .array(request.stopSequences.map { .string($0) }))
        }
        setInputs(.object(["messages": .array(request.messages.map(\.traceValue))]))
    }

    /// Tells exactly what it answered.
    func record(_ response: GenerationResponse) {
        set(GenAIConventions.finishReasons, .array([.string(response.finishReason.rawValue)]))
        if let usage = response.usage {
            set(GenAIConventions.inputTokens, .integer(usage.inputTokens))
            set(GenAIConventions.outputTokens, .integer(usage.outputTokens))
        }
        setOutputs(.object(["messages": .array([response.message.traceValue])]))
    }
}

extension Message {
    fileprivate var traceValue: TraceValue {
        var members: [String: TraceValue] = ["role": .string(role.rawValue), "content": .string(content)]
        if !toolCalls.isEmpty {
            members["tool_calls"] = .array(
                toolCalls.map {
                    .object([
                        "id": .string($0.id), "name": .string($0.toolName), "arguments": .string($0.arguments),
                    ])
                })
        }
        if let toolCallID { members["tool_call_id"] = .string(toolCallID) }
        return .object(members)
    }
}
