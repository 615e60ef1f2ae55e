import ModelServing
import Testing

struct ChatEndpointTests {
    private func endpoint(
        _ models: [(EchoModel, weight: Int)], limits: EndpointLimits = EndpointLimits()
    ) throws -> ChatEndpoint {
        try ChatEndpoint(
            name: "c",
            models: models.map { ServedModel($0.0 as any LanguageModel, origin: .custom, weight: $0.weight) },
            limits: limits)
    }

    private let request = GenerationRequest(messages: [Message(.user, "one two three")])

    @Test func anAnswerIsTheModels() async throws {
        let endpoint = try endpoint([(EchoModel(), 100)])
        var events: [GenerationEvent] = []
        for try await event in endpoint.stream(request) { events.append(event) }
        let usage = TokenUsage(inputTokens: 3, outputTokens: 3)
        let response = GenerationResponse(text: "one two three ", finishReason: .stop, usage: usage)
        #expect(events == [.text("one "), .text("two "), .text("three "), .finished(response)])
        #expect(endpoint.statistics.usage == usage)
        #expect(endpoint.statistics.calls == 1)
        #expect(try await eventually { endpoint.statistics.running == 0 })
    }

    @Test func nothingIsAskedBeforeTheFirstElement() async throws {
        let endpoint = try endpoint([(EchoModel(), 100)])
        _ = endpoint.stream(request)
        try await Task.sleep(for: .milliseconds(20))
        #expect(endpoint.statistics.calls == 0)
    }

    @Test func oneStreamAtATimeAndTheOthersWait() async throws {
        let limits = EndpointLimits(maximumConcurrency: 1, maximumQueued: 1)
        let endpoint = try endpoint([(EchoModel(pause: .milliseconds(100)), 100)], limits: limits)
        let calls = [
            Task { try await endpoint.respond(to: request) }, Task { try await endpoint.respond(to: request) },
        ]
        #expect(try await eventually { endpoint.statistics.running == 1 && endpoint.statistics.waiting == 1 })
        #expect(await code { _ = try await endpoint.respond(to: self.request) } == .overloaded)
        for call in calls { #expect(try await call.value.text == "one two three ") }
        #expect(endpoint.statistics.failures == 1 && endpoint.statistics.rejections == 1)
    }

    @Test(.timeLimit(.minutes(1))) func cancellingLetsGoOfASlowModel() async throws {
        let endpoint = try endpoint([(EchoModel(pause: .seconds(3600)), 100)])
        let call = Task { try await endpoint.respond(to: request) }
        #expect(try await eventually { endpoint.statistics.running == 1 })
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try await eventually { endpoint.statistics.running == 0 })
        #expect(endpoint.statistics.cancellations == 1)
    }

    @Test(.timeLimit(.minutes(1))) func cancellingLeavesADeafModelBehindWithItsTurn() async throws {
        let gate = Outcome<Void>()
        let model = ServedModel(DeafModel(gate: gate) as any LanguageModel, origin: .custom)
        let endpoint = try ChatEndpoint(name: "c", models: [model])
        let call = Task { try await endpoint.respond(to: request) }
        #expect(try await eventually { endpoint.statistics.running == 1 })
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(endpoint.statistics.running == 1)
        gate.resolve(.success(()))
        #expect(try await eventually { endpoint.statistics.running == 0 })
        #expect(endpoint.statistics.cancellations == 1)
    }

    @Test func aStreamThatIsLetGoGivesItsTurnBack() async throws {
        let limits = EndpointLimits(maximumConcurrency: 1, maximumQueued: 0)
        let endpoint = try endpoint([(EchoModel(pause: .milliseconds(20)), 100)], limits: limits)
        for try await event in endpoint.stream(request) {
            #expect(event == .text("one "))
            break
        }
        #expect(try await eventually { endpoint.statistics.running == 0 })
        #expect(try await endpoint.respond(to: request).text == "one two three ")
    }

    @Test func aStreamOverItsTimeIsATypedErrorAfterItsText() async throws {
        let limits = EndpointLimits(timeout: .seconds(1))
        let endpoint = try endpoint([(EchoModel(pause: .seconds(3600)), 100)], limits: limits)
        var text = ""
        let failure = await code {
            for try await event in endpoint.stream(request) { if case .text(let piece) = event { text += piece } }
        }
        #expect(failure == .timedOut)
        #expect(text == "one ")
        #expect(try await eventually { endpoint.statistics.running == 0 })
    }

    @Test func keysAndWeightsChooseTheModel() async throws {
        let models = [(EchoModel(name: "a"), 3), (EchoModel(name: "b"), 1), (EchoModel(name: "off"), 0)]
        let endpoint = try endpoint(models.map { ($0.0, weight: $0.1) })
        #expect(endpoint.summary.served.map(\.weight) == [3, 1, 0])
        #expect(endpoint.summary.task == .chat && endpoint.name == "c")
        _ = try await endpoint.routed(by: "x").respond(to: request)
        try await endpoint.warmUp()
        // Warming up is no call.
        #expect(endpoint.statistics.calls == 1)
    }

    @Test func twoConsumersOfOneStreamAreToldSo() async throws {
        let stream = try endpoint([(EchoModel(pause: .milliseconds(50)), 100)]).stream(request)
        let codes = await withTaskGroup(of: ModelError.Code?.self) { group in
            for _ in 0..<2 { group.addTask { await code { for try await _ in stream {} } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.contains(.invalidRequest))
    }
}
