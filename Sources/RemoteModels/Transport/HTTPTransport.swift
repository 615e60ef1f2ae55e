import AsyncHTTPClient
import NIOCore

/// The connections of one endpoint.
///
/// It owns its HTTP client instead of using the process-wide one, whose time-outs and redirects are not ours to set,
/// and shuts it down when the last endpoint value lets go of it. A request under way holds its transport, so none is
/// ever cut off by that.
final class HTTPTransport: Sendable {
    private let client: HTTPClient

    init(timeouts: EndpointOptions.Timeouts) {
        var configuration = HTTPClient.Configuration(
            // A redirected POST would take the credential along or lose its body.
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.idle)))
        // Common servers close idle connections after 5 s; a request sent into that moment would fail.
        configuration.connectionPool.idleTimeout = .seconds(4)
        // Otherwise a refused connection is reported only when the connect time-out is over; RetryPolicy decides.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.http1_1ConnectionDebugInitializer = AnswerWatch.add
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        client.shutdown { _ in }
    }

    /// Sends one request and waits for the head of its answer, however long within the idle time-out.
    ///
    /// - Throws: ``ClosedBeforeAnswer`` if the connection ended instead; `HTTPClientError.remoteConnectionClosed` if it had ended
    ///   before the request was written to it.
    func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await client.execute(request, deadline: .distantFuture)
    }
}

extension HTTPTransport: CustomReflectable {
    /// Nothing: the client leads to its event loops, and these to the headers of requests under way.
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        // Beyond 30 years a time-out is none, and nanoseconds stay far from overflow.
        self = .nanoseconds(min(max(seconds, 0), 1_000_000_000) * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
