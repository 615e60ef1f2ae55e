import AsyncHTTPClient
import Foundation
import ModelServing
import NIOCore

/// One request for a chat answer and the events of that answer, pulled one by one.
actor ChatExchange {
    private let fields: [String: JSON]
    private let delivery: OpenAILanguageModel.Delivery
    private let endpoint: OpenAIEndpoint

    private var body: HTTPClientResponse.Body.AsyncIterator?
    private var parser: ServerSentEventParser
    private var answer = ChatAnswer()
    /// Events that are there but were not asked for yet, and the error that follows them.
    private var pending: ArraySlice<GenerationEvent> = []
    private var failure: (any Error)?
    private var receivedBytes = 0
    private var isEnded = false
    private var isPulling = false

    init(fields: [String: JSON], delivery: OpenAILanguageModel.Delivery, endpoint: OpenAIEndpoint) {
        self.fields = fields
        self.delivery = delivery
        self.endpoint = endpoint
        self.parser = ServerSentEventParser(maximumEventBytes: endpoint.options.limits.event)
    }

    /// The next event; nil after the one that finished.
    func next() async throws -> GenerationEvent? {
        guard !isPulling else {
            throw ModelError(.invalidRequest, "a stream of events has one consumer; this one has two at a time")
        }
        isPulling = true
        defer { isPulling = false }
        while true {
            if let event = pending.popFirst() { return event }
            if let failure {
                self.failure = nil
                throw failure
            }
            if isEnded { return nil }
            do {
                try await advance()
            } catch {
                end()
                failure = error
            }
        }
    }

    /// Opens the answer, or reads its next part.
    private func advance() async throws {
        guard body != nil else { return try await open() }
        guard let part = try await nextPart() else {
            if let event = try parsing({ parser throws(ServerSentEventError) in try parser.finish() }) {
                try take(event)
            }
            if !isEnded { try finish(orElse: "the answer of \(endpoint) ended before it was finished") }
            return
        }
        receivedBytes += part.readableBytes
        guard receivedBytes <= endpoint.options.limits.response else { throw endpoint.tooLarge }
        let events = try parsing { parser throws(ServerSentEventError) in
            try parser.consume(part.readableBytesView)
        }
        for event in events where !isEnded { try take(event) }
    }

    private func open() async throws {
        let accept = delivery == .streamed ? "text/event-stream" : "application/json"
        let response = try await endpoint.post(fields, to: endpoint.options.paths.chat, accept: accept)
        if delivery == .whole || response.contentType.hasPrefix("application/json") {
            try finish(
                try await endpoint.decode(WireChatCompletion.self, from: response, kind: "chat completion"))
        } else if response.contentType.isEmpty || response.contentType.hasPrefix("text/event-stream") {
            body = response.body.makeAsyncIterator()
        } else {
            throw ModelError(
                .invalidResponse,
                "\(endpoint) answered with \(response.contentType) instead of text/event-stream; is the path right?")
        }
    }

    /// - Returns: nil at the regular end of the body, and also when the connection broke after the model's last word.
    private func nextPart() async throws -> ByteBuffer? {
        guard var iterator = body else { return nil }
        do {
            let part = try await iterator.next(isolation: self)
            body = iterator
            return part
        } catch {
            try Task.checkCancellation()
            if answer.finishReason != nil { return nil }
            throw endpoint.failure(within: error)
        }
    }

    private func take(_ event: ServerSentEvent) throws(ModelError) {
        if event.data.trimmingCharacters(in: .whitespaces) == "[DONE]" {
            if answer.finishReason == nil { answer.finish(nil) }
            return try finish(orElse: "")
        }
        let chunk: WireChatChunk
        do {
            chunk = try JSONDecoder().decode(WireChatChunk.self, from: Data(event.data.utf8))
        } catch {
            throw ModelError(
                .invalidResponse,
                endpoint.redacted("\(endpoint) sent an event that is no part of an answer: \(event.data.prefix(200))"))
        }
        if let error = chunk.error {
            throw endpoint.failure(
                saying: error, body: endpoint.redacted(event.data), when: "failed within its answer")
        }
        answer.append(chunk.usage)
        guard let choice = chunk.choices?.first(where: { ($0.index ?? 0) == 0 }) else { return }
        if let text = choice.delta.flatMap({ answer.append($0) }) { pending.append(.text(text)) }
        if let reason = choice.finishReason { answer.finish(reason) }
    }

    private func finish(_ completion: WireChatCompletion) throws(ModelError) {
        guard let choice = completion.choices.first else {
            throw ModelError(.invalidResponse, "the answer of \(endpoint) is a chat completion without a choice")
        }
        if let text = answer.append(choice.message) { pending.append(.text(text)) }
        answer.append(completion.usage)
        answer.finish(choice.finishReason)
        try finish(orElse: "")
    }

    private func finish(orElse problem: String) throws(ModelError) {
        guard let response = answer.response else { throw ModelError(.invalidResponse, problem) }
        pending.append(contentsOf: response.toolCalls.map { .toolCall($0) })
        pending.append(.finished(response))
        end()
    }

    /// Lets go of the connection.
    private func end() {
        isEnded = true
        body = nil
    }

    private func parsing<Result>(
        _ body: (inout ServerSentEventParser) throws(ServerSentEventError) -> Result
    ) throws(ModelError) -> Result {
        do {
            return try body(&parser)
        } catch {
            switch error {
            case .eventTooLarge(let limit):
                throw ModelError(
                    .invalidResponse, "\(endpoint) sent one event larger than the limit of \(limit) bytes")
            case .invalidUTF8:
                throw ModelError(.invalidResponse, "\(endpoint) sent a stream that is not UTF-8")
            }
        }
    }
}
