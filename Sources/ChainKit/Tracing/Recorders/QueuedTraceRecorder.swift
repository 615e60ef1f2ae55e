import Synchronization

/// Keeps a slow recorder off the way of calls: takes each trace at once, and records it in the background, in order.
///
/// The queue is bounded. When it is full a trace is dropped and counted, so that neither memory nor calls suffer from a
/// disk or server that does not keep up; a trace that the recorder refuses is counted too. What is still queued when the process
/// ends is lost: call ``flush()`` before.
///
///     let recorder = QueuedTraceRecorder(try InferenceTable(in: store))
///     chain.recorder = recorder
///     …
///     await recorder.flush()
///     print(recorder.counts.dropped)
public final class QueuedTraceRecorder: TraceRecorder {
    /// What became of the traces so far.
    public struct Counts: Sendable, Hashable {
        /// The recorder has them.
        public var recorded = 0
        /// There was no room in the queue.
        public var dropped = 0
        /// The recorder threw.
        public var failed = 0
        /// Still to be recorded, the one at hand included.
        public var waiting = 0
        /// What the recorder threw last.
        public var lastFailure: String?
    }

    private struct State {
        var queue: [Trace] = []
        var counts = Counts()
        var isWorking = false
        var flushes: [CheckedContinuation<Void, Never>] = []
    }

    private let recorder: any TraceRecorder
    /// The most traces that wait.
    public let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: At least 1.
    public init(_ recorder: any TraceRecorder, capacity: Int = 1_000) {
        precondition(capacity > 0, "a queue holds at least one trace, not \(capacity)")
        self.recorder = recorder
        self.capacity = capacity
    }

    /// What became of the traces so far.
    public var counts: Counts { state.withLock { $0.counts } }

    /// Takes the trace, or drops and counts it; never waits and never throws.
    public func record(_ trace: Trace) {
        let begins = state.withLock { state in
            guard state.counts.waiting < capacity else {
                state.counts.dropped += 1
                return false
            }
            state.queue.append(trace)
            state.counts.waiting += 1
            defer { state.isWorking = true }
            return !state.isWorking
        }
        // The queue's work is no part of the call that happens to begin it.
        if begins { Task.detached { await self.work() } }
    }

    /// Waits until everything taken so far, and what comes meanwhile, has been recorded or refused.
    public func flush() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.isWorking { state.flushes.append(continuation) }
                return !state.isWorking
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func work() async {
        while let batch = next() {
            for trace in batch {
                do {
                    try await recorder.record(trace)
                    state.withLock { $0.counts.recorded += 1 }
                } catch {
                    state.withLock { state in
                        state.counts.failed += 1
                        state.counts.lastFailure = String(describing: error)
                    }
                }
                state.withLock { $0.counts.waiting -= 1 }
            }
        }
    }

    /// All that waits; nil, and the end of the work, where nothing does.
    private func next() -> [Trace]? {
        let (batch, flushes) = state.withLock { state -> ([Trace]?, [CheckedContinuation<Void, Never>]) in
            guard state.queue.isEmpty else {
                defer { state.queue = [] }
                return (state.queue, [])
            }
            defer { (state.isWorking, state.flushes) = (false, []) }
            return (nil, state.flushes)
        }
        for flush in flushes { flush.resume() }
        return batch
    }
}
