import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct SummaryMemoryTests {
    private let words = TokenCounter(name: "words") { $0.split(separator: " ").count }

    /// Sums up by naming all turns that it was told of, the last summary's among them.
    private var summarizer: ReplyingModel {
        ReplyingModel(name: "summarizer") { request, _ in
            let told = request.messages.last?.content ?? ""
            return .text(
                told.split { !$0.isLetter && !$0.isNumber }.filter { $0.hasPrefix("fact") }.joined(separator: " "))
        }
    }

    private func memory(_ model: any LanguageModel, tokens: Int = 20) -> SummaryMemory {
        SummaryMemory(model: model, tokens: tokens, counter: words)
    }

    private func session(_ memory: SummaryMemory, in store: Store, _ name: String = "x") throws -> ChatSession {
        let chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits),
            generator: ChatGenerator(model: ScriptedModel(["Noted, fine."])))
        return ChatSession(
            try SessionID(user: "ada", name: name), in: try SessionStore(in: store), chain: chain, memory: memory)
    }

    /// What the chain's model was given before the question.
    private func history(_ answer: ChainAnswer) -> [String] {
        (answer.trace.prompt ?? []).drop { $0.role == .system }.dropLast().map(\.content)
    }

    @Test func olderTurnsAreSummarizedOnceInSeveralAndARestartGoesOn() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = summarizer
        // Each turn has 5 words, so four fit, and two fit half of the budget.
        for turn in 0..<12 {
            let store = try Store(at: folder)
            let answer = try await session(memory(model), in: store).answer("It is fact\(turn)")
            #expect(answer.warnings.isEmpty)
            let history = history(answer)
            // Every fact is either in the summary or in a turn that stays whole, once.
            let facts = history.joined(separator: " ").split(separator: " ").filter { $0.hasPrefix("fact") }
            #expect(facts.map(String.init) == (0..<turn).map { "fact\($0)" }, "\(history)")
            #expect(
                history.first == (turn < 5 ? (turn == 0 ? nil : "It is fact0") : "What have we talked about so far?"))
            try store.close()
        }
        // After 5 turns 3 are summed up; 2 stay, 3 more come: after 8 turns, and after 11.
        #expect(model.requests.count == 3)
        let prompt = try #require(model.requests.last?.messages.last?.content)
        #expect(prompt.contains("fact0 fact1") && prompt.contains("user: It is fact6"))
        #expect(!prompt.contains("fact9"))
    }

    @Test func theSummaryIsInTheTraceAndCounted() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = try session(memory(summarizer, tokens: 1), in: Store(at: folder))
        _ = try await session.answer("It is fact0")
        let answer = try await session.answer("And fact1?")
        #expect(answer.trace.requests.map(\.prompt) == ["summarize_conversation@1", "grounded_answer@1"])
        let span = try #require(answer.trace.root.first(named: "summary_memory"))
        #expect(span.children.map(\.name) == ["chat summarizer"])
        #expect(answer.usage?.inputTokens == 110)
        #expect(history(answer) == ["What have we talked about so far?", "fact0"])
    }

    @Test func aModelThatFailsLeavesTheWindowAndIsAskedAgain() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        var session = try session(memory(ReplyingModel.failing), in: store)
        for turn in 0..<5 { #expect(try await session.answer("It is fact\(turn)").warnings.isEmpty) }
        var answer = try await session.answer("It is fact5")
        #expect(answer.warnings.map(\.code) == [.turnsForgotten])
        #expect(history(answer).first == "It is fact1" && history(answer).count == 8)
        var slow = memory(ReplyingModel.hanging(heedsCancellation: false))
        slow.call.timeLimit = .milliseconds(20)
        session.memory = slow
        answer = try await session.answer("It is fact6")
        #expect(answer.warnings.map(\.code) == [.turnsForgotten])
        session.memory = memory(summarizer)
        answer = try await session.answer("It is fact7")
        #expect(answer.warnings.isEmpty && history(answer)[1] == "fact0 fact1 fact2 fact3 fact4")
    }

    @Test func whatIsTooLongForASummaryIsSaid() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        let id = try SessionID(user: "ada", name: "x")
        let sessions = try SessionStore(in: store)
        for turn in 0..<50 {
            try sessions.append(ChatTurn(question: "It is fact\(turn)", answer: "a b", traceID: "\(turn)"), to: id)
        }
        let model = summarizer
        var memory = memory(model)
        memory.maximumInput = 100
        let answer = try await session(memory, in: store).answer("And now?")
        // 48 turns are to be summed up, of which 20 may be read.
        #expect(answer.warnings.map(\.code) == [.turnsForgotten])
        #expect(answer.warnings.first?.message.hasPrefix("28 turns") == true)
        #expect(history(answer)[1].hasPrefix("fact28 ") && history(answer)[2] == "It is fact48")
        #expect(model.requests.count == 1)
    }

    @Test func whatIsErasedMeanwhileLeavesNoSummary() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        let sessions = try SessionStore(in: store)
        let id = try SessionID(user: "ada", name: "x")
        let erasing = ReplyingModel { _, _ in
            try sessions.deleteSessions(of: "ada")
            return .text("a secret")
        }
        let session = try session(memory(erasing, tokens: 1), in: store)
        for turn in 0..<2 {
            try sessions.append(ChatTurn(question: "q\(turn)", answer: "a", traceID: "\(turn)"), to: id)
        }
        _ = try await session.memory.history(before: "q", in: id, of: sessions)
        #expect(erasing.requests.count == 1)
        // The session begins anew, and knows of nothing.
        try sessions.append(ChatTurn(question: "q", answer: "a", traceID: "new"), to: id)
        let history = try await memory(erasing).history(before: "q", in: id, of: sessions)
        #expect(history.map(\.content) == ["q", "a"])
        #expect(try store.table("chat_turns_summaries").count() == 0)
    }

    @Test func deletingASessionDeletesItsSummaries() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        for name in ["x", "y"] {
            let session = try session(memory(summarizer, tokens: 1), in: store, name)
            for turn in 0..<3 { _ = try await session.answer("It is fact\(turn)") }
        }
        let summaries = try store.table("chat_turns_summaries")
        #expect(try summaries.count() == 4)
        let sessions = try SessionStore(in: store)
        try sessions.delete(SessionID(user: "ada", name: "x"))
        #expect(try summaries.rows().allSatisfy { $0["session_name"] == "y" } && summaries.count() == 2)
        try sessions.deleteSessions(of: "ada")
        #expect(try summaries.count() == 0 && sessions.table.count() == 0)
    }
}
