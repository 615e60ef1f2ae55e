public import ModelServing

/// Lets a language model call tools until it can answer, within limits.
///
/// Each turn is one request. The calls that a model asks for in a turn are carried out at the same time, and their outputs go
/// back in the order of the calls. Arguments that do not fit, an unknown tool, a tool that fails, and a call that is
/// denied or beyond a limit all go back as text that says so, with a warning; only cancellation and the model's own
/// failure end the answer. Passages that tools find are numbered after those of the prompt, and citations of them are
/// checked like all others. What the model says before it calls is a part of the answer, as it streams.
///
///     let agent = ToolLoop(model: model, tools: [RetrievalTool(documents), weather]) { call in
///         call.toolName == "search" ? .approve : await askTheUser(call)
///     }
///     let chain = RAGChain(retriever: documents, generator: agent)
public struct ToolLoop: AnswerGenerator {
    public let name = "tool_loop"
    /// What is asked; it must be able to call tools.
    public var model: any LanguageModel
    /// Each with a name of its own; of two the first counts.
    public var tools: [any Tool]
    /// What is asked; its variables are as ``ChatGenerator/prompt``'s.
    public var prompt: PromptTemplate
    /// Values for variables of the prompt beyond those that each question brings.
    public var values: [String: PromptValue]
    /// How far it may go for one answer.
    public var limits: ToolLimits
    /// How found passages stand in a tool's output.
    public var format: PassageFormat
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest text of each turn, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?
    /// Asked for each call, one after the other, before any of a turn is carried out; nil approves all.
    public var approval: (@Sendable (ToolCall) async throws -> ToolApproval)?

    public init(
        model: any LanguageModel, tools: [any Tool], prompt: PromptTemplate = .groundedAgent,
        values: [String: PromptValue] = [:], limits: ToolLimits = ToolLimits(), format: PassageFormat = .tagged,
        temperature: Double? = 0, maximumTokens: Int? = 1_024,
        approval: (@Sendable (ToolCall) async throws -> ToolApproval)? = nil
    ) {
        self.model = model
        self.tools = tools
        self.prompt = prompt
        self.values = values
        self.limits = limits
        self.format = format
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.approval = approval
    }

    /// - Throws: ``ToolLoopError`` where the model calls to the last, ``PromptError``, ``ModelError``.
    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        var request = GenerationRequest(
            messages: try prompt.messages(for: input, values: values), temperature: temperature,
            maximumTokens: maximumTokens, tools: tools.map(\.definition))
        var calls = ToolCalls(loop: self, input: input)
        let turn = ModelTurn(model: model, prompt: prompt.identifier)
        for number in 1...limits.turns {
            let isLast = number == limits.turns || calls.isExhausted
            if isLast, number > 1 {
                request.toolChoice = ToolChoice.none
                try await emit(.warning(calls.limitWarning(turn: number)))
            }
            let response = try await turn.run(request, emit: emit)
            if response.toolCalls.isEmpty { return }
            if isLast { break }
            if !response.text.isEmpty { try await emit(.text("\n\n")) }
            request.messages.append(response.message)
            request.messages += try await calls.outputs(of: response.toolCalls, emit: emit)
        }
        throw ToolLoopError.noAnswer(turns: limits.turns, calls: calls.count)
    }
}

/// Why a tool loop has no answer.
public enum ToolLoopError: Error, Hashable, CustomStringConvertible {
    /// The model called tools also when it was told to answer.
    case noAnswer(turns: Int, calls: Int)

    /// How far it went.
    public var description: String {
        switch self {
        case .noAnswer(let turns, let calls):
            "the model gave no answer within \(turns) turns and \(calls) calls of tools; raise the limits, or take another model"
        }
    }
}
