import ModelServing
import Testing
import VectorCore

struct EmbeddingEndpointTests {
    private func endpoint(
        _ models: [ProbeEmbedder], weights: [Int] = [100, 100], limits: EndpointLimits = EndpointLimits(),
        batching: RequestBatching? = nil
    ) throws -> EmbeddingEndpoint {
        let served = zip(models, weights).enumerated().map {
            ServedModel($1.0 as any EmbeddingModel, name: "replica \($0)", origin: .custom, weight: $1.1)
        }
        return try EmbeddingEndpoint(name: "e", models: served, limits: limits, batching: batching)
    }

    @Test func callsAtTheSameTimeAreJoined() async throws {
        let model = ProbeEmbedder(pause: .milliseconds(5))
        let endpoint = try endpoint(
            [model], limits: EndpointLimits(maximumConcurrency: 2, maximumQueued: 1000),
            batching: RequestBatching(maximumBatch: 16, maximumWait: .milliseconds(20)))
        let texts = (0..<200).map { String(repeating: "x", count: $0 + 1) }
        let vectors = try await withThrowingTaskGroup(of: (Int, Matrix).self) { group in
            for (index, text) in texts.enumerated() {
                group.addTask { (index, try await endpoint.embed([text], as: .query)) }
            }
            return try await group.reduce(into: [Int: Matrix]()) { $0[$1.0] = $1.1 }
        }
        for index in texts.indices { #expect(vectors[index]?.values == [Float(index + 1), 120]) }
        #expect(model.calls.allSatisfy { $0.count <= 16 })
        #expect(model.calls.count < 60, "\(model.calls.count) calls for 200 texts")
        #expect(model.mostRunning <= 2)
        let statistics = endpoint.statistics
        #expect(statistics.calls == 200 && statistics.failures == 0)
        #expect(statistics.usage == TokenUsage(inputTokens: 200, outputTokens: 0))
        #expect(statistics.running == 0 && statistics.waiting == 0)
    }

    @Test(arguments: [true, false])
    func aJoinedCallHasItsOwnUsageWhereTheModelCountsTextsApart(_ countsTexts: Bool) async throws {
        let model = ProbeEmbedder(pause: .milliseconds(5), countsTexts: countsTexts)
        let endpoint = try endpoint([model], batching: RequestBatching(maximumBatch: 3, maximumWait: .seconds(60)))
        let usages = try await withThrowingTaskGroup(of: (Int, TokenUsage?).self) { group in
            for length in 1...3 {
                let text = String(repeating: "x", count: length)
                group.addTask { (length, try await endpoint.embeddings(of: [text], as: .query).usage) }
            }
            return try await group.reduce(into: [Int: TokenUsage?]()) { $0[$1.0] = $1.1 }
        }
        #expect(model.calls.map(\.count) == [3])
        for length in 1...3 {
            #expect(usages[length] == (countsTexts ? TokenUsage(inputTokens: length, outputTokens: 0) : nil))
        }
        #expect(endpoint.statistics.usage.inputTokens == (countsTexts ? 6 : 3))
        let several = try await endpoint.embeddings(of: ["a", "bc"], as: .query)
        #expect(several.usage?.inputTokens == (countsTexts ? 3 : 2))
        #expect(several.tokensOfTexts == (countsTexts ? [1, 2] : nil))
    }

    @Test func aLoneCallWaitsNoLongerThanToldAndAFullBatchNotAtAll() async throws {
        let clock = ContinuousClock()
        let model = ProbeEmbedder()
        let patient = try endpoint([model], batching: RequestBatching(maximumBatch: 2, maximumWait: .seconds(60)))
        let start = clock.now
        async let first = patient.embed(["a"], as: .query)
        async let second = patient.embed(["b"], as: .query)
        _ = try await (first, second)
        #expect(clock.now - start < .seconds(5))
        #expect(model.calls.map(\.count) == [2])
        let hasty = try endpoint([model], batching: RequestBatching(maximumBatch: 2, maximumWait: .milliseconds(5)))
        _ = try await hasty.embed(["c"], as: .query)
        #expect(clock.now - start < .seconds(5))
    }

    @Test func rolesAreNotMixedInOneCall() async throws {
        let model = ProbeEmbedder()
        let endpoint = try endpoint([model], batching: RequestBatching(maximumBatch: 4, maximumWait: .milliseconds(10)))
        async let query = endpoint.embed(["q"], as: .query)
        async let passage = endpoint.embed(["p"], as: .passage)
        _ = try await (query, passage)
        #expect(model.calls.map(\.count) == [1, 1])
    }

    @Test func oneRefusedTextFailsItsOwnCallAlone() async throws {
        let model = ProbeEmbedder(refused: "bad")
        let endpoint = try endpoint([model], batching: RequestBatching(maximumBatch: 3, maximumWait: .seconds(60)))
        async let good = endpoint.embed(["good"], as: .query)
        async let bad = code { _ = try await endpoint.embed(["bad"], as: .query) }
        async let fine = endpoint.embed(["fine"], as: .query)
        #expect(try await good.values == [4, 103])
        #expect(try await fine.values == [4, 102])
        #expect(await bad == .invalidRequest)
        #expect(endpoint.statistics.failures == 1)
    }

    @Test func aCancelledCallLeavesTheOthersOfItsBatch() async throws {
        let model = ProbeEmbedder(pause: .milliseconds(100))
        let endpoint = try endpoint([model], batching: RequestBatching(maximumBatch: 2, maximumWait: .seconds(60)))
        let kept = Task { try await endpoint.embed(["kept"], as: .query) }
        let cancelled = Task { try await endpoint.embed(["cancelled"], as: .query) }
        #expect(try await eventually { model.running == 1 })
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(try await kept.value.values == [4, 107])
        #expect(endpoint.statistics.cancellations == 1)
    }

    @Test func aBatchThatNobodyWaitsForIsEnded() async throws {
        let model = ProbeEmbedder(pause: .seconds(60))
        let endpoint = try endpoint([model], batching: RequestBatching(maximumBatch: 2, maximumWait: .seconds(60)))
        let calls = ["a", "b"].map { text in Task { try await endpoint.embed([text], as: .query) } }
        #expect(try await eventually { model.running == 1 })
        for call in calls { call.cancel() }
        for call in calls { await #expect(throws: CancellationError.self) { try await call.value } }
        #expect(try await eventually { model.running == 0 && endpoint.statistics.running == 0 })
    }

    @Test(arguments: [nil, RequestBatching(maximumBatch: 2, maximumWait: .zero)])
    func moreThanMayWaitAreTurnedAwayAtOnce(_ batching: RequestBatching?) async throws {
        let model = ProbeEmbedder(pause: .seconds(60))
        let endpoint = try endpoint(
            [model], limits: EndpointLimits(maximumConcurrency: 1, maximumQueued: 2), batching: batching)
        // What runs, what waits and, where there are batches, what forms one.
        let first = Task { try await endpoint.embed(["a"], as: .query) }
        #expect(try await eventually { model.running == 1 })
        let room = batching == nil ? 2 : 4
        let waiting = (0..<room).map { _ in Task { try await endpoint.embed(["b"], as: .query) } }
        #expect(try await eventually { endpoint.statistics.calls == room + 1 && endpoint.statistics.waiting >= 2 })
        try await Task.sleep(for: .milliseconds(20))
        #expect(await code { _ = try await endpoint.embed(["c"], as: .query) } == .overloaded)
        #expect(endpoint.statistics.rejections == 1)
        for call in [first] + waiting { call.cancel() }
        for call in [first] + waiting { _ = await call.result }
        #expect(try await eventually { endpoint.statistics.running == 0 && endpoint.statistics.waiting == 0 })
    }

    @Test(.timeLimit(.minutes(1))) func aDeafModelIsLeftBehindButKeepsItsTurn() async throws {
        let gate = Outcome<Void>()
        let model = ProbeEmbedder(gate: gate)
        let endpoint = try endpoint([model], limits: EndpointLimits(maximumConcurrency: 1, maximumQueued: 1))
        let call = Task { try await endpoint.embed(["a", "b"], as: .query) }
        #expect(try await eventually { model.running == 1 })
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(model.running == 1 && endpoint.statistics.running == 1)
        gate.resolve(.success(()))
        #expect(try await eventually { endpoint.statistics.running == 0 })
    }

    @Test func aCallOverItsTimeIsATypedErrorAndIsCancelled() async throws {
        let limits = EndpointLimits(maximumConcurrency: 1, timeout: .milliseconds(50))
        for batching in [nil, RequestBatching(maximumBatch: 2, maximumWait: .zero)] {
            let model = ProbeEmbedder(pause: .seconds(60))
            let endpoint = try endpoint([model], limits: limits, batching: batching)
            #expect(await code { _ = try await endpoint.embed(["a"], as: .query) } == .timedOut)
            #expect(try await eventually { model.running == 0 })
        }
    }

    @Test func aKeyStaysWithItsModel() async throws {
        let models = [ProbeEmbedder(), ProbeEmbedder()]
        let endpoint = try endpoint(models)
        for key in 0..<20 {
            let before = models.map(\.calls.count)
            for _ in 0..<3 { _ = try await endpoint.routed(by: "\(key)").embed(["a"], as: .query) }
            #expect(zip(models, before).map { $0.calls.count - $1 }.sorted() == [0, 3])
        }
        #expect(models.allSatisfy { !$0.calls.isEmpty })
        for _ in 0..<10 { _ = try await endpoint.embed(["a"], as: .query) }
        #expect(models.map(\.calls.count).reduce(0, +) == 70)
    }

    @Test func modelsWhoseVectorsDoNotCompareMakeNoEndpoint() async throws {
        #expect(
            await code { _ = try self.endpoint([ProbeEmbedder(), ProbeEmbedder(version: "2")]) } == .invalidRequest)
        #expect(await code { _ = try self.endpoint([ProbeEmbedder()], weights: [0]) } == .invalidRequest)
        #expect(await code { _ = try self.endpoint([]) } == .invalidRequest)
        let twice = [ServedModel(ProbeEmbedder() as any EmbeddingModel, origin: .custom)]
        #expect(await code { _ = try EmbeddingEndpoint(name: "e", models: twice + twice) } == .invalidRequest)
    }
}
