import ChainKit
import ModelServing
import Retriever
import Testing

@Suite struct QueryProcessingTests {
    private func chain(
        _ processors: [any QueryProcessor], retriever: FixedRetriever = FixedRetriever(hits: threeHits),
        model: any LanguageModel = ReplyingModel(always: "Aside [1].")
    ) -> RAGChain {
        RAGChain(retriever: retriever, generator: ChatGenerator(model: model), queryProcessors: processors)
    }

    private let history = [Message(.user, "How are index files written?"), Message(.assistant, "Aside [1].")]

    // MARK: History

    @Test func aFollowUpIsRewrittenAndTheModelsCallIsRecorded() async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let rewriter = ReplyingModel(always: " How are index files written on Linux?\n", name: "small")
        let chain = chain([HistoryRewriter(model: rewriter)], retriever: retriever)
        let answer = try await chain.answer("And on Linux?", options: ChainOptions(history: history))
        #expect(retriever.asked.all.map(\.query) == ["How are index files written on Linux?"])
        #expect(answer.trace.question == "And on Linux?")
        #expect(answer.trace.requests.map(\.model) == ["small", "replying"])
        #expect(answer.trace.requests.first?.prompt == "condense_question@1")
        #expect(answer.trace.root.first(named: "history_rewriting")?.children.map(\.name) == ["chat small"])
        #expect(answer.usage == TokenUsage(inputTokens: 20, outputTokens: 2))
        let sent = try #require(rewriter.requests.first?.messages.last?.content)
        #expect(sent.contains("user: How are index files written?\nassistant: Aside [1].\n</history-"))
    }

    @Test func withoutHistoryNoModelIsAsked() async throws {
        let rewriter = ReplyingModel(always: "x")
        _ = try await chain([HistoryRewriter(model: rewriter)]).answer("q")
        #expect(rewriter.requests.isEmpty)
    }

    @Test(arguments: [
        ReplyingModel.failing, ReplyingModel(always: "  "), ReplyingModel(always: String(repeating: "x", count: 2_001)),
        ReplyingModel.hanging(heedsCancellation: false),
    ])
    func aRewriterThatFailsLeavesTheQuestion(_ model: ReplyingModel) async throws {
        let retriever = FixedRetriever(hits: threeHits)
        var rewriter = HistoryRewriter(model: model)
        rewriter.call.timeLimit = .milliseconds(200)
        let answer = try await chain([rewriter], retriever: retriever)
            .answer(" q ", options: ChainOptions(history: history))
        #expect(retriever.asked.all.map(\.query) == [" q "])
        #expect(answer.warnings.map(\.code) == [.rewritingFailed])
        #expect(answer.trace.warnings == answer.warnings)
        #expect(answer.text == "Aside [1].")
    }

    // MARK: Guardrails

    @Test func aBlockedQuestionReachesNothing() async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let model = ReplyingModel(always: "x")
        let rewriter = ReplyingModel(always: "x")
        let guardrail = Guardrail(
            "secrets", patterns: [.words(["falcon"], name: "secret")], action: .block(answer: "Not here."))
        let chain = chain([guardrail, HistoryRewriter(model: rewriter)], retriever: retriever, model: model)
        var steps: [ChainStep] = []
        var last: ChainAnswer?
        for try await event in chain.stream("What is Falcon?", options: ChainOptions(history: history)) {
            if case .stepStarted(let step) = event { steps.append(step) }
            if case .finished(let answer) = event { last = answer }
        }
        let answer = try #require(last)
        #expect(steps == [.queryProcessing, .generation, .postProcessing])
        #expect(answer.text == "Not here." && answer.isBlocked && !answer.foundNothing)
        #expect(answer.warnings.map(\.code) == [.questionBlocked])
        #expect(model.requests.isEmpty && rewriter.requests.isEmpty && retriever.asked.all.isEmpty)
        #expect(answer.trace.question == "What is [SECRET]?")
        #expect(!String(describing: answer).contains("Falcon"))
        #expect(try await !chain.answer("What is a hawk?").isBlocked)
    }

    @Test func whatIsMaskedIsInNoRequestAndNoRecord() async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let model = ReplyingModel(always: "x")
        let chain = chain(
            [Guardrail("pii", patterns: TextPattern.personalData, action: .mask)], retriever: retriever, model: model)
        let turns = [Message(.user, "I am bo@example.org"), Message(.assistant, "Hello.")]
        let answer = try await chain.answer(
            "Call +49 30 1234567 or ada@example.org", options: ChainOptions(history: turns))
        #expect(retriever.asked.all.map(\.query) == ["Call [PHONE] or [EMAIL]"])
        #expect(answer.warnings.map(\.message) == ["the guardrail pii masked in the question: 1 email, 1 phone"])
        for text in [String(describing: answer), String(describing: model.requests)] {
            #expect(!text.contains("example.org") && !text.contains("1234567"))
        }
    }

    // MARK: Filters

    private let schema = TableSchema(
        columns: [.text("id"), .text("lang"), .integer("year"), .text("secret")], primaryKey: "id")

    @Test func aFilterFromTheQuestionNarrowsTheCallsAndTheChains() async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let model = ReplyingModel(always: "lang = 'ja' AND year > 2020")
        var chain = chain(
            [FilterExtraction(model: model, schema: schema, columns: ["lang", "year"])], retriever: retriever)
        chain.retrieval.filter = Column("secret") == "no"
        _ = try await chain.answer("q", options: ChainOptions(filter: Column("year") < 2030))
        let all = Column("secret") == "no" && Column("year") < 2030 && Column("lang") == "ja" && Column("year") > 2020
        #expect(retriever.asked.all.map(\.options.filter) == [all])
        let prompt = try #require(model.requests.first?.messages.first?.content)
        #expect(prompt.contains("lang: text\nyear: integer\n") && !prompt.contains("secret"))
    }

    @Test(arguments: ["lang = ", "secret = 'yes'", "nothing = 1", "year = 'old'", "Sure! lang = 'ja'"])
    func aFilterThatDoesNotFitIsAWarning(reply: String) async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let extraction = FilterExtraction(
            model: ReplyingModel(always: reply), schema: schema, columns: ["lang", "year"])
        let answer = try await chain([extraction], retriever: retriever).answer("q")
        #expect(retriever.asked.all.map(\.options.filter) == [nil])
        #expect(answer.warnings.map(\.code) == [.filterRejected])
    }

    @Test func aRuleMakesAFilterAndNoneIsNoWarning() async throws {
        let retriever = FixedRetriever(hits: threeHits)
        let rule = FilterExtraction(schema: schema, columns: ["lang"]) { query in
            query.text.contains("Japanese") ? Column("lang") == "ja" : nil
        }
        let chain = chain([rule], retriever: retriever)
        _ = try await chain.answer("in Japanese?")
        let none = FilterExtraction(model: ReplyingModel(always: "none"), schema: schema, columns: ["lang"])
        let answer = try await self.chain([rule, none], retriever: retriever).answer("in German?")
        #expect(retriever.asked.all.map(\.options.filter) == [Column("lang") == "ja", nil])
        #expect(answer.warnings.isEmpty)
    }

    // MARK: Languages

    @Test func theLanguageIsAVariableOfThePrompt() async throws {
        let prompt = try PromptTemplate(
            name: "p", version: 1, variables: [.question, PromptVariable("language", .text)],
            messages: [Message(.user, "{{language}}: {{question}}")])
        let model = ReplyingModel(always: "x")
        var chain = chain([LanguageDetection()])
        chain.generator = ChatGenerator(model: model, prompt: prompt)
        for question in ["索引はどう書かれますか", "ok?", "Wie werden die Dateien des Verzeichnisses auf die Platte geschrieben?"]
        {
            _ = try await chain.answer(question)
        }
        #expect(model.requests.compactMap { $0.messages.first?.content.prefix { $0 != ":" } } == ["ja", "und", "de"])
    }

    // MARK: Cancellation

    @Test(arguments: [true, false])
    func cancellingWhileAProcessorAsksAModelEndsTheCallAtOnce(heedsCancellation: Bool) async throws {
        let processors: [any QueryProcessor] = [
            HistoryRewriter(model: ReplyingModel.hanging(heedsCancellation: heedsCancellation))
        ]
        #expect(try await fastestCancellation(of: chain(processors)) < .milliseconds(50))
    }
}
