public import ModelServing

/// The record of one call of a chain, failed calls included: what was asked, what each step did and when, exactly what
/// the model was sent, and what came of it.
public struct Trace: Sendable, Hashable, Codable {
    /// 32 hexadecimal digits, as OpenTelemetry's, unless the caller gave another.
    public var id: String
    /// Seconds since 1970.
    public var start: Double
    /// Seconds.
    public var duration: Double
    /// How it ended.
    public var status: SpanStatus
    /// As it was asked, byte for byte.
    public var question: String
    /// What the caller was given of an answer; of a call that failed, the part before the failure.
    public var answer: String
    /// Who asked, where the caller said.
    public var requester: String?
    /// The caller's own id of the request, where it gave one.
    public var clientRequestID: String?
    /// Exactly what models were sent, in order.
    public var requests: [ModelRequest]
    /// nil where no model counted.
    public var usage: TokenUsage?
    /// In the order of first use.
    public var citations: [Citation]
    /// How many citations resolved to nothing.
    public var removedCitations: Int
    /// Retrieval found nothing.
    public var foundNothing: Bool
    /// Those of the steps.
    public var warnings: [ChainWarning]
    /// The chain's span; its children are the steps.
    public var root: Span

    /// The messages of the last request to a model: the exact prompt of the answer. nil when none was sent.
    public var prompt: [Message]? { requests.last?.request?.messages }

    /// What a server would have answered: 200, 499 for a call whose caller left, the status that a model's endpoint
    /// answered where that ended the call, otherwise 500.
    public var statusCode: Int {
        switch status.code {
        case .ok: 200
        case .cancelled: 499
        case .error: status.endpointStatus ?? 500
        }
    }

    /// The name of the last model asked.
    public var model: String? { requests.last?.model }
}

/// A piece of work within a trace.
public struct Span: Sendable, Hashable, Codable {
    /// 16 hexadecimal digits.
    public var id: String
    /// The id of the span that it is part of; nil for the root.
    public var parentID: String?
    /// A step's name, or what the work called itself.
    public var name: String
    /// Seconds since 1970.
    public var start: Double
    /// Seconds.
    public var duration: Double
    /// How it ended.
    public var status: SpanStatus
    /// By OpenTelemetry's names for generative AI where there is one.
    public var attributes: [String: TraceValue]
    /// What the work was given, where it says.
    public var inputs: TraceValue?
    /// What it gave back, where it says.
    public var outputs: TraceValue?
    /// In the order in which they began.
    public var children: [Span]

    /// The first span of that name among this one and those under it, depth first.
    public func first(named name: String) -> Span? {
        if self.name == name { return self }
        for child in children {
            if let found = child.first(named: name) { return found }
        }
        return nil
    }
}

/// How a span ended.
public struct SpanStatus: Sendable, Hashable, Codable {
    /// The three ends that work has.
    public enum Code: String, Sendable, Hashable, Codable {
        case ok, error, cancelled
    }

    /// Which end it was.
    public var code: Code
    /// What went wrong.
    public var message: String?
    /// The HTTP status with which a model's endpoint refused, where that was what went wrong.
    public var endpointStatus: Int?

    public init(_ code: Code, _ message: String? = nil, endpointStatus: Int? = nil) {
        self.code = code
        self.message = message
        self.endpointStatus = endpointStatus
    }

    /// It ended well.
    public static let ok = SpanStatus(.ok)
    /// Its task was cancelled, or its reader left.
    public static let cancelled = SpanStatus(.cancelled)

    static func failure(_ error: any Error) -> SpanStatus {
        if error is CancellationError { return .cancelled }
        let cause = (error as? StepFailure)?.underlying ?? error
        return SpanStatus(.error, String(describing: cause), endpointStatus: (cause as? ModelError)?.status)
    }
}
