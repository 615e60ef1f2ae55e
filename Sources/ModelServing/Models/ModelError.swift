/// Why a model gave no answer.
public struct ModelError: Error, Hashable, CustomStringConvertible {
    /// The kind of failure; grows in later versions.
    public struct Code: Sendable, Hashable {
        let name: String

        /// A file of the model is missing.
        public static let fileNotFound = Code(name: "fileNotFound")
        /// A file of the model is damaged or does not fit the others.
        public static let invalidModel = Code(name: "invalidModel")
        /// An architecture or tokenizer that is not implemented.
        public static let unsupportedModel = Code(name: "unsupportedModel")
        /// The request cannot be sent as it is.
        public static let invalidRequest = Code(name: "invalidRequest")
        /// The request asks for what this model cannot do.
        public static let unsupportedRequest = Code(name: "unsupportedRequest")
        /// The endpoint could not be reached.
        public static let unreachable = Code(name: "unreachable")
        public static let timedOut = Code(name: "timedOut")
        /// The endpoint wants another or better credential.
        public static let unauthorized = Code(name: "unauthorized")
        /// Too many requests; `retryAfter` tells when, where the endpoint said.
        public static let rateLimited = Code(name: "rateLimited")
        /// No endpoint of this name and task is registered.
        public static let endpointNotFound = Code(name: "endpointNotFound")
        /// As many calls as may wait do so already; this one was turned away before a model was asked.
        public static let overloaded = Code(name: "overloaded")
        /// The endpoint answered with another error; `status` has it.
        public static let endpointFailed = Code(name: "endpointFailed")
        /// The endpoint's answer cannot be understood, or ended early.
        public static let invalidResponse = Code(name: "invalidResponse")
    }

    public let code: Code
    /// What happened and what to do about it.
    public let description: String
    /// The HTTP status, where there was one.
    public let status: Int?
    /// Seconds to wait, where the endpoint said.
    public let retryAfter: Double?
    /// The endpoint's own word for the error, such as `context_length_exceeded`, where it has one.
    public let endpointCode: String?
    /// The beginning of what the endpoint answered, up to 16 KiB, without the credential; nil where it did not answer.
    public let body: String?

    /// Whether the same request may be answered later: what failed is the way, the time or the load, not the request.
    public var isTransient: Bool {
        switch code {
        case .unreachable, .timedOut, .rateLimited, .overloaded: true
        default: status.map { [429, 502, 503, 504].contains($0) } ?? false
        }
    }

    public init(
        _ code: Code, _ description: String, status: Int? = nil, retryAfter: Double? = nil,
        endpointCode: String? = nil, body: String? = nil
    ) {
        self.code = code
        self.description = description
        self.status = status
        self.retryAfter = retryAfter
        self.endpointCode = endpointCode
        self.body = body
    }
}
