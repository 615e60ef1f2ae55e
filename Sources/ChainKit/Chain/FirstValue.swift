import Synchronization

/// Waits for work, but not for ever: work that ignores cancellation cannot hold its caller.
enum FirstValue {
    /// What `work` returns, or `fallback` when `limit` has passed; the work then goes on by itself.
    ///
    /// Neither is cancelled when the calling task is.
    static func of<Value: Sendable>(
        _ work: @escaping @Sendable () async -> Value, within limit: Duration, else fallback: Value
    ) async -> Value {
        let once = Once<Value>()
        return await withCheckedContinuation { continuation in
            once.set(continuation)
            Task { once.resume(returning: await work()) }
            // Begun after the work: of work that is done by now it is cancelled before it sets a clock.
            once.set(
                timer: Task {
                    do { try await Task.sleep(for: limit) } catch { return }
                    once.resume(returning: fallback)
                })
        }
    }

    private final class Once<Value: Sendable>: Sendable {
        private struct State {
            /// nil when there is a value.
            var continuation: CheckedContinuation<Value, Never>?
            var timer: Task<Void, Never>?
        }

        private let state = Mutex(State())

        func set(_ continuation: CheckedContinuation<Value, Never>) {
            state.withLock { $0.continuation = continuation }
        }

        func set(timer: Task<Void, Never>) {
            let isLate = state.withLock { state in
                state.timer = timer
                return state.continuation == nil
            }
            if isLate { timer.cancel() }
        }

        func resume(returning value: Value) {
            let (waiting, timer) = state.withLock { state in
                defer { state.continuation = nil }
                return (state.continuation, state.timer)
            }
            waiting?.resume(returning: value)
            timer?.cancel()
        }
    }
}
