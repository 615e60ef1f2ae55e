import ModelServing
import Retriever

/// The calls of one answer: carries them out within the limits, and numbers the passages that they find.
struct ToolCalls {
    /// What is to become of a call.
    private enum Decision: Sendable {
        case run(any Tool, ToolCall)
        /// Not carried out; the reason.
        case refuse(String)
    }

    private let loop: ToolLoop
    private let context: ToolContext
    private let question: String
    private let begin = ContinuousClock.now
    private var passages: [ContextPassage]
    private(set) var count = 0

    init(loop: ToolLoop, input: GenerationInput) {
        self.loop = loop
        context = ToolContext(filter: input.filter)
        question = input.question
        passages = input.context.passages
    }

    private var timeLeft: Duration { loop.limits.time - (ContinuousClock.now - begin) }

    /// No further call would be carried out.
    var isExhausted: Bool { count >= loop.limits.calls || timeLeft <= .zero }

    func limitWarning(turn: Int) -> ChainWarning {
        ChainWarning(
            .toolLimitReached, step: .generation,
            "\(loop.model.name) has to answer in turn \(turn), after \(count) calls of tools")
    }

    /// The outputs of a turn's calls, in their order; passages found are told before they go to the model.
    mutating func outputs(
        of calls: [ToolCall], emit: (GeneratorEvent) async throws -> Void
    ) async throws -> [Message] {
        var decisions: [Decision] = []
        for call in calls { decisions.append(try await decide(on: call)) }
        let results = try await run(decisions, calls)
        var messages: [Message] = []
        for (call, result) in zip(calls, results) {
            switch result {
            case .success(let output):
                let (text, found) = numbered(output)
                if !found.isEmpty { try await emit(.passages(found)) }
                messages.append(.toolOutput(text, for: call))
            case .failure(let failure):
                try await emit(
                    .warning(
                        ChainWarning(.toolFailed, step: .generation, "\(call.toolName.prefix(64)): \(failure.reason)")))
                messages.append(.toolOutput("Error: \(failure.reason)", for: call))
            }
        }
        return messages
    }

    private struct Failure: Error {
        let reason: String
    }

    private mutating func decide(on call: ToolCall) async throws -> Decision {
        guard let tool = loop.tools.first(where: { $0.definition.name == call.toolName }) else {
            let names = loop.tools.map(\.definition.name).joined(separator: ", ")
            return .refuse("there is no tool \(call.toolName.prefix(64)); there are \(names)")
        }
        guard !isExhausted else { return .refuse("no further call is possible; answer with what you have") }
        count += 1
        switch try await loop.approval?(call) ?? .approve {
        case .approve: return .run(tool, call)
        case .deny(let reason): return .refuse("the call was not allowed: \(reason)")
        case .replace(let arguments):
            return .run(tool, ToolCall(id: call.id, toolName: call.toolName, arguments: arguments))
        }
    }

    /// Carries calls out, some at the same time.
    private func run(_ decisions: [Decision], _ calls: [ToolCall]) async throws -> [Result<ToolOutput, Failure>] {
        try await withThrowingTaskGroup(of: (Int, Result<ToolOutput, Failure>).self) { group in
            var results = decisions.map { _ in Result<ToolOutput, Failure>.failure(Failure(reason: "")) }
            for (position, decision) in decisions.enumerated() {
                if position >= loop.limits.parallelCalls, let (done, result) = try await group.next() {
                    results[done] = result
                }
                group.addTask {
                    switch decision {
                    case .refuse(let reason): (position, .failure(Failure(reason: reason)))
                    case .run(let tool, let call): (position, try await result(of: call, by: tool))
                    }
                }
            }
            for try await (position, result) in group { results[position] = result }
            return results
        }
    }

    private func result(of call: ToolCall, by tool: any Tool) async throws -> Result<ToolOutput, Failure> {
        do {
            return .success(try await output(of: call, by: tool))
        } catch {
            try Task.checkCancellation()
            return .failure(Failure(reason: String(describing: error)))
        }
    }

    private func output(of call: ToolCall, by tool: any Tool) async throws -> ToolOutput {
        try await Tracing.withSpan("execute_tool \(tool.definition.name)") { span in
            span.set(GenAIConventions.operation, .string(GenAIConventions.executeTool))
            span.set(GenAIConventions.toolName, .string(tool.definition.name))
            span.set(GenAIConventions.toolCallID, .string(call.id))
            span.setInputs(.string(call.arguments))
            let limit = min(loop.limits.callTime, max(.zero, timeLeft))
            let context = context
            let output = try await withDeadline(
                limit, timeoutError: { ModelError(.timedOut, "the call took longer than \(limit)") }
            ) { try await tool.call(call.arguments, in: context) }
            span.setOutputs(
                .object(["text": .string(output.text), "passages": .array(output.passages.map { .string($0.id) })]))
            return output
        }
    }

    /// The text for the model, and the passages in it that are new. A chunk that was found before keeps its number.
    private mutating func numbered(_ output: ToolOutput) -> (text: String, found: [ContextPassage]) {
        var found: [ContextPassage] = []
        var shown: [ContextPassage] = []
        for hit in output.passages {
            if let known = passages.first(where: {
                $0.hit.id == hit.id && $0.range == ContextPassage(number: 0, hit: hit).range
            }) {
                shown.append(known)
                continue
            }
            let passage = ContextPassage(number: (passages.map(\.number).max() ?? 0) + 1, hit: hit)
            passages.append(passage)
            found.append(passage)
            shown.append(passage)
        }
        let boundary = PassageFormat.boundary(
            notIn: [question, output.text] + shown.flatMap { [$0.text, $0.hit.path] + $0.hit.headings })
        let rendered = shown.map { loop.format.render($0, boundary: boundary) }.joined()
        return ([cut(output.text), rendered].filter { !$0.isEmpty }.joined(separator: "\n"), found)
    }

    private func cut(_ text: String) -> String {
        guard text.utf8.count > loop.limits.outputBytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: loop.limits.outputBytes)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return text[..<end] + "\n(cut: \(text.utf8.count) bytes in all)"
    }
}
