import Synchronization

/// Hands events from a run to its one reader through a buffer of fixed size: the run waits when it is full.
///
/// Closing it, when the reader goes, wakes both sides at once with `CancellationError`, whether or not the work of
/// the run listens to cancellation.
final class EventChannel: Sendable {
    private enum End {
        case open
        case finished((any Error)?)
        case closed
    }

    private struct State {
        var buffer: [ChainEvent] = []
        var end = End.open
        var reader: Reader?
        var writers: [CheckedContinuation<Void, any Error>] = []
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let events: ChainEvents.Kind

    init(capacity: Int, events: ChainEvents.Kind = .all) {
        self.capacity = capacity
        self.events = events
    }

    /// Waits until there is room.
    ///
    /// - Throws: `CancellationError` when the reader is gone.
    func send(_ event: ChainEvent) async throws {
        while try !offer(event) {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    switch state.end {
                    case .closed, .finished: return .failure(CancellationError())
                    case .open:
                        if state.buffer.count < capacity { return .success(()) }
                        state.writers.append(continuation)
                        return nil
                    }
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        }
    }

    private func offer(_ event: ChainEvent) throws -> Bool {
        let isPassedOver = isPassedOver(event)
        let (isTaken, reader) = try state.withLock { state -> (Bool, Reader?) in
            guard case .open = state.end else { throw CancellationError() }
            if isPassedOver { return (true, nil) }
            if let reader = state.reader {
                state.reader = nil
                return (true, reader)
            }
            guard state.buffer.count < capacity else { return (false, nil) }
            state.buffer.append(event)
            return (true, nil)
        }
        reader?.resume(returning: event)
        return isTaken
    }

    private func isPassedOver(_ event: ChainEvent) -> Bool {
        if events == .all { return false }
        if case .finished = event { return false }
        return true
    }

    /// No event comes after those sent.
    func finish(throwing error: (any Error)? = nil) {
        let reader = state.withLock { state in
            guard case .open = state.end else { return nil as Reader? }
            if let reader = state.reader {
                state.reader = nil
                state.end = .finished(nil)
                return reader
            }
            state.end = .finished(error)
            return nil
        }
        if let error { reader?.resume(throwing: error) } else { reader?.resume(returning: nil) }
    }

    /// The reader is gone, or cancelled.
    func close() {
        let (reader, writers) = state.withLock { state in
            defer { (state.reader, state.writers, state.buffer, state.end) = (nil, [], [], .closed) }
            return (state.reader, state.writers)
        }
        reader?.resume(throwing: CancellationError())
        for writer in writers { writer.resume(throwing: CancellationError()) }
    }

    /// The next event; nil after the last. Only one task may read.
    func next() async throws -> ChainEvent? {
        try await withCheckedThrowingContinuation { continuation in
            let (outcome, writers) = state.withLock { state -> (Result<ChainEvent?, any Error>?, Writers) in
                if !state.buffer.isEmpty {
                    defer { state.writers = [] }
                    return (.success(state.buffer.removeFirst()), state.writers)
                }
                switch state.end {
                case .closed: return (.failure(CancellationError()), [])
                case .finished(let error):
                    state.end = .finished(nil)
                    return (error.map { .failure($0) } ?? .success(nil), [])
                case .open:
                    state.reader = continuation
                    return (nil, [])
                }
            }
            if let outcome { continuation.resume(with: outcome) }
            for writer in writers { writer.resume() }
        }
    }

    private typealias Reader = CheckedContinuation<ChainEvent?, any Error>
    private typealias Writers = [CheckedContinuation<Void, any Error>]
}
