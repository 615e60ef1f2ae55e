import Synchronization

/// The events of a call, from its first step to its answer.
///
/// Ends after ``ChainEvent/finished(_:)``, or by throwing ``ChainError`` or `CancellationError`.
public struct ChainEvents: AsyncSequence, Sendable {
    public typealias Element = ChainEvent

    let chain: RAGChain
    let question: String
    let options: ChainOptions
    var kind = Kind.all

    /// Which events come.
    enum Kind: Sendable {
        case all
        /// The last one alone: whoever wants nothing but the answer is not woken for the others.
        case finished
    }

    /// A call of its own, which begins with the first `next()`.
    public func makeAsyncIterator() -> Iterator {
        Iterator(call: Call(chain: chain, question: question, options: options, events: kind))
    }

    /// One call; letting go of it cancels the call.
    public struct Iterator: AsyncIteratorProtocol {
        private let call: Call

        fileprivate init(call: Call) { self.call = call }

        /// The next event; nil after the last.
        public mutating func next() async throws -> ChainEvent? {
            try await next(isolation: nil)
        }

        /// The next event; nil after the last.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> ChainEvent? {
            let call = call
            call.begin()
            return try await withTaskCancellationHandler {
                try await call.channel.next()
            } onCancel: {
                call.cancel()
            }
        }
    }
}

/// One call and its task; ends the work when nobody holds it any more.
private final class Call: Sendable {
    let channel: EventChannel
    private let run: ChainRun
    /// nil before the first event is asked for.
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(chain: RAGChain, question: String, options: ChainOptions, events: ChainEvents.Kind) {
        channel = EventChannel(capacity: 16, events: events)
        run = ChainRun(
            chain: chain, question: question, options: options,
            id: options.traceID ?? TraceID.hexadecimal(words: 2), channel: channel)
    }

    func begin() {
        let run = run
        task.withLock { task in
            if task == nil { task = Task { await run.perform() } }
        }
    }

    func cancel() {
        channel.close()
        task.withLock { $0?.cancel() }
    }

    deinit { cancel() }
}
