import ModelServing
import Synchronization
import VectorCore

/// An embedding model that keeps count, may be slow, deaf to cancellation, or refuse a text.
final class ProbeEmbedder: EmbeddingModel {
    struct Record {
        var calls: [[String]] = []
        var running = 0
        var mostRunning = 0
    }

    let identity: EmbeddingModelIdentity
    private let pause: Duration
    private let isDeaf: Bool
    private let refused: String?
    private let record = Mutex(Record())

    init(
        name: String = "probe", version: String = "1", pause: Duration = .zero, isDeaf: Bool = false,
        refused: String? = nil
    ) {
        identity = EmbeddingModelIdentity(name: name, version: version, dimension: 2, isNormalized: false)
        (self.pause, self.isDeaf, self.refused) = (pause, isDeaf, refused)
    }

    var calls: [[String]] { record.withLock { $0.calls } }
    var running: Int { record.withLock { $0.running } }
    var mostRunning: Int { record.withLock { $0.mostRunning } }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws -> Matrix {
        try await embeddings(of: texts, as: role).vectors
    }

    func embeddings(of texts: [String], as role: EmbeddingRole) async throws -> EmbeddingResponse {
        record.withLock {
            $0.calls.append(texts)
            $0.running += 1
            $0.mostRunning = max($0.mostRunning, $0.running)
        }
        defer { record.withLock { $0.running -= 1 } }
        if isDeaf {
            await deafSleep(pause)
        } else {
            try await Task.sleep(for: pause)
        }
        if let refused, texts.contains(refused) { throw ModelError(.invalidRequest, "no \(refused)") }
        let rows = texts.map { [Float($0.utf8.count), Float($0.utf8.first ?? 0)] }
        return EmbeddingResponse(
            vectors: try Matrix(rows), usage: TokenUsage(inputTokens: texts.count, outputTokens: 0))
    }
}

/// A language model that repeats the last message word by word.
struct EchoModel: LanguageModel {
    var name = "echo"
    var pause: Duration = .zero
    var isDeaf = false

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            let work = Task { [self] in
                let limit = request.maximumTokens ?? .max
                let words = (request.messages.last?.content ?? "").split(separator: " ").prefix(limit).map { "\($0) " }
                for word in words {
                    if isDeaf { await deafSleep(pause) } else { try? await Task.sleep(for: pause) }
                    if Task.isCancelled, !isDeaf { return continuation.finish(throwing: CancellationError()) }
                    continuation.yield(.text(word))
                }
                let usage = TokenUsage(inputTokens: 3, outputTokens: words.count)
                continuation.yield(
                    .finished(GenerationResponse(text: words.joined(), finishReason: .stop, usage: usage)))
                continuation.finish()
            }
            continuation.onTermination = { _ in work.cancel() }
        }
    }
}

/// Scores a passage by the letters that it has in common with the query.
struct LetterReranker: RerankingModel {
    var name = "letters"

    func scores(of passages: [String], for query: String) async throws -> [Float] {
        try Task.checkCancellation()
        let letters = Set(query)
        return passages.map { Float(letters.intersection($0).count) }
    }
}

/// Sleeps on, cancelled or not, without a thread.
func deafSleep(_ duration: Duration) async {
    await withCheckedContinuation { continuation in
        Task.detached {
            try? await Task.sleep(for: duration)
            continuation.resume()
        }
    }
}

/// Waits for what must come true within five seconds.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<1000 {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return false
}

/// The code of the ``ModelError`` that `body` throws, if it does.
func code(_ body: () async throws -> Void) async -> ModelError.Code? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? ModelError)?.code
    }
}
