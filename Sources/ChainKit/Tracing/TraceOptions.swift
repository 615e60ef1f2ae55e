public import Tracing

/// What of a call goes into its trace, and where its spans go while they happen.
///
///     chain.tracing.capturesContent = false  // times, counts and names, but no texts
///     chain.tracing.redaction = [.patterns(TextPattern.personalData)]
///
/// Both hold for everything that is made from the trace: recorders, tables, exports, the spans of a tracer, and the
/// trace of the answer and of ``ChainError`` themselves.
public struct TraceOptions: Sendable {
    /// Whether texts are kept: question, answer, requests, passages, inputs, outputs, messages of errors and warnings.
    /// Without them a trace has times, counts, names, the places of citations and the kinds of errors.
    public var capturesContent: Bool
    /// What to replace in the texts that are kept.
    public var redaction: TraceRedaction
    /// Where spans go while they happen; nil takes the tracer that the program has set up by
    /// `InstrumentationSystem.bootstrap`, if any.
    public var tracer: (any Tracer)?

    public init(
        capturesContent: Bool = true, redaction: TraceRedaction = TraceRedaction(), tracer: (any Tracer)? = nil
    ) {
        self.capturesContent = capturesContent
        self.redaction = redaction
        self.tracer = tracer
    }

    func applied(to trace: Trace) -> Trace {
        guard capturesContent else { return trace.withoutContent }
        return redaction.isEmpty ? trace : redaction.redacted(trace)
    }

    func applied(to span: Span) -> Span {
        guard capturesContent else { return span.withoutContent }
        return redaction.isEmpty ? span : redaction.redacted(span)
    }
}

extension Trace {
    /// Times, counts and names alone.
    var withoutContent: Trace {
        var trace = self
        trace.question = ""
        trace.answer = ""
        trace.requests = requests.map { ModelRequest(model: $0.model, prompt: $0.prompt) }
        trace.citations = citations.map { citation in
            var citation = citation
            citation.text = ""
            citation.headings = []
            return citation
        }
        trace.warnings = warnings.map { ChainWarning($0.code, step: $0.step, "") }
        trace.status = status.withoutContent
        trace.root = root.withoutContent
        return trace
    }
}

extension Span {
    /// Its own numbers, truths and names of OpenTelemetry's; no other text.
    var withoutContent: Span {
        var span = self
        span.inputs = nil
        span.outputs = nil
        span.status = status.withoutContent
        span.attributes = attributes.filter { key, value in
            switch value {
            case .integer, .number, .boolean, .null: true
            case .string, .array, .object: key.hasPrefix("gen_ai.") && !GenAIConventions.content.contains(key)
            }
        }
        span.children = children.map(\.withoutContent)
        return span
    }
}

extension SpanStatus {
    var withoutContent: SpanStatus { SpanStatus(code, endpointStatus: endpointStatus) }
}

extension GenAIConventions {
    /// The names whose values are texts of users or models.
    static let content: Set<String> = [inputMessages, outputMessages, stopSequences]
}
