import Foundation
import NIOCore
import NIOHTTP1

/// A connection ended after a request was written to it and before an answer began.
struct ClosedBeforeAnswer: Error {
    /// Whether it had brought an answer before: a server that closes it then most likely held it to be idle, and never saw the
    /// request. One that closes a new connection without a word may have done what was asked.
    var isReused: Bool
}

/// Stands in a connection's pipeline and says of which kind its end was, where the HTTP client has one error for all.
final class AnswerWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private var answers = 0
    private var isWaiting = false

    /// Puts one behind the decoder of a connection of the HTTP client.
    static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(AnswerWatch(), position: .after(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) { isWaiting = true }
        context.write(data, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: isWaiting = false
        case .body: break
        case .end: answers += 1
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isWaiting { context.fireErrorCaught(end) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isEnd = (error as? IOError).map { [ECONNRESET, EPIPE].contains($0.errnoCode) } ?? false
        context.fireErrorCaught(isWaiting && isEnd ? end : error)
    }

    private var end: ClosedBeforeAnswer { ClosedBeforeAnswer(isReused: answers > 0) }
}
