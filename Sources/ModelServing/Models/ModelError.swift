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
        /// The endpoint could not be reached.
        public static let unreachable = Code(name: "unreachable")
        public static let timedOut = Code(name: "timedOut")
        /// The endpoint wants another or better credential.
        public static let unauthorized = Code(name: "unauthorized")
        /// Too many requests; `retryAfter` tells when, where the endpoint said.
        public static let rateLimited = Code(name: "rateLimited")
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

    public init(_ code: Code, _ description: String, status: Int? = nil, retryAfter: Double? = nil) {
        self.code = code
        self.description = description
        self.status = status
        self.retryAfter = retryAfter
    }
}
