import ModelServing
import Synchronization
import VectorCore

/// An embedding model that keeps count, may be slow, deaf to cancellation until its gate opens, or refuse a text.
final class ProbeEmbedder: EmbeddingModel {
    struct Record {
        var calls: [[String]] = []
        var running = 0
        var mostRunning = 0
    }

    let identity: EmbeddingModelIdentity
    private let pause: Duration
    private let gate: Outcome<Void>?
    private let refused: String?
    private let countsTexts: Bool
    private let record = Mutex(Record())

    init(
        name: String = "probe", version: String = "1", pause: Duration = .zero, gate: Outcome<Void>? = nil,
        refused: String? = nil, countsTexts: Bool = false
    ) {
        identity = EmbeddingModelIdentity(name: name, version: version, dimension: 2, isNormalized: false)
        (self.pause, self.gate, self.refused, self.countsTexts) = (pause, gate, refused, countsTexts)
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
        if let gate { await deafWait(gate) }
        try await Task.sleep(for: pause)
        if let refused, texts.contains(refused) { throw ModelError(.invalidRequest, "no \(refused)") }
        let rows = texts.map { [Float($0.utf8.count), Float($0.utf8.first ?? 0)] }
        if countsTexts { return EmbeddingResponse(vectors: try Matrix(rows), tokensOfTexts: texts.map(\.utf8.count)) }
        return EmbeddingResponse(
            vectors: try Matrix(rows), usage: TokenUsage(inputTokens: texts.count, outputTokens: 0))
    }
}

/// A language model that repeats the last message word by word; it may be slow after each word.
struct EchoModel: LanguageModel {
    var name = "echo"
    var pause: Duration = .zero

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            let work = Task { [self] in
                let limit = request.maximumTokens ?? .max
                let words = (request.messages.last?.content ?? "").split(separator: " ").prefix(limit).map { "\($0) " }
                for word in words {
                    continuation.yield(.text(word))
                    do {
                        try await Task.sleep(for: pause)
                    } catch {
                        return continuation.finish(throwing: error)
                    }
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

/// A language model that says nothing and hears nothing until its gate opens.
struct DeafModel: LanguageModel {
    let name = "deaf"
    let gate: Outcome<Void>

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream(unfolding: {
            await deafWait(gate)
            return nil
        })
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

/// Waits for the gate, cancelled or not.
func deafWait(_ gate: Outcome<Void>) async {
    await Task.detached { _ = try? await gate.value() }.value
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
