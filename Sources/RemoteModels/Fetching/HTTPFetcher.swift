import AsyncHTTPClient
import Foundation
public import ModelServing
import NIOCore
import NIOHTTP1

/// Gets pages over HTTP and HTTPS.
///
///     let site = WebSource(sitemap: "https://example.org/sitemap.xml", fetcher: HTTPFetcher())
///     try await collection.ingest(site)
public struct HTTPFetcher: HTTPFetching {
    private let transport: HTTPTransport
    private let userAgent: String

    /// - Parameters:
    ///   - userAgent: What the server is told.
    ///   - timeouts: Without a byte for so long, a request ends; beside the time-out of each request.
    public init(userAgent: String = "Tessera", timeouts: EndpointOptions.Timeouts = .init()) {
        self.userAgent = userAgent
        transport = HTTPTransport(timeouts: timeouts)
    }

    /// - Throws: ``ModelError``: `invalidRequest`, `unreachable`, `timedOut`, `invalidResponse`; `CancellationError`.
    public func fetch(_ request: HTTPFetchRequest) async throws -> HTTPFetchResponse {
        try await answer(
            try ready(request.url, headers: request.headers), maximumBytes: request.maximumBytes,
            timeout: request.timeout)
    }

    private func ready(_ url: String, headers: [String: String]) throws(ModelError) -> HTTPClientRequest {
        guard let parts = URLComponents(string: url), ["http", "https"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false
        else {
            throw ModelError(.invalidRequest, "\(url) is no URL that begins with http:// or https://")
        }
        var sent = HTTPClientRequest(url: url)
        sent.headers.add(name: "User-Agent", value: userAgent)
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            sent.headers.replaceOrAdd(name: name, value: value)
        }
        return sent
    }

    private func answer(
        _ request: HTTPClientRequest, maximumBytes: Int, timeout: Duration
    ) async throws -> HTTPFetchResponse {
        try await withThrowingTaskGroup(of: HTTPFetchResponse.self) { group in
            group.addTask { try await send(request, maximumBytes: maximumBytes) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw ModelError(.timedOut, "\(request.url) took longer than \(timeout)")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private func send(_ request: HTTPClientRequest, maximumBytes: Int) async throws -> HTTPFetchResponse {
        do {
            let response = try await transport.send(request)
            var headers: [String: String] = [:]
            for (name, value) in response.headers where headers[name.lowercased()] == nil {
                headers[name.lowercased()] = value
            }
            var fetched = HTTPFetchResponse(status: Int(response.status.code), headers: headers)
            for try await part in response.body {
                fetched.body.append(contentsOf: part.readableBytesView)
                if fetched.body.count > maximumBytes {
                    fetched.body.removeSubrange(maximumBytes...)
                    fetched.isTruncated = true
                    break
                }
            }
            return fetched
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Self.failure(error, url: request.url)
        }
    }

    // MARK: Failures

    private static func failure(_ error: any Error, url: String) -> ModelError {
        if let error = error as? ModelError { return error }
        let closed = ModelError(.invalidResponse, "\(url) closed the connection before its answer was complete")
        if error is ClosedBeforeAnswer { return closed }
        guard let error = error as? HTTPClientError else { return ModelError(.unreachable, "\(url): \(error)") }
        switch error {
        case .connectTimeout, .readTimeout, .deadlineExceeded:
            return ModelError(.timedOut, "\(url) sent nothing for too long")
        case .remoteConnectionClosed:
            return closed
        default:
            return ModelError(.unreachable, "\(url): \(error.shortDescription)")
        }
    }
}

extension HTTPFetcher: HTTPPosting {
    /// - Throws: ``ModelError``: `invalidRequest`, `unreachable`, `timedOut`, `invalidResponse`; `CancellationError`.
    public func post(_ request: HTTPPostRequest) async throws -> HTTPFetchResponse {
        var sent = try ready(request.url, headers: request.headers)
        sent.method = .POST
        sent.body = .bytes(request.body)
        return try await answer(sent, maximumBytes: request.maximumBytes, timeout: request.timeout)
    }
}
