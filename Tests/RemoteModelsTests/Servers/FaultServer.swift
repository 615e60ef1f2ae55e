import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A TCP server on a free port of 127.0.0.1 that reads HTTP requests and answers each with a script: right, wrong, slow
/// or not at all.
final class FaultServer: Sendable {
    /// One step of an answer; the steps of a script are done in order.
    enum Step: Sendable {
        case send(String)
        case sendBytes([UInt8])
        case pause(Duration)
        /// An orderly end of the connection.
        case close
        /// The connection is torn down so that the client sees a reset.
        case reset
    }

    struct Request: Sendable {
        var head: String
        var body: [UInt8]
        /// Requests before it on its connection.
        var earlier: Int

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }
    }

    private struct Record {
        var requests: [Request] = []
        var closedConnections = 0
    }

    private let channel: any Channel
    private let record = Mutex(Record())

    var requests: [Request] { record.withLock { $0.requests } }
    var closedConnections: Int { record.withLock { $0.closedConnections } }
    var port: Int { channel.localAddress?.port ?? 0 }
    var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// - Parameter script: Gives the answer to the request of a number, from 0.
    static func start(_ script: @escaping @Sendable (Int, Request) -> [Step]) async throws -> FaultServer {
        // The handler needs the server for its record, which needs the channel.
        let holder = Holder()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Connection(
                            received: { request in
                                guard let server = holder.server else { return [.close] }
                                let number = server.record.withLock {
                                    $0.requests.append(request)
                                    return $0.requests.count - 1
                                }
                                return script(number, request)
                            },
                            closed: { holder.server?.record.withLock { $0.closedConnections += 1 } }))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = FaultServer(channel: channel)
        holder.set(server)
        return server
    }

    private init(channel: any Channel) {
        self.channel = channel
    }

    func stop() async {
        try? await channel.close()
    }

    private final class Holder: Sendable {
        private let box = Mutex<FaultServer?>(nil)
        var server: FaultServer? { box.withLock { $0 } }
        func set(_ server: FaultServer) { box.withLock { $0 = server } }
    }

    /// Splits what arrives into requests (by `Content-Length`, as our client sends it) and plays the scripts.
    private final class Connection: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let received: (Request) -> [Step]
        private let closed: () -> Void
        private var bytes: [UInt8] = []
        private var requests = 0

        init(received: @escaping (Request) -> [Step], closed: @escaping () -> Void) {
            self.received = received
            self.closed = closed
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes.append(contentsOf: unwrapInboundIn(data).readableBytesView)
            while let request = takeRequest() { play(received(request)[...], on: context) }
        }

        func channelInactive(context: ChannelHandlerContext) { closed() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func takeRequest() -> Request? {
            let end = Array("\r\n\r\n".utf8)
            guard bytes.count >= 4,
                let split = (0...bytes.count - 4).first(where: { bytes[$0..<$0 + 4].elementsEqual(end) })
            else { return nil }
            let head = String(decoding: bytes[..<split], as: UTF8.self)
            let length =
                head.split(separator: "\r\n").lazy
                .filter { $0.lowercased().hasPrefix("content-length:") }
                .compactMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) }.first ?? 0
            guard bytes.count >= split + 4 + length else { return nil }
            let request = Request(
                head: head, body: Array(bytes[split + 4..<split + 4 + length]), earlier: requests)
            requests += 1
            bytes.removeFirst(split + 4 + length)
            return request
        }

        private func play(_ steps: ArraySlice<Step>, on context: ChannelHandlerContext) {
            guard context.channel.isActive, let step = steps.first else { return }
            let rest = steps.dropFirst()
            switch step {
            case .send(let text):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            case .sendBytes(let bytes):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .pause(let duration):
                let (seconds, attoseconds) = duration.components
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                context.eventLoop.scheduleTask(
                    in: .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
                ) {
                    let (connection, context) = bound.value
                    connection.play(rest, on: context)
                }
                return
            case .close:
                context.close(promise: nil)
                return
            case .reset:
                let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
                // Lingering for no time makes the kernel send RST instead of FIN.
                guard let socket = context.channel as? any SocketOptionProvider else { return }
                socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                    .whenComplete { _ in bound.value.close(promise: nil) }
                return
            }
            play(rest, on: context)
        }
    }
}

extension FaultServer.Step {
    /// A whole answer with the right length.
    static func response(
        _ status: String, _ body: String, type: String = "application/json", headers: String = ""
    ) -> Self {
        .send(
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
        )
    }

    /// The head of a chunked answer.
    static func head(type: String = "text/event-stream") -> Self {
        .send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nTransfer-Encoding: chunked\r\n\r\n")
    }

    /// One HTTP chunk.
    static func chunk(_ text: String) -> Self { chunk(Array(text.utf8)) }

    static func chunk(_ bytes: [UInt8]) -> Self {
        .sendBytes(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8))
    }

    static let lastChunk = Self.send("0\r\n\r\n")
}

/// The events of a streamed answer, as OpenAI sends them.
enum Events {
    static func text(_ text: String) -> String {
        let quoted = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\(quoted)},\"finish_reason\":null}]}\n\n"
    }

    static func finish(_ reason: String) -> String {
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"\(reason)\"}]}\n\n"
    }

    static let usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n"
    static let done = "data: [DONE]\n\n"

    static let whole = text("Hello, ") + text("wörld 🌍") + finish("stop") + usage + done
}
