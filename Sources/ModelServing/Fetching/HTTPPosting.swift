/// Sends bytes to a URL: what exporters of traces ask of an HTTP client.
///
/// `HTTPFetcher` of RemoteModels is one.
public protocol HTTPPosting: Sendable {
    /// One POST, which follows no redirect.
    ///
    /// - Throws: When there is no whole answer: no connection, a time-out, a broken body; `CancellationError`.
    func post(_ request: HTTPPostRequest) async throws -> HTTPFetchResponse
}

/// What to send, and where to.
public struct HTTPPostRequest: Sendable, Hashable {
    public var url: String
    /// `Content-Type` among them.
    public var headers: [String: String]
    public var body: [UInt8]
    /// Of the answer's body, after its transport coding is undone.
    public var maximumBytes: Int
    /// For the whole of it.
    public var timeout: Duration

    public init(
        url: String, headers: [String: String] = [:], body: [UInt8], maximumBytes: Int = 1 << 20,
        timeout: Duration = .seconds(30)
    ) {
        self.url = url
        self.headers = headers
        self.body = body
        self.maximumBytes = maximumBytes
        self.timeout = timeout
    }
}
