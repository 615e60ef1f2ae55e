import Synchronization

/// Language models behind one name.
///
/// Calls are dealt out by the models' weights, or by a key, so that all turns of one conversation go to one model.
/// Calls beyond the limits wait or are refused. A stream holds its turn until the model has ended; whoever iterates
/// it is let go at once when the task is cancelled, even if the model is deaf.
///
///     let chat = try ChatEndpoint(
///         name: "assistant",
///         models: [ServedModel(local, origin: .local, weight: 90), ServedModel(remote, origin: .external, weight: 10)],
///         limits: EndpointLimits(maximumConcurrency: 8, maximumQueued: 32, timeout: .seconds(120)))
///     let answer = try await chat.routed(by: "user-7").respond(to: request)
///
/// What the model has sent and nobody has asked for yet is kept in memory.
public struct ChatEndpoint: LanguageModel, ModelEndpoint {
    private let core: EndpointCore<any LanguageModel>
    private let key: String?

    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest`` where no model is in service or two have one name.
    public init(
        name: String, models: [ServedModel<any LanguageModel>], limits: EndpointLimits = EndpointLimits()
    ) throws(ModelError) {
        core = try EndpointCore(name: name, models: models, limits: limits)
        key = nil
    }

    private init(_ endpoint: ChatEndpoint, key: String) {
        core = endpoint.core
        self.key = key
    }

    public var name: String { core.name }

    /// The same endpoint, all of whose calls go to the model that `key` chooses, as long as the weights stay.
    public func routed(by key: String) -> ChatEndpoint {
        ChatEndpoint(self, key: key)
    }

    public var summary: EndpointSummary {
        EndpointSummary(name: core.name, task: .chat, served: core.served, limits: core.limits)
    }

    public var statistics: EndpointStatistics { core.statistics }

    public func warmUp() async throws {
        let request = GenerationRequest(messages: [Message(.user, "Hi")], maximumTokens: 1)
        try await core.warmUp { _ = try await $0.respond(to: request) }
    }

    public func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let relay = StreamRelay { [core, key] in ChatEndpoint.start(request, core: core, key: key) }
        return AsyncThrowingStream { try await relay.next() }
    }

    /// Asks a model at its turn; what it sends goes into the stream, whose end ends the asking.
    private static func start(
        _ request: GenerationRequest, core: EndpointCore<any LanguageModel>, key: String?
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream<GenerationEvent, any Error>.makeStream()
        let tasks = StreamTasks()
        core.countCall()
        continuation.onTermination = { ending in
            tasks.cancel()
            switch ending {
            case .finished(let error): if let error { core.countFailure(error) }
            case .cancelled: core.countFailure(CancellationError())
            @unknown default: break
            }
        }
        tasks.start {
            do {
                try await core.atTurn(key: key) { model in
                    for try await event in model.stream(request) {
                        if case .finished(let response) = event { core.count(response.usage) }
                        continuation.yield(event)
                    }
                }
                try Task.checkCancellation()
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        if let timeout = core.limits.timeout {
            tasks.start {
                guard (try? await Task.sleep(for: timeout)) != nil else { return }
                continuation.finish(throwing: core.timedOut)
            }
        }
        return stream
    }
}

/// The tasks behind a stream; none outlives its end.
private final class StreamTasks: Sendable {
    private let state = Mutex<(tasks: [Task<Void, Never>], isCancelled: Bool)>(([], false))

    func start(_ body: @escaping @Sendable () async -> Void) {
        let task = Task(operation: body)
        let isLate = state.withLock { state in
            state.tasks.append(task)
            return state.isCancelled
        }
        if isLate { task.cancel() }
    }

    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return state.tasks
        }
        for task in tasks { task.cancel() }
    }
}

/// A stream that begins when its first element is asked for, and that one consumer reads.
private actor StreamRelay {
    private let start: @Sendable () -> AsyncThrowingStream<GenerationEvent, any Error>
    private var iterator: AsyncThrowingStream<GenerationEvent, any Error>.Iterator?
    private var isPulling = false

    init(start: @escaping @Sendable () -> AsyncThrowingStream<GenerationEvent, any Error>) {
        self.start = start
    }

    func next() async throws -> GenerationEvent? {
        guard !isPulling else {
            throw ModelError(.invalidRequest, "a stream of events has one consumer; this one has two at a time")
        }
        isPulling = true
        defer { isPulling = false }
        try Task.checkCancellation()
        var iterator = self.iterator ?? start().makeAsyncIterator()
        let event = try await iterator.next(isolation: self)
        self.iterator = iterator
        // A cancelled stream ends without an error, or with what a model still says that was cancelled with it.
        try Task.checkCancellation()
        return event
    }
}
