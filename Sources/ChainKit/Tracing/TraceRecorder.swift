import Synchronization

/// Takes the trace of each call, failed and cancelled calls included.
///
/// A recorder that throws does not fail the call: the error becomes a warning.
public protocol TraceRecorder: Sendable {
    /// Called once for each call, when it has ended.
    func record(_ trace: Trace) async throws
}

/// Keeps traces in memory: for tests, for a playground, and for looking at the last calls of a running program.
public final class InMemoryTraceRecorder: TraceRecorder {
    private struct State {
        var traces: [Trace] = []
        /// Where the oldest stands once there are as many as may be, and the next one goes.
        var oldest = 0
    }

    private let state = Mutex(State())
    /// The most traces kept; the oldest go first.
    public let capacity: Int

    public init(capacity: Int = 1_000) {
        precondition(capacity > 0, "a recorder keeps at least one trace")
        self.capacity = capacity
    }

    /// The traces kept, oldest first.
    public var traces: [Trace] { state.withLock { Array($0.traces[$0.oldest...] + $0.traces[..<$0.oldest]) } }

    /// The trace of this id, if it is still kept.
    public func trace(id: String) -> Trace? { traces.last { $0.id == id } }

    public func record(_ trace: Trace) {
        state.withLock { state in
            guard state.traces.count == capacity else { return state.traces.append(trace) }
            state.traces[state.oldest] = trace
            state.oldest = (state.oldest + 1) % capacity
        }
    }
}
