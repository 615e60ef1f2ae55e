import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct RecallMemoryTests {
    private func withSessions(_ body: (Store, SessionStore) async throws -> Void) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        try await body(store, try SessionStore(in: store))
    }

    private func add(_ turns: [(String, String)], to id: SessionID, of sessions: SessionStore) throws {
        for (question, answer) in turns {
            try sessions.append(
                ChatTurn(question: question, answer: answer, traceID: UUID().uuidString), to: id)
        }
    }

    private let talk = [
        ("What does a fox eat?", "Mice [1]."), ("And a whale?", "Krill, by the tonne."),
        ("Where do bees live?", "In hives."),
        ("How fast is a falcon?", "Fast."), ("Is it a bird?", "Yes."),
    ]

    @Test(arguments: [true, false]) func aQuestionFindsTheTurnsThatFitBeyondTheWindow(hasModel: Bool) async throws {
        try await withSessions { _, sessions in
            let id = try SessionID(user: "ada", name: "x")
            try add(talk, to: id, of: sessions)
            let model = HashingEmbeddingModel()
            let memory = RecallMemory(beside: WindowMemory(turns: 2), model: hasModel ? model : nil, k: 1)
            func history(_ question: String) async throws -> [String] {
                try await memory.history(before: question, in: id, of: sessions).map(\.content)
            }
            let window = ["How fast is a falcon?", "Fast.", "Is it a bird?", "Yes."]
            #expect(try await history("tonnes of krill") == ["And a whale?", "Krill, by the tonne."] + window)
            #expect(try await history("mice for a fox") == ["What does a fox eat?", "Mice [1]."] + window)
            // What the window has is not found again.
            #expect(try await history("falcon birds").suffix(4) == window)
            // Each turn is embedded once.
            #expect(model.embeddedTexts.count == (hasModel ? 3 + 3 : 0))
        }
    }

    @Test func foundTurnsStandInTheirOrderWithinTheBudget() async throws {
        try await withSessions { _, sessions in
            let id = try SessionID(user: "ada", name: "x")
            let long = String(repeating: "krill ", count: 600)
            try add(
                [("krill a", "1"), ("krill b", long), ("krill krill c", "3"), ("krill d", "4")], to: id, of: sessions)
            var memory = RecallMemory(beside: WindowMemory(turns: 0), k: 4)
            func questions() async throws -> [String] {
                try await memory.history(before: "krill", in: id, of: sessions).filter { $0.role == .user }.map(
                    \.content)
            }
            #expect(try await questions() == ["krill a", "krill krill c", "krill d"])
            memory.maximumTurns = 1
            #expect(try await questions() == ["krill d"])
            memory.k = 0
            #expect(try await questions() == [])
        }
    }

    @Test func aModelThatFailsLeavesWordsAndAWarning() async throws {
        try await withSessions { _, sessions in
            let id = try SessionID(user: "ada", name: "x")
            try add(talk, to: id, of: sessions)
            struct Failure: Error {}
            let broken = CustomEmbeddingModel(identity: HashingEmbeddingModel().identity) { _, _ in throw Failure() }
            let model = ScriptedModel(["Krill."])
            let session = ChatSession(
                id, in: sessions,
                chain: RAGChain(retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: model)),
                memory: RecallMemory(beside: WindowMemory(turns: 1), model: broken, k: 1))
            let answer = try await session.answer("What of the whale?")
            #expect(answer.warnings.map(\.code) == [.recallFailed])
            #expect(model.requests.first?.messages.contains { $0.content == "Krill, by the tonne." } == true)
        }
    }

    @Test func vectorsGoWithTheirTurnsAndWithTheirModel() async throws {
        try await withSessions { store, sessions in
            let id = try SessionID(user: "ada", name: "x")
            try add(talk, to: id, of: sessions)
            func recall(_ model: HashingEmbeddingModel) async throws {
                let memory = RecallMemory(beside: WindowMemory(turns: 0), model: model)
                _ = try await memory.history(before: "krill", in: id, of: sessions)
            }
            let vectors = try store.table("chat_turns_vectors")
            let models = [HashingEmbeddingModel(), HashingEmbeddingModel(dimension: 16)]
            for model in models { try await recall(model) }
            #expect(try vectors.count() == 5 && models.map(\.embeddedTexts.count) == [6, 6])
            try sessions.delete(id)
            #expect(try vectors.count() == 0)
        }
    }

    @Test(arguments: [true, false]) func usersNeverMix(hasModel: Bool) async throws {
        // Names that run into each other where they are joined or compared without care.
        let users = ["a", "a/", "a/1:b", "1:a", "ab", "A", "ä", "a\u{308}", "*", "%", "_", "a' OR '1'='1", "0", "/"]
        try await withSessions { store, sessions in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, user) in users.enumerated() {
                    for name in ["s", "s/1:t"] {
                        group.addTask {
                            let model = ReplyingModel(name: "sums") { request, _ in
                                // What the model is told of stands in the summary.
                                .text(request.messages.last?.content ?? "")
                            }
                            let embedder = HashingEmbeddingModel()
                            let summary = SummaryMemory(model: model, tokens: 12)
                            let session = ChatSession(
                                try SessionID(user: user, name: name), in: sessions,
                                chain: RAGChain(
                                    retriever: FixedRetriever(hits: threeHits),
                                    generator: ChatGenerator(model: ScriptedModel(["Kept."]))),
                                memory: RecallMemory(beside: summary, model: hasModel ? embedder : nil))
                            let secret = "secret\(number)\(name == "s" ? "x" : "y")z"
                            for turn in 0..<4 {
                                let answer = try await session.answer("The \(secret) word \(turn)?")
                                let told = (answer.trace.requests.flatMap { $0.request?.messages ?? [] }).map(\.content)
                                    .joined(separator: " ")
                                let secrets = told.split { !$0.isLetter && !$0.isNumber }.filter {
                                    $0.hasPrefix("secret")
                                }
                                #expect(answer.warnings.isEmpty, "\(answer.warnings)")
                                #expect(Set(secrets) == [Substring(secret)], "\(user) \(name)")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            // What one user erases is no one else's.
            let tables = try ["chat_turns", "chat_turns_summaries"].map { try store.table(try ObjectName(parsing: $0)) }
            let before = try tables.map { try $0.count(where: Column("user_name") != "a") }
            try sessions.deleteSessions(of: "a")
            for (table, count) in zip(tables, before) {
                #expect(try table.count() == count && count > 0 && table.count(where: Column("user_name") == "a") == 0)
            }
        }
    }
}
