import ChainKit
import Foundation
import ModelServing
import Retriever
import Synchronization
import Testing

@Suite struct ChainFailureTests {
    private func chain(
        _ model: ScriptedModel, retriever: any ChunkRetriever = FixedRetriever(hits: threeHits),
        recorder: any TraceRecorder = InMemoryTraceRecorder()
    ) -> RAGChain {
        RAGChain(retriever: retriever, generator: ChatGenerator(model: model), recorder: recorder)
    }

    @Test func aFailingModelIsNamedAndRecorded() async throws {
        let failure = ModelError(.rateLimited, "too many requests", status: 429)
        let recorder = InMemoryTraceRecorder()
        let chain = chain(ScriptedModel(["Written "], ending: .failure(failure)), recorder: recorder)
        let error = await #expect(throws: ChainError.self) { try await chain.answer("q") }
        #expect(error?.step == .generation)
        #expect(error?.underlying as? ModelError == failure)
        #expect(error?.description == "the step generation of the chain failed: too many requests")

        let trace = try #require(recorder.traces.first)
        #expect(recorder.traces.count == 1)
        #expect(trace == error?.trace)
        #expect(trace.status == SpanStatus(.error, "too many requests", endpointStatus: 429))
        #expect(trace.answer == "Written")
        #expect(trace.prompt?.count == 2)
        #expect(trace.root.first(named: "generation")?.status.code == .error)
        #expect(trace.root.first(named: "chat scripted")?.status.code == .error)
        #expect(trace.root.first(named: "post_processing")?.status.code == .error)
        #expect(trace.root.first(named: "retrieval")?.status == .ok)
    }

