import Foundation
import Synchronization

/// A server on 127.0.0.1 that speaks the OpenAI protocol, answers as it is told, and keeps what it was asked.
final class ChatServer: Sendable {
    struct Message: Decodable, Equatable, Sendable {
        var role: String
        var content: String
    }

    struct Request: Decodable, Sendable {
        var messages: [Message]

        var text: String { messages.map(\.content).joined(separator: "\n") }
        /// Whether it asks for an answer from passages, and not for a question in other words.
        var isForAnswer: Bool { text.contains("<passage") }
    }

    enum Reply: Sendable {
        case text(String)
        case failure(status: Int)
        /// Takes the request and says nothing for a minute.
        case silence
    }

    let url: String
    private let descriptor: Int32
    private let log = Log()

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    var requests: [Request] { log.requests.withLock(\.self) }
    /// Those for answers.
    var answered: [Request] { requests.filter(\.isForAnswer) }

    init(_ reply: @escaping @Sendable (Request) -> Reply) throws {
        let (descriptor, port) = try LocalSocket.listening()
        self.descriptor = descriptor
        url = "http://127.0.0.1:\(port)/v1"
        let log = log
        Thread.detachNewThread {
            while case let connection = accept(descriptor, nil, nil), connection >= 0 {
                Thread.detachNewThread { Self.serve(connection, log, reply) }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Waits until so many requests for answers have come.
    func hasAnswered(_ count: Int, within limit: Duration = .seconds(60)) async throws -> Bool {
        let end = ContinuousClock.now + limit
        while .now < end {
            if answered.count >= count { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// One request, then the connection's end.
    private static func serve(_ connection: Int32, _ log: Log, _ reply: (Request) -> Reply) {
        defer { close(connection) }
        guard let body = body(of: connection), let request = try? JSONDecoder().decode(Request.self, from: body)
        else { return }
        log.requests.withLock { $0.append(request) }
        switch reply(request) {
        case .silence: Thread.sleep(forTimeInterval: 60)
        case .failure(let status):
            let body = #"{"error": {"message": "refused by the test", "type": "test"}}"#
            send(
                "HTTP/1.1 \(status) Refused\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)", to: connection)
        case .text(let text):
            send(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n", to: connection)
            for piece in text.split(separator: " ", omittingEmptySubsequences: false) {
                let content = (try? JSONEncoder().encode(piece + " ")).map { String(decoding: $0, as: UTF8.self) } ?? ""
                send(#"data: {"choices":[{"index":0,"delta":{"content":\#(content)}}]}"# + "\n\n", to: connection)
            }
            send(
                #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n",
                to: connection)
        }
    }

    private static func send(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { raw in
                #if os(Linux)
                    Foundation.send(connection, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
                #else
                    Foundation.send(connection, raw.baseAddress, raw.count, 0)
                #endif
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// What comes after the head, as long as the head says.
    private static func body(of connection: Int32) -> Data? {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let head = data.range(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: data[..<head.lowerBound], as: UTF8.self).lowercased().split(
                    separator: "\r\n")
                let length = lines.first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst("content-length:".count).filter(\.isNumber)) }
                guard let length else { return nil }
                if data.endIndex - head.upperBound >= length { return data[head.upperBound..<head.upperBound + length] }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            data.append(contentsOf: buffer[..<count])
        }
    }
}
