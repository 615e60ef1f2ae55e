import Synchronization

/// What all kinds of endpoints share: models, routes, limits and counts.
final class EndpointCore<Model: Sendable>: Sendable {
    let name: String
    let models: [ServedModel<Model>]
    let limits: EndpointLimits
    let queue: AdmissionQueue
    private let routes: TrafficRoutes
    private let counts = Mutex(EndpointStatistics())

    init(name: String, models: [ServedModel<Model>], limits: EndpointLimits) throws(ModelError) {
        guard models.contains(where: { $0.weight > 0 }) else {
            throw ModelError(.invalidRequest, "the endpoint \(name) has no model with a weight above 0")
        }
        guard Set(models.map(\.name)).count == models.count else {
            throw ModelError(
                .invalidRequest, "two models of the endpoint \(name) have one name; give replicas their own")
        }
        self.name = name
        self.models = models
        self.limits = limits
        queue = AdmissionQueue(
            maximumConcurrency: limits.maximumConcurrency, maximumQueued: limits.maximumQueued)
        routes = TrafficRoutes(models.map { ($0.name, $0.weight) })
    }

    var statistics: EndpointStatistics {
        var statistics = counts.withLock { $0 }
        statistics.running = queue.running
        statistics.waiting = queue.waiting
        return statistics
    }

    var served: [EndpointSummary.Served] {
        models.map { .init(name: $0.name, version: $0.version, origin: $0.origin, weight: $0.weight) }
    }

    /// One call: counted, limited in time, and at its turn given the model that its key or the weights choose.
    func call<Success: Sendable>(
        key: String?, _ body: @escaping @Sendable (Model) async throws -> Success
    ) async throws -> Success {
        try await counting {
            try await withDeadline(self.limits.timeout, timeoutError: { self.timedOut }) {
                try await self.atTurn(key: key, body)
            }
        }
    }

    /// Waits for a turn and gives `body` the model.
    func atTurn<Success>(
        key: String?, _ body: (Model) async throws -> Success
    ) async throws -> Success {
        try await queue.admit { try await run(nextModel(key: key), body) }
    }

    func nextModel(key: String?) -> ServedModel<Model> {
        models[routes.route(key)]
    }

    /// Runs `body` where the model's kind runs.
    func run<Success>(
        _ served: ServedModel<Model>, _ body: (Model) async throws -> Success
    ) async throws -> Success {
        try await withTaskExecutorPreference(served.origin == .local ? ModelThreads.shared : nil) {
            try Task.checkCancellation()
            return try await body(served.model)
        }
    }

    func counting<Success>(_ body: () async throws -> Success) async throws -> Success {
        countCall()
        do {
            return try await body()
        } catch {
            countFailure(error)
            throw error
        }
    }

    /// For calls that end elsewhere than they begin; ``countFailure(_:)`` takes their errors.
    func countCall() {
        counts.withLock { $0.calls += 1 }
    }

    func countFailure(_ error: any Error) {
        counts.withLock { counts in
            if error is CancellationError {
                counts.cancellations += 1
                return
            }
            counts.failures += 1
            if (error as? ModelError)?.code == .overloaded { counts.rejections += 1 }
        }
    }

    func count(_ usage: TokenUsage?) {
        guard let usage else { return }
        counts.withLock { $0.usage = $0.usage + usage }
    }

    /// Asks every model in service for something small, one after the other.
    func warmUp(_ body: (Model) async throws -> Void) async throws {
        for served in models where served.weight > 0 { try await run(served, body) }
    }

    var timedOut: ModelError {
        let limit = limits.timeout.map { "\($0)" } ?? "its time"
        return ModelError(.timedOut, "a call of the endpoint \(name) took longer than \(limit)")
    }
}
