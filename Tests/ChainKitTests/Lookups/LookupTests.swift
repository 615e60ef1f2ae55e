import ChainKit
import Foundation
import ModelServing
import Retriever
import Synchronization
import Testing

@Suite struct LookupTests {
    private let prompt = Result {
        try PromptTemplate(
            name: "p", version: 1, variables: [.passages, .question, PromptVariable("plan", .text)],
            messages: [Message(.user, "{{passages}}{{plan}}: {{question}}")])
    }

    private func chain(_ lookups: [any ContextLookup], model: any LanguageModel) throws -> RAGChain {
        var chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: model, prompt: try prompt.get())
        )
        chain.lookups = lookups
        return chain
    }

    @Test func valuesGoIntoThePromptAndPassagesAreCited() async throws {
        let model = ReplyingModel(always: "The plan [1] is written aside [2].")
        let lookup = Lookup("plan") { query in
            LookupResult(
                variables: ["plan": .text("gold of \(query.requester ?? "?")"), "unused": .integer(1)],
                passages: [hit("Gold has it all.", path: "plans.md")])
        }
        let answer = try await chain([lookup], model: model).answer("q", options: ChainOptions(requester: "ada"))
        #expect(answer.citations.map(\.path) == ["plans.md", "a.md"])
        #expect(model.requests.first?.messages.first?.content.hasSuffix("gold of ada: q") == true)
        #expect(answer.trace.root.first(named: "lookup")?.children.map(\.name) == ["plan"])
    }

    @Test func itRunsBesideRetrieval() async throws {
        /// Waits until the other has begun.
        actor Meeting {
            private var arrived = 0
            func arrive() { arrived += 1 }
            func both() async throws {
                arrive()
                for _ in 0..<1_000 where arrived < 2 { try await Task.sleep(for: .milliseconds(5)) }
                if arrived < 2 { throw CancellationError() }
            }
        }
        struct Waiting: ChunkRetriever {
            let meeting: Meeting
            func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
                try await meeting.both()
                return threeHits
            }
        }
        let meeting = Meeting()
        var chain = RAGChain(retriever: Waiting(meeting: meeting), generator: FixedAnswer("x"))
        chain.lookups = [
            Lookup("waiting", isRequired: true) { _ in
                try await meeting.both()
                return LookupResult()
            }
        ]
        #expect(try await chain.answer("q").text == "x")
    }

    @Test func aRowOfATableIsReadByTheRequestersKey() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lookup-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        let customers = try store.createTable(
            "customers",
            schema: TableSchema(
                columns: [.text("id"), .text("plan", isNullable: true), .integer("seats")], primaryKey: "id"))
        try customers.insert([["id": "ada", "plan": "gold", "seats": 7], ["id": "bo", "plan": .null, "seats": 1]])
        let lookup = Lookup(table: customers, columns: ["plan", "seats"], otherwise: ["plan": .text("none")]) {
            $0.requester
        }
        #expect(
            try await lookup.lookUp(ChainQuery("q", requester: "ada")).variables == [
                "plan": .text("gold"), "seats": .integer(7),
            ])
        let model = ReplyingModel(always: "x")
        let chain = try chain([lookup], model: model)
        var codes: [[ChainWarning.Code]] = []
        for name in ["ada", "bo", "eve", nil] {
            codes.append(try await chain.answer("q", options: ChainOptions(requester: name)).warnings.map(\.code))
        }
        #expect(codes == [[], [], [.lookupFailed], []])
        #expect(
            model.requests.compactMap { $0.messages.first?.content.split(separator: "\n").last } == [
                "gold: q", "none: q", "none: q", "none: q",
            ])
    }

    @Test func aRequiredOneEndsTheCallAndAnotherDoesNot() async throws {
        struct Failure: Error {}
        let model = ReplyingModel(always: "x")
        let failing = Lookup("failing", otherwise: ["plan": .text("none")]) { _ in throw Failure() }
        let answer = try await chain([failing], model: model).answer("q")
        #expect(answer.warnings.map(\.code) == [.lookupFailed])
        var required = failing
        required.isRequired = true
        let error = await #expect(throws: ChainError.self) {
            try await self.chain([required], model: model).answer("q")
        }
        #expect(error?.step == .lookup && error?.underlying is Failure)
        #expect(model.requests.count == 1)
    }

    @Test(arguments: [true, false]) func oneThatTakesTooLongIsCancelled(isRequired: Bool) async throws {
        let wasCancelled = Mutex(false)
        let begin = ContinuousClock.now
        let slow = Lookup(
            "slow", isRequired: isRequired, otherwise: ["plan": .text("none")], timeLimit: .milliseconds(20)
        ) { _ in
            do {
                try await Task.sleep(for: .seconds(3_600))
            } catch {
                wasCancelled.withLock { $0 = true }
                throw error
            }
            return LookupResult(variables: ["plan": .text("late")])
        }
        let model = ReplyingModel(always: "x")
        let chain = try chain([slow], model: model)
        let timedOut = LookupError.timedOut(name: "slow", limit: .milliseconds(20))
        if isRequired {
            let error = await #expect(throws: ChainError.self) { try await chain.answer("q") }
            #expect(error?.step == .lookup && error?.underlying as? LookupError == timedOut)
        } else {
            let answer = try await chain.answer("q")
            #expect(answer.warnings.map(\.code) == [.lookupFailed])
            #expect(answer.warnings.first?.message.contains(timedOut.description) == true)
            #expect(model.requests.first?.messages.first?.content.hasSuffix("none: q") == true)
        }
        for _ in 0..<1_000 where !wasCancelled.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        #expect(wasCancelled.withLock { $0 } && ContinuousClock.now - begin < .seconds(600))
    }

    @Test func cancellingWhileItLooksUpEndsTheCallAtOnce() async throws {
        let deaf = Lookup("deaf", isRequired: true) { _ in
            await withCheckedContinuation { continuation in
                Task.detached {
                    try? await Task.sleep(for: .seconds(2))
                    continuation.resume()
                }
            }
            return LookupResult()
        }
        #expect(try await fastestCancellation(of: chain([deaf], model: ReplyingModel(always: "x"))) < .milliseconds(50))
    }
}
