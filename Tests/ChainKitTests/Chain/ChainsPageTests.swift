import ChainKit
import Foundation
import ModelServing
import Retriever
import Testing

/// `Docs/Chains.md`: its snippets are compiled and run here, and its tables are held against the code.
@Suite struct ChainsPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private let page = Result { try String(contentsOf: root.appending(path: "Docs/Chains.md"), encoding: .utf8) }

    private func lines(_ text: some StringProtocol) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    @Test func itsSnippetsAreTheCodeBelow() throws {
        let own = lines(try String(contentsOfFile: #filePath, encoding: .utf8)).joined(separator: "\n")
        let snippets = try page.get().components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(snippets.count == 6)
        for snippet in snippets { #expect(own.contains(lines(snippet).joined(separator: "\n")), "\(snippet)") }
    }

    @Test func itsTableHasEveryPrompt() throws {
        let page = try page.get()
        let prompts: [PromptTemplate] = [
            .groundedAnswer, .groundedAgent, .groundedRecord, .repairData, .condenseQuestion, .extractFilter,
            .chooseRoute, .summarizeConversation, .otherWordings, .hypotheticalPassage, .broaderQuestion,
            .partialQuestions,
        ]
        for prompt in prompts {
            let start = "| `\(prompt.identifier)` |"
            let row = try #require(lines(page).first { $0.hasPrefix(start) }, "\(prompt.identifier)")
            #expect(row.contains("| \(prompt.variables.map(\.name).joined(separator: ", ")) |"))
            // The library's own prompts are not checked when they are made; a template made anew is.
            let copy = try PromptTemplate(
                name: prompt.name, version: prompt.version, variables: prompt.variables, messages: prompt.messages)
            #expect(copy == prompt)
        }
        #expect(lines(page).filter { $0.contains("@1` | `.") }.count == prompts.count)
    }

    @Test func theWholeChainAnswers() async throws {
        let documents = FixedRetriever(hits: threeHits)
        let invoices = FixedRetriever(hits: [])
        let model = ReplyingModel { request, _ in
            let system = request.messages.first?.content ?? ""
            if system.contains("condition of SQL") { return .text("lang = 'en'") }
            if system.contains("who answers a question") { return .text("NONE") }
            if system.contains("search queries") { return .text("another wording\na third wording") }
            if system.contains("it might stand there") { return .text("Files are written aside.") }
            return .text("Index files are written aside [1]. Ask ada@example.org [9].")
        }
        let schema = TableSchema(columns: [.text("id"), .text("lang"), .integer("year")], primaryKey: "id")

        var chain = RAGChain(retriever: documents, generator: ChatGenerator(model: model))
        chain.queryProcessors = [
            Guardrail("secrets", patterns: [.words(["password"], name: "secret")], action: .block()),
            Guardrail("pii", patterns: TextPattern.personalData, action: .mask),
            WhiteSpaceNormalizer(),
            HistoryRewriter(model: model),
            FilterExtraction(model: model, schema: schema, columns: ["lang", "year"]),
        ]
        chain.routes = [ChainRoute("billing", "invoices, refunds, prices") { $0.retriever = invoices }]
        chain.router = ModelRouter(model: model)
        chain.expanders = [ModelExpander.multiQuery(model), ModelExpander.hyde(model)]
        chain.packer = BudgetPacker(tokenBudget: 4_000, order: .edges)
        chain.postProcessors = [
            GroundednessCheck(by: .overlap, atLeast: 0.5, action: .flag),
            AnswerMask(TextPattern.personalData),
            CitationCheck(),
            SourceList(),
        ]
        let answer = try await chain.answer("How are index files written?")
        #expect(answer.text == "Index files are written aside [1]. Ask [EMAIL].\n\nSources:\n[1] a.md › Guide")
        #expect(answer.warnings.map(\.code) == [.ungrounded, .answerMasked])
        #expect(documents.asked.all.count == 4)
        #expect(documents.asked.all.allSatisfy { $0.options.filter == (Column("lang") == "en") })
        #expect(
            answer.trace.root.children.map(\.name) == [
                "query_processing", "routing", "expansion", "retrieval", "packing", "generation", "post_processing",
            ])
        #expect(try await chain.answer("What is the password?").isBlocked)
    }

    @Test func itsOtherGeneratorsAnswer() async throws {
        let documents = FixedRetriever(hits: threeHits)
        let folder = FileManager.default.temporaryDirectory.appending(path: "chains-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(at: folder)
        let customers = try store.createTable(
            "customers", schema: TableSchema(columns: [.text("id"), .text("plan")], primaryKey: "id"))
        let model = ReplyingModel { request, _ in
            if request.responseFormat != nil { return .text(#"{"verdict": "yes [1]", "reasons": []}"#) }
            guard request.messages.last?.role == .user else { return .text("Done [1].") }
            return .calls([("search", #"{"query": "x"}"#), ("weather", #"{"name": "Oslo"}"#)])
        }
        var chain = RAGChain(retriever: documents, generator: FixedAnswer("x"))

        chain.lookups = [
            Lookup(table: customers, columns: ["plan"], otherwise: ["plan": .text("none")]) { $0.requester }
        ]

        struct City: Codable, Sendable { var name: String }
        let weather = try FunctionTool("weather", "The weather in a city, now.") { (city: City) in
            ToolOutput("rain in \(city.name)")
        }
        chain.generator = ToolLoop(model: model, tools: [RetrievalTool(documents), weather]) { call in
            call.toolName == "search" ? .approve : .deny(reason: "the user said no")
        }
        let answer = try await chain.answer("q")
        #expect(answer.citations.map(\.path) == ["a.md"] && answer.warnings.map(\.code) == [.toolFailed])

        struct Customer: Codable, Sendable { var id: String }
        struct Balance: Codable, Sendable { var euros: Double }
        let functions = FunctionRegistry(in: store)
        try functions.register("billing.balance", "What a customer owes, in euros.") { (customer: Customer) in
            Balance(euros: customer.id == "ada" ? 12.5 : 0)
        }
        chain.generator = ToolLoop(model: model, tools: try functions.tools("billing.balance"))
        #expect(try await chain.answer("q").warnings.map(\.code) == [.toolFailed, .toolFailed])

        var session = ChatSession(
            try SessionID(user: "ada", name: "kyoto"), in: try SessionStore(in: store), chain: chain)
        session.memory = RecallMemory(beside: SummaryMemory(model: model, tokens: 1_000))
        #expect(try await session.answer("q").text == "Done [1].")

        struct Verdict: Codable, Sendable { var verdict: String; var reasons: [String] }
        chain.generator = try StructuredGenerator(Verdict.self, model: model, maximumRepairs: 1)
        let verdict = try await chain.answer("Is the form complete?", as: Verdict.self).value
        #expect(verdict?.verdict == "yes [1]")
    }
}
