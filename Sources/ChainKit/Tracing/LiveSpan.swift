import Tracing

/// A span of swift-distributed-tracing beside one of a trace: begun and ended with it, and the context of the work
/// within, so that the spans of HTTP clients and servers stand under it.
enum LiveSpan {
    /// Runs `body` within a span of the collector's tracer; where there is none, just runs it.
    static func run<Result>(
        _ name: String, beside handle: SpanHandle, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let collector = handle.collector, let tracer = collector.tracer else { return try await body() }
        let live = tracer.startSpan(collector.options.redaction.redacted(name))
        func end(_ status: SpanStatus) {
            let span = collector.told(by: handle, status: status)
            live.updateAttributes { attributes in
                for (key, value) in span.exportedAttributes { attributes[key] = value.spanAttribute }
            }
            if status.code != .ok {
                live.setStatus(.init(code: .error, message: span.status.message ?? status.code.rawValue))
            }
            live.end()
        }
        do {
            let result = try await InstrumentationContext.$current.withValue(
                live.context, operation: body, isolation: isolation)
            end(.ok)
            return result
        } catch {
            end(.failure(error))
            throw error
        }
    }
}

extension SpanCollector {
    /// What the work has told by its end, without what must not be told.
    fileprivate func told(by handle: SpanHandle, status: SpanStatus) -> Span {
        var span = span(handle.position)
        span.status = status
        return options.applied(to: span)
    }
}

extension TraceValue {
    /// Attributes hold no objects: these and mixed arrays are JSON.
    fileprivate var spanAttribute: SpanAttribute {
        switch self {
        case .null: .string("null")
        case .boolean(let value): .bool(value)
        case .integer(let value): .int64(Int64(value))
        case .number(let value): .double(value)
        case .string(let value): .string(value)
        case .array(let values): values.allStrings.map { .stringArray($0) } ?? .string(json)
        case .object: .string(json)
        }
    }
}

extension [TraceValue] {
    /// nil where one is no text.
    var allStrings: [String]? {
        var texts: [String] = []
        for case .string(let text) in self { texts.append(text) }
        return texts.count == count ? texts : nil
    }
}
