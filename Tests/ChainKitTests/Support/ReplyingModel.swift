import ChainKit
import ModelServing
import Synchronization

/// A language model that makes each reply by a function of the request and its number, and remembers the requests.
final class ReplyingModel: LanguageModel {
    let name: String
    private let reply: @Sendable (GenerationRequest, Int) async throws -> GenerationResponse
    private let state = Mutex<[GenerationRequest]>([])

    init(
        name: String = "replying",
        _ reply: @escaping @Sendable (GenerationRequest, Int) async throws -> GenerationResponse
    ) {
        self.name = name
        self.reply = reply
    }

    /// Says the same whatever is asked.
    convenience init(always text: String, name: String = "replying") {
        self.init(name: name) { _, _ in .text(text) }
    }

    /// Says one after the other, then the last again.
    convenience init(_ replies: [GenerationResponse]) {
        self.init { _, number in replies[min(number, replies.count - 1)] }
    }

    /// Fails whatever is asked.
    static var failing: ReplyingModel {
        ReplyingModel(name: "failing") { _, _ in throw ModelError(.unreachable, "there is no model") }
    }

    /// Replies after an hour, and then only if nobody has cancelled it; or, deaf, after two seconds.
    static func hanging(heedsCancellation: Bool) -> ReplyingModel {
        ReplyingModel(name: "hanging") { _, _ in
            if heedsCancellation {
                try await Task.sleep(for: .seconds(3_600))
            } else {
                await withCheckedContinuation { continuation in
                    Task.detached {
                        try? await Task.sleep(for: .seconds(2))
                        continuation.resume()
                    }
                }
            }
            return .text("late")
        }
    }

    var requests: [GenerationRequest] { state.withLock { $0 } }

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let number = state.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        return AsyncThrowingStream { continuation in
            let work = Task {
                do {
                    let response = try await reply(request, number)
                    if !response.text.isEmpty { continuation.yield(.text(response.text)) }
                    for call in response.toolCalls { continuation.yield(.toolCall(call)) }
                    continuation.yield(.finished(response))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in work.cancel() }
        }
    }
}

extension GenerationResponse {
    static func text(_ text: String) -> GenerationResponse {
        GenerationResponse(text: text, finishReason: .stop, usage: TokenUsage(inputTokens: 10, outputTokens: 1))
    }

    /// A turn that calls tools: pairs of a name and arguments.
    static func calls(_ calls: [(String, String)], text: String = "") -> GenerationResponse {
        GenerationResponse(
            text: text, finishReason: .toolCalls, usage: TokenUsage(inputTokens: 10, outputTokens: 1),
            toolCalls: calls.enumerated().map { ToolCall(id: "call_\($0)", toolName: $1.0, arguments: $1.1) })
    }
}

/// How long a chain takes to let its caller go once it is cancelled, a moment after it has begun; the best of some attempts.
///
/// Other tests keep every thread of the process busy for seconds on end; what is asked is what the chain itself adds, and
/// a delay of its own would be in every attempt.
///
/// - Parameter started: Tells that what is to be cancelled has begun; nil waits 30 ms.
func fastestCancellation(
    of chain: RAGChain, onceBegun started: AsyncStream<Void>? = nil
) async throws -> Duration {
    var fastest = Duration.seconds(3_600)
    let begin = ContinuousClock.now
    while fastest >= .milliseconds(50), ContinuousClock.now - begin < .seconds(60) {
        let task = Task { try await chain.answer("q", options: ChainOptions(history: [Message(.user, "before")])) }
        if let started {
            for await _ in started { break }
        } else {
            try await Task.sleep(for: .milliseconds(30))
        }
        let cancelled = ContinuousClock.now
        task.cancel()
        let result = await task.result
        fastest = min(fastest, ContinuousClock.now - cancelled)
        guard case .failure(let error) = result, error is CancellationError else { throw NotCancelled() }
    }
    return fastest
}

struct NotCancelled: Error {}
