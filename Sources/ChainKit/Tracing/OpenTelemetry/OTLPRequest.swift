import Crypto
import Foundation
import ModelServing

/// Traces in OpenTelemetry's protocol: the body of a POST to `/v1/traces`, as JSON.
///
/// The root span has the question and the answer, each model's span its exact messages; ids are those of the trace. A trace id of
/// the caller's own that is not 32 hexadecimal digits is hashed to such, and stands as it is in `tessera.trace.id`.
///
///     let body = OTLPRequest([answer.trace], service: "handbook").body
///
/// - Source: OTLP 1.7, opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding.
public struct OTLPRequest: Sendable, Hashable {
    /// What is sent.
    public var traces: [Trace]
    /// The `service.name` that backends sort by.
    public var service: String

    public init(_ traces: [Trace], service: String = "tessera") {
        self.traces = traces
        self.service = service
    }

    /// One line of JSON, without a line break.
    public var body: [UInt8] { Array(json.json.utf8) }

    private var json: TraceValue {
        let spans = traces.flatMap { trace in
            let traceID = TraceID.openTelemetry(trace.id)
            return trace.exportedRoot.flattened.map { $0.otlp(traceID: traceID) }
        }
        let resource = ["service.name": TraceValue.string(service)]
        return .object([
            "resourceSpans": .array([
                .object([
                    "resource": .object(["attributes": resource.otlpAttributes]),
                    "scopeSpans": .array([
                        .object([
                            "scope": .object(["name": "tessera"]), "spans": .array(spans),
                            "schemaUrl": .string(GenAIConventions.schemaURL),
                        ])
                    ]),
                ])
            ])
        ])
    }
}

extension Trace {
    /// The root span with what the trace alone knows.
    fileprivate var exportedRoot: Span {
        var root = root
        if root.inputs == nil, !question.isEmpty { root.inputs = .string(question) }
        if root.outputs == nil, !answer.isEmpty { root.outputs = .string(answer) }
        root.attributes["tessera.trace.id"] = .string(id)
        if let requester { root.attributes["user.id"] = .string(requester) }
        if let usage {
            root.attributes["tessera.usage.input_tokens"] = .integer(usage.inputTokens)
            root.attributes["tessera.usage.output_tokens"] = .integer(usage.outputTokens)
        }
        root.attributes["tessera.citations.removed"] = .integer(removedCitations)
        if !warnings.isEmpty {
            root.attributes["tessera.warnings"] = .array(warnings.map { .string($0.description) })
        }
        return root
    }
}

extension Span {
    /// Parents before their children.
    fileprivate var flattened: [Span] { [self] + children.flatMap(\.flattened) }

    fileprivate func otlp(traceID: String) -> TraceValue {
        var members: [String: TraceValue] = [
            "traceId": .string(traceID), "spanId": .string(id), "name": .string(name),
            // A call of a model goes out of the process or may; the rest is internal.
            "kind": attributes[GenAIConventions.requestModel] == nil ? 1 : 3,
            "startTimeUnixNano": .string(Self.nanoseconds(start)),
            "endTimeUnixNano": .string(Self.nanoseconds(start + duration)),
            "attributes": exportedAttributes.otlpAttributes,
        ]
        if let parentID { members["parentSpanId"] = .string(parentID) }
        switch status.code {
        case .ok: members["status"] = .object(["code": 1])
        case .error, .cancelled:
            members["status"] = .object(["code": 2, "message": .string(status.message ?? status.code.rawValue)])
        }
        return .object(members)
    }

    /// A number of 64 bits is a text in protobuf's JSON.
    private static func nanoseconds(_ seconds: Double) -> String {
        String(UInt64(max(0, min(seconds, 9e9)) * 1e9))
    }
}

extension [String: TraceValue] {
    /// In the order of their names, so that the same trace gives the same bytes.
    fileprivate var otlpAttributes: TraceValue {
        .array(
            sorted { $0.key < $1.key }.map { .object(["key": .string($0.key), "value": $0.value.otlp]) })
    }
}

extension TraceValue {
    /// Protobuf's `AnyValue` as JSON.
    fileprivate var otlp: TraceValue {
        switch self {
        case .null: .object([:])
        case .boolean: .object(["boolValue": self])
        case .integer(let value): .object(["intValue": .string(String(value))])
        case .number: .object(["doubleValue": self])
        case .string: .object(["stringValue": self])
        case .array(let values): .object(["arrayValue": .object(["values": .array(values.map(\.otlp))])])
        case .object(let members):
            .object(["kvlistValue": .object(["values": members.otlpAttributes])])
        }
    }
}

extension TraceID {
    /// The id itself where it is one of OpenTelemetry's, otherwise a hash of it.
    static func openTelemetry(_ id: String) -> String {
        let isValid =
            id.utf8.count == 32 && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            && id.utf8.contains { $0 != 48 }
        return isValid ? id : hash(id)
    }

    /// 32 hexadecimal digits that are the same for the same text on every machine.
    static func hash(_ text: String) -> String { String(SHA256.hash(data: Data(text.utf8)).hexadecimal.prefix(32)) }
}

extension SHA256Digest {
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
