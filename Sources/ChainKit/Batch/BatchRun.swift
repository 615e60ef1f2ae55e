import ModelServing
import Synchronization

/// One run of a batch: reads rows as there is room, answers so many at once, and hands the results out in order.
final class BatchRun: Sendable {
    typealias Row = Task<BatchResult, any Error>

    private struct State {
        var reader: Task<Void, Never>?
        /// By position: those whose results were not taken.
        var rows: [Int: Row] = [:]
        var isCancelled = false
        var progress = BatchProgress()
        /// No call begins before.
        var pausedUntil = ContinuousClock.now
    }

    private let chain: RAGChain
    private let options: BatchOptions
    private let journal: BatchJournal?
    private let state = Mutex(State())
    /// A place for each row that was read and whose result was not taken.
    private let window: AsyncGate
    /// A place for each call.
    private let calls: AsyncGate
    /// The rows in order; it never holds more than the window does.
    let rows: AsyncThrowingStream<Row, any Error>
    private let continuation: AsyncThrowingStream<Row, any Error>.Continuation

    init(chain: RAGChain, options: BatchOptions, journal: BatchJournal?) {
        self.chain = chain
        self.options = options
        self.journal = journal
        window = AsyncGate(options.window)
        calls = AsyncGate(options.concurrency)
        (rows, continuation) = AsyncThrowingStream.makeStream()
    }

    /// Starts reading; once.
    func begin<Questions: AsyncSequence & Sendable>(_ questions: Questions) where Questions.Element == BatchQuestion {
        state.withLock { state in
            guard state.reader == nil, !state.isCancelled else { return }
            state.reader = Task { await self.read(questions) }
        }
    }

    func cancel() {
        let (reader, rows) = state.withLock { state in
            state.isCancelled = true
            defer { state.rows = [:] }
            return (state.reader, state.rows)
        }
        reader?.cancel()
        for row in rows.values { row.cancel() }
        continuation.finish(throwing: CancellationError())
    }

    /// The result of a row at its turn.
    func result(of row: Row) async throws -> BatchResult {
        do {
            let result = try await withTaskCancellationHandler {
                try await row.value
            } onCancel: {
                cancel()
            }
            state.withLock { _ = $0.rows.removeValue(forKey: result.position) }
            window.leave()
            return result
        } catch {
            cancel()
            throw error
        }
    }

    /// A row has its place for a call before the next one is read, so calls begin in the order of the rows.
    private func read<Questions: AsyncSequence>(_ questions: Questions) async
    where Questions.Element == BatchQuestion {
        var position = 0
        do {
            for try await question in questions {
                try await window.enter()
                let place = position
                let digest = question.digest(version: options.version)
                if let answer = try await journal?.answer(id: question.id, digest: digest) {
                    note { $0.resumed += 1 }
                    try begin(place) {
                        BatchResult(
                            id: question.id, position: place, outcome: .success(answer), isResumed: true, attempts: 0)
                    }
                } else {
                    try await calls.enter()
                    try begin(place) { try await self.answer(question, digest: digest, at: place) }
                }
                position += 1
            }
            continuation.finish()
        } catch {
            continuation.finish(throwing: error)
        }
    }

    /// - Throws: `CancellationError` after ``cancel()``, which then knows every row that has begun.
    private func begin(_ position: Int, _ work: @escaping @Sendable () async throws -> BatchResult) throws {
        let row = try state.withLock { state in
            guard !state.isCancelled else { throw CancellationError() }
            let row = Task { try await work() }
            state.rows[position] = row
            return row
        }
        continuation.yield(row)
    }

    // MARK: One row

    /// Has a place for a call, which it keeps until the answer is on the disk, so that a kill loses no more answers than there are
    /// places; also while it waits to be asked again, for then all calls wait.
    private func answer(_ question: BatchQuestion, digest: String, at position: Int) async throws -> BatchResult {
        defer { calls.leave() }
        var attempt = 0
        while true {
            attempt += 1
            do {
                let answer = try await ask(question, digest: digest)
                note { progress in
                    progress.answered += 1
                    progress.inputTokens += answer.usage?.inputTokens ?? 0
                    progress.outputTokens += answer.usage?.outputTokens ?? 0
                }
                return BatchResult(
                    id: question.id, position: position, outcome: .success(answer), isResumed: false, attempts: attempt)
            } catch let error where error is CancellationError || error is BatchJournalError {
                throw error
            } catch {
                if attempt < options.attempts, pause(for: error, attempt: attempt) { continue }
                note { $0.failed += 1 }
                return BatchResult(
                    id: question.id, position: position, outcome: .failure(error), isResumed: false, attempts: attempt)
            }
        }
    }

    /// One call, when there is no pause.
    private func ask(_ question: BatchQuestion, digest: String) async throws -> BatchAnswer {
        while true {
            try Task.checkCancellation()
            let until = state.withLock(\.pausedUntil)
            guard until > .now else { break }
            try await Task.sleep(until: until)
        }
        let answer = BatchAnswer(try await chain.answer(question.question, options: question.options))
        try await journal?.append(answer, id: question.id, digest: digest)
        return answer
    }

    /// Holds all calls back after one that was turned away for its rate or load; false for any other error.
    private func pause(for error: any Error, attempt: Int) -> Bool {
        guard let cause = (error as? ChainError)?.underlying as? ModelError,
            cause.code == .rateLimited || cause.code == .overloaded
        else { return false }
        let asked = cause.retryAfter.map { Duration.seconds(max(0, min($0, 86_400))) }
        let delay = min(asked ?? options.firstDelay * (1 << min(attempt - 1, 20)), options.longestDelay)
        state.withLock { state in
            state.pausedUntil = max(state.pausedUntil, .now + delay)
            state.progress.retried += 1
        }
        return true
    }

    private func note(_ change: (inout BatchProgress) -> Void) {
        let progress = state.withLock { state in
            change(&state.progress)
            return state.progress
        }
        options.onProgress?(progress)
    }
}
