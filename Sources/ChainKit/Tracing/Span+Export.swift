import ModelServing

extension Span {
    /// The attributes as other systems take them: what went in and out is among them, under the names that tracing backends
    /// look for.
    var exportedAttributes: [String: TraceValue] {
        var exported = attributes
        if attributes[GenAIConventions.operation] == .string(GenAIConventions.chat) {
            let reasons = attributes[GenAIConventions.finishReasons]?.firstString
            exported[GenAIConventions.inputMessages] = inputs?["messages"]?.conventionalMessages(finishReason: nil)
            exported[GenAIConventions.outputMessages] = outputs?["messages"]?.conventionalMessages(
                finishReason: reasons ?? "stop")
        } else {
            // OpenInference's names: OpenTelemetry has none for work that is not a model's.
            exported["openinference.span.kind"] = .string(openInferenceKind)
            exported["input.value"] = inputs.map { .string($0.text) }
            exported["output.value"] = outputs.map { .string($0.text) }
        }
        if status.code != .ok { exported[GenAIConventions.errorType] = .string(status.code.rawValue) }
        return exported
    }
}

extension Span {
    private var openInferenceKind: String {
        switch attributes[GenAIConventions.operation] {
        case .string(GenAIConventions.invokeAgent): "AGENT"
        case .string(GenAIConventions.embeddings): "EMBEDDING"
        case .string(GenAIConventions.rerank): "RERANKER"
        case .string(GenAIConventions.executeTool): "TOOL"
        default: name == ChainStep.retrieval.name ? "RETRIEVER" : "CHAIN"
        }
    }
}

extension JSON {
    /// Numbers are finite: all of it has a text.
    fileprivate init(_ value: TraceValue) {
        switch value {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = Int(exactly: value).map { .integer($0) } ?? .number(value.isFinite ? value : 0)
        case .string(let value): self = .string(value)
        case .array(let values): self = .array(values.map { JSON($0) })
        case .object(let members):
            self = .object(members.sorted { $0.key < $1.key }.map { Member($0.key, JSON($0.value)) })
        }
    }
}

extension TraceValue {
    subscript(name: String) -> TraceValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var firstString: String? {
        guard case .array(let values) = self, case .string(let text)? = values.first else { return nil }
        return text
    }

    /// A text as it is, anything else as JSON.
    var text: String {
        guard case .string(let text) = self else { return json }
        return text
    }

    /// Its JSON, members in the order of their names; numbers that JSON lacks become 0.
    var json: String { (try? JSON(self).text()) ?? "null" }

    /// Messages in OpenTelemetry's form, as JSON: each has a role and parts.
    fileprivate func conventionalMessages(finishReason: String?) -> TraceValue? {
        guard case .array(let messages) = self else { return nil }
        let converted = messages.map { message -> TraceValue in
            var parts: [TraceValue] = []
            if case .string(let content)? = message["content"], !content.isEmpty {
                parts.append(
                    message["tool_call_id"].map {
                        .object(["type": "tool_call_response", "id": $0, "response": .string(content)])
                    } ?? .object(["type": "text", "content": .string(content)]))
            }
            if case .array(let calls)? = message["tool_calls"] {
                for case .object(let call) in calls {
                    parts.append(.object(call.merging(["type": "tool_call"]) { first, _ in first }))
                }
            }
            var members: [String: TraceValue] = ["role": message["role"] ?? "user", "parts": .array(parts)]
            if let finishReason { members["finish_reason"] = .string(finishReason) }
            return .object(members)
        }
        return .string(TraceValue.array(converted).json)
    }
}
