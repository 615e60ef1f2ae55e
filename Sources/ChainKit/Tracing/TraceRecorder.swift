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
    private let state = Mutex<[Trace]>([])
    /// The most traces kept; the oldest go first.
    public let capacity: Int

    public init(capacity: Int = 1_000) {
        precondition(capacity > 0, "a recorder keeps at least one trace")
        self.capacity = capacity
    }

    /// The traces kept, oldest first.
    public var traces: [Trace] { state.withLock { $0 } }

    /// The trace of this id, if it is still kept.
    public func trace(id: String) -> Trace? { state.withLock { $0.last { $0.id == id } } }

    public func record(_ trace: Trace) {
        state.withLock { traces in
            if traces.count == capacity { traces.removeFirst() }
            traces.append(trace)
        }
    }
}
