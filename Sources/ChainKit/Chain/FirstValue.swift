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
            let timer = Task {
                do { try await Task.sleep(for: limit) } catch { return }
                once.resume(returning: fallback)
            }
            Task {
                once.resume(returning: await work())
                timer.cancel()
            }
        }
    }

    private final class Once<Value: Sendable>: Sendable {
        private let continuation = Mutex<CheckedContinuation<Value, Never>?>(nil)

        func set(_ continuation: CheckedContinuation<Value, Never>) {
            self.continuation.withLock { $0 = continuation }
        }

        func resume(returning value: Value) {
            let waiting = continuation.withLock { waiting in
                defer { waiting = nil }
                return waiting
            }
            waiting?.resume(returning: value)
        }
    }
}