    @Test func aStreamWithoutAnEndIsAnError() async throws {
        let error = await #expect(throws: ChainError.self) {
            try await self.chain(ScriptedModel(["x"], ending: .nothing)).answer("q")
        }
        #expect((error?.underlying as? ModelError)?.code == .invalidResponse)
    }

    @Test func aFailingRetrieverIsNamedAndTheModelIsNotAsked() async throws {
        let recorder = InMemoryTraceRecorder()
        let model = ScriptedModel(["x"])
        let chain = chain(model, retriever: FailingRetriever(), recorder: recorder)
        let error = await #expect(throws: ChainError.self) { try await chain.answer("q") }
        #expect(error?.step == .retrieval)
        #expect(error?.underlying is FailingRetriever.Failure)
        #expect(model.requests.isEmpty)
        #expect(recorder.traces.map(\.status.code) == [.error])
    }

    @Test func aPromptThatAsksForMoreThanThereIsIsAnErrorOfGeneration() async throws {
        let prompt = try PromptTemplate(
            name: "p", version: 1, variables: [.question, PromptVariable("tone", .text)],
            messages: [Message(.user, "{{question}} {{tone}}")])
        let model = ScriptedModel(["x"])
        var generator = ChatGenerator(model: model, prompt: prompt)
        let retriever = FixedRetriever(hits: threeHits)
        let error = await #expect(throws: ChainError.self) {
            try await RAGChain(retriever: retriever, generator: generator).answer("q")
        }
        #expect(error?.underlying as? PromptError == .missingValue("tone"))
        generator.values = ["tone": .text("calm")]
        _ = try await RAGChain(retriever: retriever, generator: generator).answer("q")
        #expect(model.requests.map(\.messages) == [[Message(.user, "q calm")]])
    }

    @Test func aFailingRecorderIsAWarningAndNothingMore() async throws {
        struct Failing: TraceRecorder {
            struct DiskFull: Error {}
            func record(_ trace: Trace) async throws { throw DiskFull() }
        }
        let answer = try await chain(ScriptedModel(["Fine [1]."]), recorder: Failing()).answer("q")
        #expect(answer.text == "Fine [1].")
        #expect(answer.warnings.map(\.code) == [.recordingFailed])
        let error = await #expect(throws: ChainError.self) {
            try await self.chain(
                ScriptedModel([], ending: .failure(ModelError(.timedOut, "slow"))), recorder: Failing()
            ).answer("q")
        }
        #expect((error?.underlying as? ModelError)?.code == .timedOut)
    }

    @Test func aSlowRecorderHoldsNoCallBack() async throws {
        struct Slow: TraceRecorder {
            func record(_ trace: Trace) async throws { try await Task.sleep(for: .seconds(3_600)) }
        }
        var chain = chain(ScriptedModel(["Fine."]), recorder: Slow())
        chain.recordingTimeLimit = .milliseconds(20)
        let answer = try await chain.answer("q")
        #expect(answer.warnings.map(\.code) == [.recordingSlow])
    }

    // MARK: Cancellation

    @Test(arguments: [true, false])
    func cancellingEndsACallWithin50Milliseconds(heedsCancellation: Bool) async throws {
        let fastest = try await fastestCancellation {
            let model = ScriptedModel(["One "], ending: .hang(heedsCancellation: heedsCancellation))
            let recorder = InMemoryTraceRecorder()
            let chain = chain(model, recorder: recorder)
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for try await event in chain.stream("q") { if case .text = event { start.yield() } }
            }
            for await _ in started { break }
            let begin = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let duration = ContinuousClock.now - begin
            try await eventually { model.wasCancelled && recorder.traces.count == 1 }
            #expect(recorder.traces.map(\.status.code) == [.cancelled])
            #expect(recorder.traces.first?.root.first(named: "generation")?.status.code == .cancelled)
            return duration
        }
        #expect(fastest < .milliseconds(50))
    }

    @Test func aRetrieverDeafToCancellationDoesNotHoldItsCaller() async throws {
        let fastest = try await fastestCancellation {
            let chain = chain(ScriptedModel(["x"]), retriever: DeafRetriever())
            let task = Task { try await chain.answer("q") }
            try await Task.sleep(for: .milliseconds(30))
            let begin = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            return ContinuousClock.now - begin
        }
        #expect(fastest < .milliseconds(50))
    }

    /// The best of some attempts. Other tests keep every thread of the process busy for seconds on end; what is asked
    /// is what the chain itself adds, and a delay of its own would be in every attempt.
    private func fastestCancellation(_ attempt: () async throws -> Duration) async throws -> Duration {
        let begin = ContinuousClock.now
        var fastest = try await attempt()
        while fastest >= .milliseconds(50), ContinuousClock.now - begin < .seconds(60) {
            try await Task.sleep(for: .milliseconds(200))
            fastest = min(fastest, try await attempt())
        }
        return fastest
    }

    @Test func leavingTheLoopEndsTheWork() async throws {
        let model = ScriptedModel(["One "], ending: .hang(heedsCancellation: true))
        let recorder = InMemoryTraceRecorder()
        for try await event in chain(model, recorder: recorder).stream("q") {
            if case .text = event { break }
        }
        try await eventually { model.wasCancelled && recorder.traces.count == 1 }
        #expect(recorder.traces.map(\.status.code) == [.cancelled])
    }

    @Test func aCallThatIsCancelledBeforeItBeginsAsksNothing() async throws {
        let model = ScriptedModel(["x"])
        let chain = chain(model)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await chain.answer("q")
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(model.requests.isEmpty)
    }

    @Test func aReaderThatStopsReadingHoldsTheGeneratorBack() async throws {
        struct Counting: AnswerGenerator {
            let name = "counting"
            let count = Count()
            final class Count: Sendable { let value = Mutex(0) }

            func generate(_ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void) async throws {
                for number in 0..<10_000 {
                    try await emit(.text("\(number) "))
                    count.value.withLock { $0 += 1 }
                }
            }
        }
        let generator = Counting()
        let chain = RAGChain(retriever: FixedRetriever(hits: threeHits), generator: generator)
        var events = chain.stream("q").makeAsyncIterator()
        while let event = try await events.next() { if case .text = event { break } }
        try await Task.sleep(for: .milliseconds(100))
        #expect(generator.count.value.withLock { $0 } < 64)
        var text = 0
        while let event = try await events.next() { if case .text = event { text += 1 } }
        #expect(text >= 9_998)
    }

    /// Waits until something holds, for a time within which it must.
    private func eventually(_ condition: () -> Bool) async throws {
        for _ in 0..<200 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(condition())
    }
}
