import Synchronization
import VectorCore

/// Joins calls with one text each into calls of the model.
///
/// A runner waits for a turn at the model and takes what is pending then; there are never more waiting than are
/// needed to take it all. One that waits for its turn gathers more meanwhile.
final class RequestBatcher: Sendable {
    private struct Entry: Sendable {
        let text: String
        let outcome = Outcome<EmbeddingResponse>()
    }

    /// A runner, with the entries that it has taken.
    private struct Batch: Sendable {
        let task: Task<Void, Never>
        var entries: [Entry] = []
    }

    private struct State {
        var pending: [Entry] = []
        /// Runners that have not taken their entries.
        var runners = 0
        var timer: Task<Void, Never>?
        var batches: [Int: Batch] = [:]
        var lastBatch = 0
    }

    private let core: EndpointCore<any EmbeddingModel>
    private let role: EmbeddingRole
    private let batching: RequestBatching
    private let state = Mutex(State())

    init(core: EndpointCore<any EmbeddingModel>, role: EmbeddingRole, batching: RequestBatching) {
        self.core = core
        self.role = role
        self.batching = batching
    }

    var waiting: Int { state.withLock { $0.pending.count } }

    /// The vector of one text, and what it cost where the model counts the texts of a batch apart.
    ///
    /// - Throws: What the model throws, `CancellationError`, or ``ModelError`` of code ``ModelError/Code/overloaded``.
    func embed(_ text: String) async throws -> EmbeddingResponse {
        let entry = Entry(text: text)
        try state.withLock { state throws(ModelError) in
            // What one batch takes is on its way, not in a queue.
            guard state.pending.count < core.limits.maximumQueued + batching.maximumBatch else {
                throw core.queue.overloaded
            }
            state.pending.append(entry)
            if state.pending.count >= batching.maximumBatch * (state.runners + 1) {
                startRunner(&state)
            } else if state.runners == 0, state.timer == nil {
                startTimer(&state)
            }
        }
        return try await entry.outcome.value { self.abandon(entry) }
    }

    private func startTimer(_ state: inout State) {
        state.timer = Task { [batching] in
            try? await Task.sleep(for: batching.maximumWait)
            self.state.withLock { state in
                state.timer = nil
                if state.pending.count > state.runners * batching.maximumBatch { self.startRunner(&state) }
            }
        }
    }

    private func startRunner(_ state: inout State) {
        state.runners += 1
        state.lastBatch += 1
        let number = state.lastBatch
        // The task waits for the lock that is held here, so its batch is entered before it looks for it.
        state.batches[number] = Batch(task: Task { await self.run(number) })
    }

    private func run(_ number: Int) async {
        // Fails only for a runner that was cancelled, and then nobody waits for its entries.
        try? await core.queue.admit(isBounded: false) { await ask(for: take(number)) }
        state.withLock { $0.batches[number] = nil }
    }

    private func take(_ number: Int) -> [Entry] {
        state.withLock { state in
            state.runners -= 1
            let entries = Array(state.pending.prefix(batching.maximumBatch))
            state.pending.removeFirst(entries.count)
            state.batches[number]?.entries = entries
            if state.pending.count > state.runners * batching.maximumBatch { startRunner(&state) }
            return entries
        }
    }

    /// One call of a model; where it refuses several texts together, one for each, since a single one may be at fault.
    private func ask(for entries: [Entry]) async {
        if entries.isEmpty { return }
        do {
            let response = try await core.run(core.nextModel(key: nil)) {
                try await $0.embeddings(of: entries.map(\.text), as: role)
            }
            core.count(response.usage)
            guard response.vectors.rows == entries.count else {
                throw ModelError(
                    .invalidResponse, "\(core.name) gave \(response.vectors.rows) vectors for \(entries.count) texts")
            }
            for (row, entry) in entries.enumerated() { entry.outcome.resolve(.success(response.part(row))) }
        } catch let error as ModelError where entries.count > 1 && !error.isTransient && !Task.isCancelled {
            for entry in entries where !entry.outcome.isResolved { await ask(for: [entry]) }
        } catch {
            for entry in entries { entry.outcome.resolve(.failure(error)) }
        }
    }

    /// Forgets an entry that nobody waits for any more, and ends a call that has none other.
    private func abandon(_ entry: Entry) {
        let task: Task<Void, Never>? = state.withLock { state in
            if let place = state.pending.firstIndex(where: { $0.outcome === entry.outcome }) {
                state.pending.remove(at: place)
                return nil
            }
            return state.batches.values.first { batch in
                batch.entries.contains { $0.outcome === entry.outcome }
                    && batch.entries.allSatisfy(\.outcome.isResolved)
            }?.task
        }
        task?.cancel()
    }
}

extension EmbeddingResponse {
    /// The response to one of the texts.
    fileprivate func part(_ row: Int) -> EmbeddingResponse {
        if vectors.rows == 1 { return self }
        let vector = Matrix(rows: 1, columns: vectors.columns, values: Array(vectors[row: row]))
        guard let tokensOfTexts, tokensOfTexts.count == vectors.rows else { return EmbeddingResponse(vectors: vector) }
        return EmbeddingResponse(vectors: vector, tokensOfTexts: [tokensOfTexts[row]])
    }
}
