import ChainKit
import Foundation
import ModelServing
import Retriever
import Synchronization
import TestSupport
import Testing

/// A model that answers each question by a closure, and counts.
struct AnsweringModel: LanguageModel {
    final class Calls: Sendable {
        private let state = Mutex<(questions: [String], running: Int, most: Int)>(([], 0, 0))
        var questions: [String] { state.withLock { $0.questions } }
        var mostAtOnce: Int { state.withLock { $0.most } }
        func begin(_ question: String) {
            state.withLock { state in
                state.questions.append(question)
                state.running += 1
                state.most = max(state.most, state.running)
            }
        }
        func end() { state.withLock { $0.running -= 1 } }
    }

    let name = "answering"
    let calls = Calls()
    let answer: @Sendable (String) async throws -> String

    func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        let question = String(request.messages.last?.content.split(separator: "Question: ").last ?? "")
        let (calls, answer) = (calls, answer)
        return AsyncThrowingStream { continuation in
            let work = Task {
                calls.begin(question)
                defer { calls.end() }
                do {
                    let text = try await answer(question)
                    let usage = TokenUsage(inputTokens: 10, outputTokens: 1)
                    continuation.yield(.finished(GenerationResponse(text: text, finishReason: .stop, usage: usage)))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in work.cancel() }
        }
    }
}

func batchChain(_ model: AnsweringModel) -> RAGChain {
    RAGChain(retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: model))
}

func batchRows(_ range: Range<Int>) -> [BatchQuestion] {
    range.map { BatchQuestion(id: "row \($0)", question: "q\($0)") }
}

@Suite struct BatchTests {
    @Test func tenThousandRowsComeInOrderAndOneBadRowIsOneError() async throws {
        let rows = 10_000
        let model = AnsweringModel { question in
            // So that the first ones meet, however busy the machine is.
            if question.utf8.count < 3 { try await Task.sleep(for: .milliseconds(20)) }
            if question == "q77" { throw ModelError(.invalidRequest, "bad row") }
            return "\(question) [1]"
        }
        let read = Mutex(0)
        let source = AsyncStream<BatchQuestion> {
            let number = read.withLock { count in
                defer { count += 1 }
                return count
            }
            return number < rows ? BatchQuestion(id: "row \(number)", question: "q\(number)") : nil
        }
        let progress = Mutex(BatchProgress())
        let options = BatchOptions(concurrency: 8, window: 20) { now in
            progress.withLock { if now.finished > $0.finished { $0 = now } }
        }
        var (position, mostAhead) = (0, 0)
        for try await result in batchChain(model).batch(source, options: options) {
            #expect(result.position == position && result.id == "row \(position)" && !result.isResumed)
            switch result.outcome {
            case .success(let answer): #expect(answer.text == "q\(position) [1]" && answer.citations.count == 1)
            case .failure(let error): #expect(position == 77 && "\(error)".contains("bad row"))
            }
            position += 1
            mostAhead = max(mostAhead, read.withLock { $0 } - position)
        }
        #expect(position == rows && model.calls.questions.count == rows)
        // The rows of the window, and one that waits for room in it.
        #expect(mostAhead <= 21, "\(mostAhead) rows ahead")
        #expect((2...8).contains(model.calls.mostAtOnce), "\(model.calls.mostAtOnce)")
        let end = progress.withLock { $0 }
        #expect(end.answered == rows - 1 && end.failed == 1 && end.inputTokens == (rows - 1) * 10)
    }

    @Test func slowRowsDoNotChangeTheOrder() async throws {
        let model = AnsweringModel { question in
            try await Task.sleep(for: .milliseconds(question.hashValue & 7))
            return question
        }
        let results = try await batchChain(model).batch(batchRows(0..<200)).reduce(into: [String]()) { all, result in
            all.append(try result.outcome.get().text)
        }
        #expect(results == (0..<200).map { "q\($0)" })
    }

