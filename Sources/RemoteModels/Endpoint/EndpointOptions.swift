public import ModelServing

/// How an endpoint differs from the usual, and how long to wait for it.
///
///     var options = EndpointOptions()
///     options.authorization = .header("api-key")                         // Azure's
///     options.query = ["api-version": "2024-10-21"]
///     options.paths.chat = "my-endpoint/invocations"                     // Databricks', of one endpoint
///     options.bodyFieldNames = ["max_tokens": "max_completion_tokens"]   // OpenAI's for reasoning models
///     options.extraBodyFields = ["cache_prompt": true]                   // llama.cpp's
///     options.timeouts.idle = .seconds(300)
public struct EndpointOptions: Sendable, Hashable {
    /// What is appended to the base URL for each task; a query may follow.
    public struct Paths: Sendable, Hashable {
        public var chat: String
        public var embeddings: String
        public var models: String

        public init(
            chat: String = "chat/completions", embeddings: String = "embeddings", models: String = "models"
        ) {
            self.chat = chat
            self.embeddings = embeddings
            self.models = models
        }
    }

    /// How the key is sent.
    public enum Authorization: Sendable, Hashable {
        /// `Authorization: Bearer KEY`.
        case bearer
        /// `Authorization: SCHEME KEY`, such as `Token`.
        case scheme(String)
        /// A header of this name with the bare key, such as `api-key`.
        case header(String)
    }

    public struct Timeouts: Sendable, Hashable {
        /// To make the connection, TLS included.
        public var connect: Duration
        /// Without a single byte, before the answer or within it. A model that reads a long prompt on a slow
        /// machine says nothing meanwhile, so be generous.
        public var idle: Duration

        public init(connect: Duration = .seconds(10), idle: Duration = .seconds(120)) {
            self.connect = connect
            self.idle = idle
        }
    }

    /// What an answer may grow to before it is cut off with an error; in bytes.
    public struct Limits: Sendable, Hashable {
        /// The whole body of one answer.
        public var response: Int
        /// One event of a stream.
        public var event: Int

        public init(response: Int = 128 << 20, event: Int = 4 << 20) {
            self.response = response
            self.event = event
        }
    }

    public var paths: Paths
    /// Put behind every path, percent-encoded, in the order of the names.
    public var query: [String: String]
    public var authorization: Authorization
    /// Sent with every request; they replace headers of ours with the same name.
    public var headers: [String: String]
    /// The same for headers whose values no log may hold.
    public var secretHeaders: [String: Secret]
    /// Other names for the fields of the body that we set, by ours.
    public var bodyFieldNames: [String: String]
    /// Put into the body of every request. They replace fields of ours; a null removes one, as for servers that refuse
    /// `stream_options`.
    public var extraBodyFields: [String: JSON]
    public var timeouts: Timeouts
    public var retries: RetryPolicy
    public var limits: Limits

    public init(
        paths: Paths = Paths(), query: [String: String] = [:], authorization: Authorization = .bearer,
        headers: [String: String] = [:], secretHeaders: [String: Secret] = [:],
        bodyFieldNames: [String: String] = [:], extraBodyFields: [String: JSON] = [:],
        timeouts: Timeouts = Timeouts(), retries: RetryPolicy = RetryPolicy(), limits: Limits = Limits()
    ) {
        self.paths = paths
        self.query = query
        self.authorization = authorization
        self.headers = headers
        self.secretHeaders = secretHeaders
        self.bodyFieldNames = bodyFieldNames
        self.extraBodyFields = extraBodyFields
        self.timeouts = timeouts
        self.retries = retries
        self.limits = limits
    }
}
