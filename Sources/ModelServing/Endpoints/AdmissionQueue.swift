import Synchronization

/// Lets so many calls run at a time and so many wait, in the order in which they came.
package final class AdmissionQueue: Sendable {
    private struct State {
        var running = 0
        /// Those that wait; the next one first.
        var waiting: [Outcome<Void>] = []
    }

    private let maximumConcurrency: Int
    private let maximumQueued: Int
    private let state = Mutex(State())

    package init(maximumConcurrency: Int, maximumQueued: Int) {
        self.maximumConcurrency = maximumConcurrency
        self.maximumQueued = maximumQueued
    }

    package var running: Int { state.withLock { $0.running } }
    package var waiting: Int { state.withLock { $0.waiting.count } }

    /// Waits for a turn, runs `body` and hands the turn on.
    ///
    /// - Parameter isBounded: Whether a full queue refuses the call; for those who have counted it elsewhere it does not.
    /// - Throws: What `body` throws; `CancellationError` when the task is cancelled while it waits; ``ModelError`` of
    ///   code ``ModelError/Code/overloaded``.
    package func admit<Success>(
        isBounded: Bool = true, _ body: () async throws -> Success
    ) async throws -> Success {
        try await enter(isBounded: isBounded)
        defer { leave() }
        return try await body()
    }

    private func enter(isBounded: Bool) async throws {
        try Task.checkCancellation()
        let turn = Outcome<Void>()
        let isAdmitted = try state.withLock { state throws(ModelError) in
            if state.running < maximumConcurrency {
                state.running += 1
                return true
            }
            guard !isBounded || state.waiting.count < maximumQueued else { throw overloaded }
            state.waiting.append(turn)
            return false
        }
        if isAdmitted { return }
        do {
            try await turn.value()
        } catch {
            // Either it still waits and goes, or its turn came in the same moment and is handed on.
            let wasWaiting = state.withLock { state in
                guard let place = state.waiting.firstIndex(where: { $0 === turn }) else { return false }
                state.waiting.remove(at: place)
                return true
            }
            if !wasWaiting { leave() }
            throw error
        }
    }

    private func leave() {
        let next: Outcome<Void>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resolve(.success(()))
    }

    package var overloaded: ModelError {
        ModelError(
            .overloaded,
            "\(maximumConcurrency) calls run and \(maximumQueued) wait; try again later, or raise the endpoint's limits"
        )
    }
}
