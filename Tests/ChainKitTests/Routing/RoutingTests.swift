import ChainKit
import ModelServing
import Retriever
import Testing

@Suite struct RoutingTests {
    private let usual = FixedRetriever(hits: threeHits)
    private let invoices = FixedRetriever(hits: [hit("Invoice 7 is paid.", path: "invoices.md")])

    private func chain(_ router: any QueryRouter) -> RAGChain {
        var chain = RAGChain(retriever: usual, generator: FixedAnswer("See [1]."))
        let other = RAGChain(retriever: usual, generator: FixedAnswer("Code [3]."))
        chain.routes = [
            ChainRoute("billing", "invoices and refunds") { [invoices] in $0.retriever = invoices },
            ChainRoute("code", "source code") { $0 = other },
        ]
        chain.router = router
        return chain
    }

    @Test func aRuleChoosesARetrieverOrAWholeChain() async throws {
        let recorder = InMemoryTraceRecorder()
        var chain = chain(
            RuleRouter(["billing": [.words(["invoice"], name: "b")], "code": [.words(["swift"], name: "c")]]))
        chain.recorder = recorder
        let answers = [
            try await chain.answer("Is invoice 7 paid?"), try await chain.answer("How in Swift?"),
            try await chain.answer("Hello?"),
        ]
        #expect(answers.map { $0.citations.map(\.path) } == [["invoices.md"], ["c.md"], ["a.md"]])
        #expect(answers.map(\.warnings) == [[], [], []])
        #expect(recorder.traces.map { $0.root.first(named: "routing")?.outputs } == ["billing", "code", .null])
    }

    @Test func aModelChoosesByTheDescriptions() async throws {
        let model = ReplyingModel([.text("`billing`."), .text("NONE"), .text("none of them")])
        let chain = chain(ModelRouter(model: model))
        #expect(try await chain.answer("q").citations.map(\.path) == ["invoices.md"])
        #expect(
            model.requests.first?.messages.first?.content.contains("billing: invoices and refunds\ncode: source code")
                == true)
        #expect(try await chain.answer("q").warnings.isEmpty)
        let unknown = try await chain.answer("q")
        #expect(unknown.warnings.map(\.code) == [.unknownRoute])
        #expect(unknown.citations.map(\.path) == ["a.md"])
    }

    @Test func aNameIsTakenAsItIsBeforeItIsReadAsAModelsWords() async throws {
        var chain = chain(ModelRouter(model: ReplyingModel(always: "v1.2 (old)")))
        chain.routes.append(ChainRoute("v1.2 (old)", "the old version") { [invoices] in $0.retriever = invoices })
        #expect(try await chain.answer("q").citations.map(\.path) == ["invoices.md"])
    }

    @Test func aRouterThatFailsLeavesTheChain() async throws {
        let answer = try await chain(ModelRouter(model: ReplyingModel.failing)).answer("q")
        #expect(answer.warnings.map(\.code) == [.routingFailed])
        #expect(answer.citations.map(\.path) == ["a.md"])
    }

    @Test func aRouterWithoutRoutesIsNotAsked() async throws {
        let model = ReplyingModel(always: "billing")
        var chain = chain(ModelRouter(model: model))
        chain.routes = []
        let answer = try await chain.answer("q")
        #expect(model.requests.isEmpty)
        #expect(answer.trace.root.children.map(\.name).contains("routing") == false)
    }

    @Test(arguments: [true, false])
    func cancellingWhileItIsAskedEndsTheCallAtOnce(heedsCancellation: Bool) async throws {
        let chain = chain(ModelRouter(model: ReplyingModel.hanging(heedsCancellation: heedsCancellation)))
        #expect(try await fastestCancellation(of: chain) < .milliseconds(50))
    }
}
