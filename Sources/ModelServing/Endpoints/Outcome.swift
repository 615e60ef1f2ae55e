import Synchronization

/// A result that one task waits for and others bring: the first one counts.
package final class Outcome<Success: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Success, any Error>)
        case resolved(Result<Success, any Error>)
    }

    private let state = Mutex(State.open)

    package init() {}

    package var isResolved: Bool {
        state.withLock { if case .resolved = $0 { true } else { false } }
    }

    /// Does nothing where there is a result already.
    package func resolve(_ result: Result<Success, any Error>) {
        let waiting: CheckedContinuation<Success, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .resolved(result)
                return nil
            case .awaited(let continuation):
                state = .resolved(result)
                return continuation
            case .resolved:
                return nil
            }
        }
        waiting?.resume(with: result)
    }

    /// Waits for the result, or for the cancellation of the task; called once.
    ///
    /// - Parameter onCancel: Called after the wait has been ended by the task's cancellation.
    package func value(onCancel: @escaping @Sendable () -> Void = {}) async throws -> Success {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Success, any Error>? = state.withLock { state in
                    if case .resolved(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            resolve(.failure(CancellationError()))
            onCancel()
        }
    }
}

/// Runs `body` in a task of its own and waits for it no longer than told, and no moment after its own task is
/// cancelled.
///
/// A body that is deaf to cancellation goes on by itself; what it still gives is dropped.
/// - Throws: What `body` throws, `CancellationError`, or what `timeoutError` gives.
package func withDeadline<Success: Sendable>(
    _ timeout: Duration?, timeoutError: @escaping @Sendable () -> any Error,
    _ body: @escaping @Sendable () async throws -> Success
) async throws -> Success {
    try Task.checkCancellation()
    let outcome = Outcome<Success>()
    let work = Task {
        do {
            outcome.resolve(.success(try await body()))
        } catch {
            outcome.resolve(.failure(error))
        }
    }
    let timer = timeout.map { timeout in
        Task {
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            outcome.resolve(.failure(timeoutError()))
            work.cancel()
        }
    }
    defer { timer?.cancel() }
    return try await outcome.value { work.cancel() }
}
