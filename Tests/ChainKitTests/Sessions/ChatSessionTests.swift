import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct ChatSessionTests {
    private func withStore(_ body: (URL) async throws -> Void) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func chain(_ model: any LanguageModel) -> RAGChain {
        RAGChain(retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: model))
    }

    /// What a request has between its system messages and its question.
    private func history(_ request: GenerationRequest?) -> [Message] {
        Array(request?.messages.drop { $0.role == .system }.dropLast() ?? [])
    }

    @Test func aRestartResumesASession() async throws {
        try await withStore { folder in
            let id = try SessionID(user: "ada", name: "日本")
            do {
                let store = try Store(at: folder)
                let session = ChatSession(
                    id, in: try SessionStore(in: store), chain: chain(ScriptedModel(["Kyoto ", "was [1]."])))
                let answer = try await session.answer("Which\u{0} city?")
                #expect(answer.warnings.isEmpty && answer.trace.requester == "ada")
                try store.close()
            }
            let model = ScriptedModel(["Yes."])
            let store = try Store(at: folder)
            let session = ChatSession(id, in: try SessionStore(in: store), chain: chain(model))
            _ = try await session.answer("Is it old?")
            #expect(
                history(model.requests.first) == [
                    Message(.user, "Which\u{FFFD} city?"), Message(.assistant, "Kyoto was [1]."),
                ])
            #expect(try session.turns().map(\.answer) == ["Kyoto was [1].", "Yes."])
            // A failed call and one that is left leave no turn.
            var broken = session
            broken.chain.retriever = FailingRetriever()
            await #expect(throws: ChainError.self) { try await broken.answer("x") }
            for try await _ in session.stream("y") { break }
            #expect(try session.turns().count == 2)
        }
    }

    @Test func usersNeverMix() async throws {
        try await withStore { folder in
            let sessions = try SessionStore(in: try Store(at: folder))
            // Names that run into each other where they are joined without care.
            let users = [
                "a", "a/", "a/1:b", "1:a", "ab", "A", "ä", "a\u{308}", "*", "%", "_", "a' OR '1'='1", "0", "/",
            ]
            let names = ["b", "1:b", "/", "b/", "%"]
            let echo = AnsweringModel { $0 }
            let chain = chain(echo)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for user in users {
                    for name in names {
                        group.addTask {
                            let session = ChatSession(
                                try SessionID(user: user, name: name), in: sessions, chain: chain)
                            for turn in 0..<3 {
                                let answer = try await session.answer("\(turn) of \(user) in \(name)")
                                #expect(answer.warnings.isEmpty)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            func check(_ user: String, _ name: String) throws {
                let turns = try sessions.turns(of: SessionID(user: user, name: name))
                #expect(turns.map(\.question) == (0..<3).map { "\($0) of \(user) in \(name)" })
            }
            for user in users {
                #expect(try Set(sessions.sessions(of: user)) == Set(names))
                for name in names { try check(user, name) }
            }
            #expect(try sessions.table.count() == users.count * names.count * 3)
            // What one user deletes is no one else's.
            try sessions.delete(SessionID(user: "a", name: "b"))
            try sessions.deleteSessions(of: "%")
            #expect(try sessions.turns(of: SessionID(user: "a", name: "b")).isEmpty)
            #expect(try sessions.sessions(of: "%").isEmpty)
            #expect(try sessions.table.count() == (users.count * names.count - 1 - names.count) * 3)
            for user in users.dropFirst() where user != "%" { for name in names { try check(user, name) } }
        }
    }

    @Test func turnsOfOneSessionAtOnceAllHaveTheirPlace() async throws {
        try await withStore { folder in
            let sessions = try SessionStore(in: try Store(at: folder))
            let id = try SessionID(user: "ada", name: "x")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        try sessions.append(ChatTurn(question: "q\(number)", answer: "a", traceID: "t"), to: id)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Set(sessions.turns(of: id).map(\.question)) == Set((0..<40).map { "q\($0)" }))
            #expect(try sessions.turns(of: id, last: 3).count == 3)
        }
    }

    @Test func memoriesKeepTheNewestThatFit() async throws {
        try await withStore { folder in
            let sessions = try SessionStore(in: try Store(at: folder))
            let id = try SessionID(user: "ada", name: "x")
            for number in 0..<10 {
                try sessions.append(
                    ChatTurn(question: "q\(number)", answer: "four words are here", traceID: "t"), to: id)
            }
            func history(_ memory: any SessionMemory) async throws -> [Message] {
                try await memory.history(before: "?", in: id, of: sessions)
            }
            #expect(try await history(WindowMemory(turns: 2)).map(\.content).first == "q8")
            #expect(try await history(WindowMemory(turns: 0)).isEmpty)
            let words = TokenCounter(name: "words") { $0.split(separator: " ").count }
            for (tokens, kept) in [(4, 0), (5, 1), (9, 1), (10, 2), (1_000, 10)] {
                let history = try await history(BudgetMemory(tokens: tokens, counter: words))
                #expect(history.count == kept * 2 && history.last?.content == (kept > 0 ? "four words are here" : nil))
            }
        }
    }

    @Test func memoryIsAStepBehindTheGuardrails() async throws {
        struct Counting: SessionMemory {
            let name = "counting"
            let asked = FixedRetriever.Asked()
            func history(
                before question: String, in session: SessionID, of store: SessionStore
            ) throws -> [Message] {
                asked.append(question, RetrievalOptions())
                return try store.turns(of: session).map { Message(.user, $0.question) }
            }
        }
        try await withStore { folder in
            let memory = Counting()
            let model = ScriptedModel(["Yes."])
            var session = ChatSession(
                try SessionID(user: "ada", name: "x"), in: try SessionStore(in: try Store(at: folder)),
                chain: chain(model), memory: memory)
            session.chain.queryProcessors = [
                Guardrail("pii", patterns: TextPattern.personalData, action: .mask),
                Guardrail("secrets", patterns: [.words(["password"], name: "secret")], action: .block()),
                WhiteSpaceNormalizer(),
            ]
            let answer = try await session.answer("Is  ada@example.org right?")
            #expect(memory.asked.all.map(\.query) == ["Is  [EMAIL] right?"])
            #expect(
                answer.trace.root.first(named: "query_processing")?.children.map(\.name) == [
                    "pii", "secrets", "counting", "white_space",
                ])
            #expect(try await session.answer("the password?").isBlocked)
            #expect(memory.asked.all.count == 1)
            // Turns are kept as they were, and come to models as guardrails let them.
            #expect(try session.turns().first?.question == "Is  ada@example.org right?")
            _ = try await session.answer("And now?")
            #expect(history(model.requests.last).map(\.content) == ["Is  [EMAIL] right?", "the password?"])
        }
    }

    @Test func limitsAreTyped() async throws {
        try await withStore { folder in
            let store = try Store(at: folder)
            let session = ChatSession(
                try SessionID(user: "u", name: "s"), in: try SessionStore(in: store, maximumTurns: 1),
                chain: chain(ScriptedModel(["x"])))
            #expect(try await session.answer("1").warnings.isEmpty)
            let answer = try await session.answer("2")
            #expect(answer.text == "x" && answer.warnings.map(\.code) == [.turnNotKept])
            for name in ["", "a\nb", "\u{0}", String(repeating: "é", count: 129)] {
                #expect(throws: SessionError.invalidName(name)) { try SessionID(user: "u", name: name) }
                #expect(throws: SessionError.invalidName(name)) { try SessionID(user: name, name: "s") }
            }
            try store.createTable("pages", schema: TableSchema(columns: [.text("id")], primaryKey: "id"))
            #expect(throws: SessionError.otherSchema("pages")) { try SessionStore(in: store, name: "pages") }
        }
    }
}
