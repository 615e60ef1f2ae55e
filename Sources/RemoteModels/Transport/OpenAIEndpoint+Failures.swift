import AsyncHTTPClient
package import Foundation
import ModelServing
import NIOCore
import NIOHTTP1

/// A failed attempt: the error it ends with unless it may be tried again.
struct EndpointFailure: Error {
    var error: ModelError
    var isTransient: Bool
}

extension OpenAIEndpoint {
    /// What an error before the head of an answer means.
    func failure(before error: any Error) -> EndpointFailure {
        switch error {
        case let error as ModelError:
            EndpointFailure(error: error, isTransient: false)
        case let error as HTTPClientError:
            failure(before: error)
        case let error as ClosedBeforeAnswer:
            EndpointFailure(error: closed, isTransient: error.isReused)
        case ChannelError.connectTimeout:
            EndpointFailure(error: connectTimeout, isTransient: true)
        case is HTTPParserError:
            EndpointFailure(error: failure(within: error), isTransient: false)
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode):
            // The connection was there, so the request may have been received.
            EndpointFailure(error: failure(within: error), isTransient: false)
        default:
            EndpointFailure(error: unreachable("\(error)"), isTransient: true)
        }
    }

    private func failure(before error: HTTPClientError) -> EndpointFailure {
        switch error {
        case .connectTimeout:
            EndpointFailure(error: connectTimeout, isTransient: true)
        case .tlsHandshakeTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout:
            EndpointFailure(
                error: ModelError(.timedOut, "the handshake with \(self) took too long"), isTransient: true)
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            EndpointFailure(error: failure(within: error), isTransient: false)
        case .remoteConnectionClosed:
            // Before anything was written to it.
            EndpointFailure(error: closed, isTransient: true)
        default:
            if Self.refusals.contains(error.shortDescription) {
                // Not the error's own words: they may hold a header, and so the credential.
                EndpointFailure(
                    error: ModelError(.invalidRequest, "the URL or a header for \(self) is not valid in HTTP"),
                    isTransient: false)
            } else {
                EndpointFailure(error: unreachable(error.shortDescription), isTransient: true)
            }
        }
    }

    /// What an error after the head of an answer, or after the request was sent, means.
    func failure(within error: any Error) -> ModelError {
        switch error {
        case let error as ModelError:
            return error
        case let error as HTTPClientError:
            switch error {
            case .readTimeout, .writeTimeout, .deadlineExceeded:
                return ModelError(
                    .timedOut,
                    "\(self) sent nothing for \(options.timeouts.idle); "
                        + "raise EndpointOptions.timeouts.idle for slow models")
            case .remoteConnectionClosed:
                return closed
            default:
                return ModelError(.invalidResponse, "the connection to \(self) broke off: \(error.shortDescription)")
            }
        case let error as HTTPParserError:
            return ModelError(.invalidResponse, "the answer of \(self) is not valid HTTP: \(error)")
        default:
            return ModelError(.invalidResponse, redacted("the connection to \(self) broke off: \(error)"))
        }
    }

    private var closed: ModelError {
        ModelError(.invalidResponse, "\(self) closed the connection before its answer was complete")
    }

    private var connectTimeout: ModelError {
        ModelError(.timedOut, "no connection to \(self) within \(options.timeouts.connect); is the address right?")
    }

    private func unreachable(_ reason: String) -> ModelError {
        ModelError(.unreachable, redacted("\(self) cannot be reached: \(reason); does it run?"))
    }

    /// What the HTTP client calls a request that it does not send at all.
    private static let refusals: Set<String> = [
        HTTPClientError.invalidURL, .emptyHost, .emptyScheme, .missingSocketPath, .unsupportedScheme(""),
        .invalidHeaderFieldNames([]), .invalidHeaderFieldValues([]),
    ].reduce(into: []) { $0.insert($1.shortDescription) }

    /// What an answer of another status than 2xx means; reads the beginning of its body.
    func failure(of response: HTTPClientResponse) async -> EndpointFailure {
        let status = Int(response.status.code)
        let body = redacted(await beginning(of: response.body))
        let said = WireErrorBody(body)
        let words = said?.error.message ?? body
        let code: ModelError.Code
        let problem: String
        switch status {
        case 401, 403:
            (code, problem) = (.unauthorized, "\(self) refused the credential with status \(status)")
        case 429:
            (code, problem) = (.rateLimited, "\(self) takes no more requests for now (status 429)")
        default:
            (code, problem) = (.endpointFailed, "\(self) answered with status \(status)")
        }
        return EndpointFailure(
            error: ModelError(
                code, problem + (words.isEmpty ? "" : ": \(Self.oneLine(words))"), status: status,
                retryAfter: Self.retryAfter(response.headers), endpointCode: said?.error.code, body: body),
            isTransient: [429, 502, 503, 504].contains(status))
    }

    /// What an answer of status 2xx means that is not what was asked for.
    func failure(ofAnswer data: Data, kind: String) -> ModelError {
        let text = redacted(String(decoding: data.prefix(Self.readLimit), as: UTF8.self))
        if let said = WireErrorBody(text), said.isCertain {
            return failure(saying: said.error, body: text, when: "answered with an error")
        }
        return ModelError(
            .invalidResponse, "the answer of \(self) is no \(kind): \(text.prefix(200))", body: text)
    }

    /// An error that came with a status of success.
    func failure(saying error: WireError, body: String, when: String) -> ModelError {
        ModelError(
            .endpointFailed, "\(self) \(when): \(redacted(Self.oneLine(error.message)))", status: error.status,
            endpointCode: error.code, body: body)
    }

    /// `text` without the key and the values of secret headers.
    func redacted(_ text: String) -> String {
        options.secretHeaders.values.reduce(apiKey?.redacting(text) ?? text) { $1.redacting($0) }
    }

    /// A server's error fits; a page of HTML need not be read to its end. In bytes.
    private static let readLimit = 16 << 10

    /// The beginning of an error's body; what can be had of it if it breaks off.
    private func beginning(of body: HTTPClientResponse.Body) async -> String {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                bytes.append(contentsOf: part.readableBytesView)
                if bytes.count >= Self.readLimit { break }
            }
        } catch {
            // The status says enough.
        }
        return String(decoding: bytes.prefix(Self.readLimit), as: UTF8.self)
    }

    private static func oneLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 500 ? line.prefix(500) + "…" : line
    }

    /// Seconds that the endpoint asks to wait: Azure's header in milliseconds, or the standard's.
    private static func retryAfter(_ headers: HTTPHeaders) -> Double? {
        if let value = headers.first(name: "retry-after-ms").flatMap(Double.init), value.isFinite, value >= 0 {
            return value / 1000
        }
        return headers.first(name: "retry-after").flatMap { seconds(ofRetryAfter: $0) }
    }

    /// Seconds from now, from either form that HTTP allows: a number, or a date.
    package static func seconds(ofRetryAfter value: String, now: Date = Date()) -> Double? {
        if let seconds = Double(value), seconds.isFinite, seconds >= 0 { return seconds }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return formatter.date(from: value).map { max(0, $0.timeIntervalSince(now)) }
    }
}
