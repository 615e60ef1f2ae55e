import Foundation
import ModelServing
import RemoteModels
import Synchronization
import Testing

struct RetryAndCancellationTests {
    private static let good: [FaultServer.Step] = [.head(), .chunk(Events.whole), .lastChunk]

    @Test(arguments: [
        "429 Too Many Requests", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout",
    ])
    func aTransientStatusIsTriedAgain(_ status: String) async throws {
        try await withServer({ number, _ in number < 2 ? [.response(status, "")] : Self.good }) { server in
            #expect(await outcome(of: chatModel(server)).response?.finishReason == .stop)
            #expect(server.requests.count == 3)
            #expect(Set(server.requests.map(\.body)).count == 1)
        }
    }

    @Test func attemptsEndWithTheLastError() async throws {
        try await withServer({ _, _ in [.response("503 Busy", "loading")] }) { server in
            let error = await outcome(of: chatModel(server)).error as? ModelError
            #expect(error?.code == .endpointFailed)
            #expect(error?.status == 503)
            #expect(server.requests.count == 3)
        }
    }

    @Test func theEndpointsOwnWaitIsKept() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { number, _ in
            number == 0 ? [.response("429 Slow Down", "", headers: "Retry-After: 0.3\r\n")] : Self.good
        }
        try await withServer(script) { server in
            let clock = ContinuousClock()
            let start = clock.now
            #expect(await outcome(of: chatModel(server)).error == nil)
            #expect(clock.now - start >= .milliseconds(300))
        }
    }

    @Test(arguments: ["3600", "1e300", "Fri, 31 Dec 2100 23:59:59 GMT"])
    func aWaitTooLongIsHandedToTheCaller(_ value: String) async throws {
        let steps: [FaultServer.Step] = [.response("429 Slow Down", "", headers: "Retry-After: \(value)\r\n")]
        try await withServer({ _, _ in steps }) { server in
            let error = await outcome(of: chatModel(server)).error as? ModelError
            #expect(error?.code == .rateLimited)
            #expect(error?.retryAfter ?? 0 > 3599)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aWaitInMillisecondsGoesFirst() async throws {
        let headers = "Retry-After: 3600\r\nretry-after-ms: 20\r\n"
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { number, _ in
            number == 0 ? [.response("503 Busy", "", headers: headers)] : Self.good
        }
        try await withServer(script) { server in
            #expect(await outcome(of: chatModel(server)).error == nil)
            #expect(server.requests.count == 2)
        }
    }

    @Test func aDateIsAWaitFromNow() {
        let now = Date(timeIntervalSince1970: 1_445_412_470)
        func seconds(_ value: String) -> Double? { OpenAIEndpoint.seconds(ofRetryAfter: value, now: now) }
        #expect(seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 10)
        #expect(seconds("Wed, 21 Oct 2015 07:27:00 GMT") == 0)
        #expect(seconds("7") == 7)
        for value in ["", "-1", "nan", "inf", "Wed, 21 Oct"] { #expect(seconds(value) == nil, "\(value)") }
    }

    @Test func nothingIsTriedAgainOnceAByteOfTheAnswerIsThere() async throws {
        let ways: [[FaultServer.Step]] = [
            [.head(), .chunk("d"), .pause(.milliseconds(20)), .reset],
            [.head(), .chunk(Events.text("a")), .close],
            [.head(), .chunk("data: {\"error\":{\"message\":\"busy\",\"code\":503}}\n\n"), .lastChunk],
        ]
        for steps in ways {
            try await withServer({ _, _ in steps }) { server in
                #expect(await outcome(of: chatModel(server)).error is ModelError)
                #expect(server.requests.count == 1)
            }
        }
    }

    @Test func aRetryAfterThatCannotBeReadIsPassedOver() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { number, _ in
            number == 0 ? [.response("429 Slow Down", "", headers: "Retry-After: soon\r\n")] : Self.good
        }
        try await withServer(script) { server in
            #expect(await outcome(of: chatModel(server)).error == nil)
        }
    }

    @Test(arguments: [FaultServer.Step.close, .reset])
    func aKeptConnectionThatIsClosedWhenItIsUsedAgainIsTriedAgain(_ end: FaultServer.Step) async throws {
        let isEnded = Mutex(false)
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, request in
            guard request.earlier > 0 else { return Self.good }
            let isFirst = isEnded.withLock { ended in
                defer { ended = true }
                return !ended
            }
            return isFirst ? [end] : Self.good
        }
        try await withServer(script) { server in
            let model = chatModel(server)
            // An answer may be whole before its connection is free again: the next request makes another one then.
            var calls = 0
            while calls < 200, !isEnded.withLock({ $0 }) {
                #expect(await outcome(of: model).response?.finishReason == .stop)
                calls += 1
            }
            #expect(isEnded.withLock { $0 })
            #expect(server.requests.count == calls + 1)
        }
    }

    /// As llama.cpp's server does after a streamed answer: the next request is on its way when the connection ends, or finds it
    /// ended, while others make connections.
    @Test func connectionsThatEndAfterEachAnswerAreNoErrors() async throws {
        try await withServer({ _, _ in Self.good + [.close] }) { server in
            // Another connection may be just ending each time.
            let model = chatModel(server) { $0.retries.maximumAttempts = 10 }
            try await withThrowingTaskGroup(of: (any Error)?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<25 {
                            if let error = await outcome(of: model).error { return error }
                        }
                        return nil
                    }
                }
                for try await error in group { #expect(error == nil) }
            }
            #expect(server.requests.count >= 100)
        }
    }

    @Test(arguments: [FaultServer.Step.close, .reset])
    func aNewConnectionThatIsClosedWithoutAnAnswerIsNotTriedAgain(_ end: FaultServer.Step) async throws {
        try await withServer({ _, _ in [end] }) { server in
            #expect((await outcome(of: chatModel(server)).error as? ModelError)?.code == .invalidResponse)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aClosedPortIsUnreachableAfterAllAttempts() async throws {
        let server = try await FaultServer.start { _, _ in [] }
        let model = chatModel(server) { $0.retries.initialDelay = .milliseconds(100) }
        await server.stop()
        let clock = ContinuousClock()
        let start = clock.now
        let error = await outcome(of: model).error as? ModelError
        #expect(error?.code == .unreachable, "\(String(describing: error))")
        // Two waits, each shortened by at most a half: 50 + 100 ms.
        #expect(clock.now - start >= .milliseconds(150))
        #expect(clock.now - start < .seconds(2))
    }

    @Test func cancellingEndsTheRequestAtOnce() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, _ in
            [.head(), .chunk(Events.text("a")), .pause(.seconds(60))]
        }
        try await withServer(script) { server in
            let model = chatModel(server) { $0.timeouts.idle = .seconds(60) }
            let task = Task { try await model.respond(to: hello) }
            try await until { server.requests.count == 1 }
            try await Task.sleep(for: .milliseconds(50))
            let clock = ContinuousClock()
            let start = clock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(clock.now - start < .milliseconds(500))
            try await until { server.closedConnections == 1 }
        }
    }

    @Test func cancellingBeforeTheAnswerEndsTheRequestToo() async throws {
        try await withServer({ _, _ in [.pause(.seconds(60))] }) { server in
            let model = chatModel(server) { $0.timeouts.idle = .seconds(60) }
            let task = Task { try await model.respond(to: hello) }
            try await until { server.requests.count == 1 }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await until { server.closedConnections == 1 }
        }
    }

    @Test func cancellingWhileItWaitsToTryAgainEndsTheWait() async throws {
        let steps: [FaultServer.Step] = [.response("429 Slow Down", "", headers: "Retry-After: 15\r\n")]
        try await withServer({ _, _ in steps }) { server in
            let model = chatModel(server)
            let task = Task { try await model.respond(to: hello) }
            try await until { server.requests.count == 1 }
            try await Task.sleep(for: .milliseconds(50))
            let clock = ContinuousClock()
            let start = clock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(clock.now - start < .milliseconds(500))
        }
    }

    @Test func lettingGoOfAStreamEndsItsRequest() async throws {
        let script: @Sendable (Int, FaultServer.Request) -> [FaultServer.Step] = { _, _ in
            [.head(), .chunk(Events.text("a")), .pause(.seconds(60))]
        }
        try await withServer(script) { server in
            let model = chatModel(server) { $0.timeouts.idle = .seconds(60) }
            for try await event in model.stream(hello) {
                #expect(event == .text("a"))
                break
            }
            try await until { server.closedConnections == 1 }
            // The endpoint is still good for the next request.
            withExtendedLifetime(model) {}
        }
    }

    /// Waits for what must come true within five seconds.
    private func until(_ condition: () -> Bool) async throws {
        for _ in 0..<500 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it did not come true within five seconds")
    }
}
