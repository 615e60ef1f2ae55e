/// Gets what is at a URL: what connectors to pages of the web ask of an HTTP client.
///
/// `HTTPFetcher` of RemoteModels is one. It is here so that neither the store nor the models need the other's dependencies.
public protocol HTTPFetching: Sendable {
    /// One GET, which follows no redirect.
    ///
    /// - Throws: When there is no whole answer: no connection, a time-out, a broken body; `CancellationError`.
    func fetch(_ request: HTTPFetchRequest) async throws -> HTTPFetchResponse
}

/// What to get, and how much of it.
public struct HTTPFetchRequest: Sendable, Hashable {
    public var url: String
    public var headers: [String: String]
    /// Of the body, after its transport coding is undone. One byte more is enough to know that it has more.
    public var maximumBytes: Int
    /// For the whole of it.
    public var timeout: Duration

    public init(
        url: String, headers: [String: String] = [:], maximumBytes: Int = 16 << 20, timeout: Duration = .seconds(30)
    ) {
        self.url = url
        self.headers = headers
        self.maximumBytes = maximumBytes
        self.timeout = timeout
    }
}

/// An answer of any status.
public struct HTTPFetchResponse: Sendable, Hashable {
    public var status: Int
    /// Names in lower case; the first of several with one name.
    public var headers: [String: String]
    public var body: [UInt8]
    /// Whether the body had more than the bytes allowed, and was cut there.
    public var isTruncated: Bool

    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = [], isTruncated: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isTruncated = isTruncated
    }
}