    @Test func anAnswerDoesNotWaitForTheNextQuestion() async throws {
        let (stream, continuation) = AsyncStream<BatchQuestion>.makeStream()
        var iterator = batchChain(AnsweringModel { $0 }).batch(stream).makeAsyncIterator()
        for row in batchRows(0..<3) {
            continuation.yield(row)
            #expect(try await iterator.next()?.id == row.id)
        }
        continuation.finish()
        #expect(try await iterator.next() == nil)
    }

    @Test func aRateLimitHoldsAllCallsBackAndTheRowIsAskedAgain() async throws {
        let start = ContinuousClock.now
        let times = Mutex<[Duration]>([])
        let model = AnsweringModel { question in
            let count = times.withLock { times in
                times.append(.now - start)
                return times.count
            }
            if count <= 3 { throw ModelError(.rateLimited, "slow down", status: 429, retryAfter: 0.3) }
            return question
        }
        var results: [BatchResult] = []
        for try await result in batchChain(model).batch(batchRows(0..<12), options: BatchOptions(concurrency: 3)) {
            results.append(result)
        }
        #expect(try results.map { try $0.outcome.get().text } == (0..<12).map { "q\($0)" })
        #expect(results.map(\.attempts).reduce(0, +) == 15 && model.calls.questions.count == 15)
        let after = times.withLock { $0.dropFirst(3) }
        #expect(after.allSatisfy { $0 >= .milliseconds(300) }, "\(after)")
    }

    @Test func onlyRefusedCallsAreMadeAgainAndNotForEver() async throws {
        let codes: [ModelError.Code] = [.timedOut, .endpointFailed, .invalidResponse]
        for code in codes {
            let model = AnsweringModel { _ in throw ModelError(code, "no", status: 503) }
            for try await result in batchChain(model).batch(batchRows(0..<1)) { #expect(result.attempts == 1) }
            #expect(model.calls.questions.count == 1)
        }
        let model = AnsweringModel { _ in throw ModelError(.overloaded, "no") }
        let options = BatchOptions(attempts: 4, firstDelay: .milliseconds(1))
        for try await result in batchChain(model).batch(batchRows(0..<1), options: options) {
            #expect(result.attempts == 4)
            #expect(throws: ChainError.self) { try result.outcome.get() }
        }
    }

    @Test func aSourceThatThrowsEndsTheBatchAfterItsRows() async throws {
        struct Failure: Error {}
        let source = AsyncThrowingStream<BatchQuestion, any Error> { continuation in
            for row in batchRows(0..<3) { continuation.yield(row) }
            continuation.finish(throwing: Failure())
        }
        var ids: [String] = []
        await #expect(throws: Failure.self) {
            for try await result in batchChain(AnsweringModel { $0 }).batch(source) { ids.append(result.id) }
        }
        #expect(ids == ["row 0", "row 1", "row 2"])
    }

    @Test func whoLeavesCancelsTheRest() async throws {
        let cancelled = Mutex(0)
        let model = AnsweringModel { question in
            if question == "q0" { return question }
            do {
                try await Task.sleep(for: .seconds(3_600))
            } catch {
                cancelled.withLock { $0 += 1 }
                throw error
            }
            return question
        }
        for try await _ in batchChain(model).batch(batchRows(0..<100), options: BatchOptions(concurrency: 4)) {
            // The next ones have begun.
            for _ in 0..<500 where model.calls.questions.count < 5 { try await Task.sleep(for: .milliseconds(2)) }
            break
        }
        for _ in 0..<500 where cancelled.withLock({ $0 }) < 4 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(cancelled.withLock { $0 } == 4 && model.calls.questions.count == 5)
    }

    @Test func aCancelledReaderEndsWithCancellation() async throws {
        let model = AnsweringModel { question in
            try await Task.sleep(for: .seconds(3_600))
            return question
        }
        let task = Task { for try await _ in batchChain(model).batch(batchRows(0..<10)) {} }
        for _ in 0..<500 where model.calls.questions.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let begin = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(.now - begin < .seconds(2))
    }

    @Test func noRowsAreNoResults() async throws {
        for try await _ in batchChain(AnsweringModel { $0 }).batch([]) { #expect(Bool(false)) }
    }
}
