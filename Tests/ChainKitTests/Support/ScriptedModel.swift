import ChainKit
import ModelServing
import Retriever
import Synchronization
import TestSupport

/// A language model that says what it is told to, piece by piece, and remembers what it was asked.
final class ScriptedModel: LanguageModel {
    enum Ending: Sendable {
        case finish(GenerationResponse.FinishReason)
        case failure(ModelError)
        /// Ends the stream without a last event.
        case nothing
        /// Waits for ever, heeding cancellation or not.
        case hang(heedsCancellation: Bool)
    }

    let name: String
    private let pieces: [String]
    private let ending: Ending
    private let pause: Duration?
    private let state = Mutex<(requests: [GenerationRequest], wasCancelled: Bool)>(([], false))

    init(_ pieces: [String], name: String = "scripted", ending: Ending = .finish(.stop), pause: Duration? = nil) {
        self.pieces = pieces
        self.name = name
        self.ending = ending
        self.pause = pause
    }

    var requests: [GenerationRequest] { state.withLock { $0.requests } }
    var wasCancelled: Bool { state.withLock { $0.wasCancelled } }

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        state.withLock { $0.requests.append(request) }
        return AsyncThrowingStream { continuation in
            let work = Task {
                for piece in pieces {
                    if let pause { try? await Task.sleep(for: pause) }
                    continuation.yield(.text(piece))
                }
                switch ending {
                case .finish(let reason):
                    let usage = TokenUsage(inputTokens: 100, outputTokens: pieces.count)
                    continuation.yield(
                        .finished(GenerationResponse(text: pieces.joined(), finishReason: reason, usage: usage)))
                    continuation.finish()
                case .failure(let error): continuation.finish(throwing: error)
                case .nothing: continuation.finish()
                case .hang(let heedsCancellation):
                    if heedsCancellation {
                        try? await Task.sleep(for: .seconds(3_600))
                        continuation.finish(throwing: CancellationError())
                    }
                }
            }
            continuation.onTermination = { reason in
                if case .cancelled = reason { self.state.withLock { $0.wasCancelled = true } }
                work.cancel()
            }
        }
    }
}

/// A retriever that finds what it is given.
struct FixedRetriever: ChunkRetriever {
    var hits: [SearchHit]
    var asked = Asked()

    final class Asked: Sendable {
        private let queries = Mutex<[(String, RetrievalOptions)]>([])
        func append(_ query: String, _ options: RetrievalOptions) { queries.withLock { $0.append((query, options)) } }
        var all: [(query: String, options: RetrievalOptions)] { queries.withLock { $0.map { ($0.0, $0.1) } } }
    }

    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
        asked.append(query, options)
        return Array(hits.prefix(options.k))
    }
}

struct FailingRetriever: ChunkRetriever {
    struct Failure: Error, Equatable {}

    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] { throw Failure() }
}

/// Spins until it is over, deaf to cancellation.
struct DeafRetriever: ChunkRetriever {
    func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
        await withCheckedContinuation { continuation in
            Task {
                try? await Task.sleep(for: .seconds(2)); continuation.resume()
            }
        }
        return []
    }
}

/// A chunk at a place of a file of its own.
func hit(_ text: String, path: String = "guide.md", at start: Int = 0, headings: [String] = ["Guide"]) -> SearchHit {
    SearchHit(
        id: "\(path)#\(start)", score: 1, path: path, headings: headings,
        range: start..<start + text.utf8.count, text: text)
}

let threeHits = [
    hit("Index files are written aside and renamed.", path: "a.md"),
    hit("The folder is synced after the rename.", path: "b.md"),
    hit("索引ファイルは別名で書かれる。", path: "c.md", headings: ["索引", "書き込み"]),
]

/// `text` in pieces, divided between scalars at random.
func split(_ text: String, using generator: inout SeededGenerator) -> [String] {
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        piece.append(scalar)
        if UInt64.random(in: 0..<3, using: &generator) == 0 {
            pieces.append(String(piece))
            piece = String.UnicodeScalarView()
        }
    }
    return pieces + [String(piece)]
}
