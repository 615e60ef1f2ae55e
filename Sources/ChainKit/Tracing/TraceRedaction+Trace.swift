import ModelServing

extension TraceRedaction {
    /// A trace whose every text has gone through the rules; ids, names of steps and numbers stay.
    public func redacted(_ trace: Trace) -> Trace {
        var trace = trace
        trace.question = redacted(trace.question)
        trace.answer = redacted(trace.answer)
        trace.requester = trace.requester.map(redacted)
        trace.clientRequestID = trace.clientRequestID.map(redacted)
        trace.requests = trace.requests.map(redacted)
        trace.citations = trace.citations.map(redacted)
        trace.warnings = trace.warnings.map { ChainWarning($0.code, step: $0.step, redacted($0.message)) }
        trace.status.message = trace.status.message.map(redacted)
        trace.root = redacted(trace.root)
        return trace
    }

    func redacted(_ span: Span) -> Span {
        var span = span
        span.name = redacted(span.name)
        span.status.message = span.status.message.map(redacted)
        span.attributes = Dictionary(
            span.attributes.map { (redacted($0.key), redacted($0.value)) }, uniquingKeysWith: { first, _ in first })
        span.inputs = span.inputs.map(redacted)
        span.outputs = span.outputs.map(redacted)
        span.children = span.children.map(redacted)
        return span
    }

    private func redacted(_ value: TraceValue) -> TraceValue {
        switch value {
        case .null, .boolean, .integer, .number: value
        case .string(let text): .string(redacted(text))
        case .array(let elements): .array(elements.map(redacted))
        case .object(let members):
            .object(
                Dictionary(
                    members.map { (redacted($0.key), redacted($0.value)) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    private func redacted(_ request: ModelRequest) -> ModelRequest {
        guard var sent = request.request else { return request }
        sent.messages = sent.messages.map { message in
            var message = message
            message.content = redacted(message.content)
            message.toolCalls = message.toolCalls.map { call in
                var call = call
                call.arguments = redacted(call.arguments)
                return call
            }
            return message
        }
        sent.stopSequences = sent.stopSequences.map(redacted)
        sent.tools = sent.tools.map { tool in
            var tool = tool
            tool.description = redacted(tool.description)
            return tool
        }
        var request = request
        request.request = sent
        return request
    }

    private func redacted(_ citation: Citation) -> Citation {
        var citation = citation
        // An id has the document's path in it.
        citation.chunkID = redacted(citation.chunkID)
        citation.path = redacted(citation.path)
        citation.headings = citation.headings.map(redacted)
        citation.text = redacted(citation.text)
        return citation
    }
}
