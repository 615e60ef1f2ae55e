import ChainKit
import Foundation
import ModelServing
import Testing

@Suite struct PromptTemplateTests {
    private let template = Result {
        try PromptTemplate(
            name: "t", version: 3, variables: [.question, PromptVariable("n", .integer)],
            messages: [Message(.system, "Say {{n}} things."), Message(.user, "{{question}} ({{n}})")])
    }

    @Test func valuesGoInOnceAndAreNotReadAsTemplates() throws {
        let messages = try template.get().render(["question": .text("{{n}} {{x}} }}"), "n": .integer(2)])
        #expect(messages == [Message(.system, "Say 2 things."), Message(.user, "{{n}} {{x}} }} (2)")])
    }

    @Test func missingExtraAndMistypedValuesAreErrors() throws {
        let template = try template.get()
        #expect(throws: PromptError.missingValue("n")) { try template.render(["question": .text("q")]) }
        #expect(throws: PromptError.extraValue("x")) {
            try template.render(["question": .text("q"), "n": .integer(1), "x": .text("")])
        }
        #expect(throws: PromptError.wrongKind("n", expected: .integer, actual: .text)) {
            try template.render(["question": .text("q"), "n": .text("1")])
        }
    }

    @Test func templatesThatDoNotFitTheirVariablesAreRefused() {
        func make(_ text: String, _ variables: [PromptVariable] = [.question]) throws {
            _ = try PromptTemplate(name: "t", version: 1, variables: variables, messages: [Message(.user, text)])
        }
        #expect(throws: PromptError.undeclaredVariable("other")) { try make("{{question}} {{other}}") }
        #expect(throws: PromptError.unusedVariable("question")) { try make("nothing") }
        #expect(throws: PromptError.self) { try make("{{question}} {{") }
        #expect(throws: PromptError.self) { try make("{{ question }}") }
        #expect(throws: PromptError.self) { try make("{{}}{{question}}") }
        #expect(throws: PromptError.self) { try make("{{question}}", [.question, .question]) }
        #expect(throws: Never.self) { try make("} } {question} {{question}} {") }
    }

    @Test func templatesSurviveCodingAndAreCheckedOnTheWayIn() throws {
        for prompt in [try template.get(), .groundedAnswer] {
            let data = try JSONEncoder().encode(prompt)
            #expect(try JSONDecoder().decode(PromptTemplate.self, from: data) == prompt)
        }
        let damaged = #"{"name":"t","version":1,"variables":[],"messages":[{"role":"user","content":"{{x}}"}]}"#
        #expect(throws: PromptError.self) {
            try JSONDecoder().decode(PromptTemplate.self, from: Data(damaged.utf8))
        }
        let format = try JSONEncoder().encode(PassageFormat.tagged)
        #expect(try JSONDecoder().decode(PassageFormat.self, from: format) == .tagged)
    }

    @Test func theLibrarysOwnPromptsAreWellFormed() throws {
        let prompt = PromptTemplate.groundedAnswer
        let again = try PromptTemplate(
            name: prompt.name, version: prompt.version, variables: prompt.variables, messages: prompt.messages)
        #expect(again == prompt)
        #expect(prompt.identifier == "grounded_answer@1")
        let format = PassageFormat.tagged
        #expect(try PassageFormat(name: format.name, version: format.version, template: format.template) == format)
    }

    @Test func aPassageFormatMustDelimitAndNumberItsText() {
        #expect(throws: PromptError.unusedVariable("boundary")) {
            try PassageFormat(name: "f", version: 1, template: "[{{number}}] {{text}}")
        }
        #expect(throws: PromptError.undeclaredVariable("author")) {
            try PassageFormat(name: "f", version: 1, template: "{{boundary}} {{number}} {{text}} {{author}}")
        }
    }
}
