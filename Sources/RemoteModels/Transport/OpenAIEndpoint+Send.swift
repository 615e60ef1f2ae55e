import AsyncHTTPClient
import Foundation
import ModelServing
import NIOCore
import NIOHTTP1

/// An answer of status 2xx whose body has still to come.
struct EndpointResponse {
    var contentType: String
    var body: HTTPClientResponse.Body
    /// Keeps the connections open until the body has been read.
    var transport: HTTPTransport
}

extension OpenAIEndpoint {
    /// Sends the fields of a body.
    ///
    /// - Throws: As ``send(_:)``.
    func post(_ fields: [String: JSON], to path: String, accept: String) async throws -> EndpointResponse {
        var request = try request(.POST, path: path, accept: accept)
        request.body = .bytes(try body(fields))
        return try await send(request)
    }

    /// Sends a request, again where ``RetryPolicy`` says so, until an answer of status 2xx begins.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled, also while it waits to try again.
    func send(_ request: HTTPClientRequest) async throws -> EndpointResponse {
        var attempt = 1
        while true {
            try Task.checkCancellation()
            let failure: EndpointFailure
            do {
                let response = try await transport.send(request)
                if (200..<300).contains(response.status.code) {
                    return EndpointResponse(
                        contentType: response.headers.first(name: "content-type")?.lowercased() ?? "",
                        body: response.body, transport: transport)
                }
                failure = await self.failure(of: response)
            } catch {
                failure = self.failure(before: error)
            }
            try Task.checkCancellation()
            guard failure.isTransient,
                let delay = options.retries.delay(
                    afterAttempt: attempt, retryAfter: failure.error.retryAfter, jitter: .random(in: 0...1))
            else { throw failure.error }
            try await Task.sleep(for: delay)
            attempt += 1
        }
    }

    /// Reads a body to its end.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func collect(_ response: EndpointResponse) async throws -> Data {
        var data = Data()
        do {
            for try await part in response.body {
                data.append(contentsOf: part.readableBytesView)
                guard data.count <= options.limits.response else { throw tooLarge }
            }
        } catch let error as ModelError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw failure(within: error)
        }
        return data
    }

    /// Reads a whole answer as JSON.
    ///
    /// - Parameter kind: What it should be, for the error: "chat completion".
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    func decode<Answer: Decodable>(
        _ type: Answer.Type, from response: EndpointResponse, kind: String
    ) async throws -> Answer {
        let data = try await collect(response)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw failure(ofAnswer: data, kind: kind)
        }
    }

    var tooLarge: ModelError {
        ModelError(
            .invalidResponse,
            "the answer of \(self) is larger than the limit of \(options.limits.response) bytes; "
                + "raise EndpointOptions.limits if that is meant")
    }
}
