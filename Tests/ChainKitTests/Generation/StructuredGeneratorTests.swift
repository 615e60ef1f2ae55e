import ChainKit
import ModelServing
import Retriever
import Testing

@Suite struct StructuredGeneratorTests {
    struct Verdict: Codable, Hashable, Sendable {
        var verdict: String
        var reasons: [String]
    }

    private func chain(
        _ model: any LanguageModel, repairs: Int = 0, hits: [SearchHit] = threeHits
    ) throws -> RAGChain {
        RAGChain(
            retriever: FixedRetriever(hits: hits),
            generator: try StructuredGenerator(Verdict.self, model: model, maximumRepairs: repairs))
    }

    private let good = #"{"verdict": "yes [1]", "reasons": ["synced [2]"]}"#

    @Test func theAnswerIsAValueAndItsCitationsAreChecked() async throws {
        let text = #"{ "verdict": "yes [1][7]", "reasons": ["synced [2, 9]", "[[3]]"], "numbers": [1, 9] }"#
        let model = ReplyingModel(always: text)
        let result = try await chain(model).answer("q", as: Verdict.self)
        #expect(result.value == Verdict(verdict: "yes [1]", reasons: ["synced [2]", "[[3]]"]))
        #expect(result.answer.citations.map(\.number) == [1, 2, 3] && result.answer.removedCitations == 2)
        #expect(result.answer.text.contains(#""numbers":[1,9]"#), "a list of numbers is no marker")
        let request = try #require(model.requests.first)
        #expect(request.responseFormat == .jsonSchema(try JSONSchema(of: Verdict.self), name: "answer"))
        #expect(result.answer.trace.requests.map(\.prompt) == ["grounded_record@1"])
        let untouched = try await chain(ReplyingModel(always: "\n" + good + " ")).answer("q")
        #expect(untouched.text == good, "byte for byte where nothing is taken out")
    }

    @Test func whatDoesNotFitIsAnErrorWithItsText() async throws {
        for (text, reason) in [
            ("Sure! {}", "the text cannot be read"), ("{}", "verdict is missing"),
            (#"{"verdict": 1, "reasons": []}"#, "verdict is no String"),
            (#"{"verdict": "", "reasons": [null]}"#, "reasons.Index 0"),
        ] {
            let model = ReplyingModel(always: text)
            let error = await #expect(throws: ChainError.self) {
                try await self.chain(model).answer("q", as: Verdict.self)
            }
            let cause = try #require(error?.underlying as? StructuredOutputError)
            #expect(cause.text == text && cause.reason.hasPrefix(reason), "\(cause.reason)")
            #expect(error?.step == .generation && model.requests.count == 1)
        }
    }

    @Test func itIsAskedAgainAsOftenAsTheCallerSays() async throws {
        let model = ReplyingModel([.text("{}"), .text(good)])
        let result = try await chain(model, repairs: 1).answer("q", as: Verdict.self)
        #expect(result.value?.verdict == "yes [1]")
        #expect(result.answer.warnings.map(\.code) == [.dataRepaired])
        #expect(result.answer.trace.requests.map(\.prompt) == ["grounded_record@1", "repair_data@1"])
        let turns = try #require(model.requests.last?.messages.suffix(2))
        #expect(turns.map(\.role) == [.assistant, .user])
        #expect(turns.last?.content.contains("verdict is missing") == true)
        #expect(result.answer.usage?.inputTokens == 20)

        let stubborn = ReplyingModel(always: "{}")
        await #expect(throws: ChainError.self) {
            try await self.chain(stubborn, repairs: 2).answer("q", as: Verdict.self)
        }
        #expect(stubborn.requests.count == 3)
    }

    @Test func withoutAnAnswerThereIsNoValue() async throws {
        let model = ReplyingModel(always: good)
        let nothing = try await chain(model, hits: []).answer("q", as: Verdict.self)
        #expect(nothing.value == nil && nothing.answer.foundNothing)
        var chain = try chain(model)
        chain.queryProcessors = [Guardrail("g", patterns: [.words(["q"], name: "q")], action: .block())]
        let blocked = try await chain.answer("q", as: Verdict.self)
        #expect(blocked.value == nil && blocked.answer.isBlocked && model.requests.isEmpty)
        chain.queryProcessors = []
        chain.generator = FixedAnswer("no JSON")
        await #expect(throws: StructuredOutputError.self) { try await chain.answer("q", as: Verdict.self) }
    }
}
