public import ModelServing

/// Writes the answer with a language model.
///
/// The request is the prompt's messages with the values in place, the history between its system messages and the
/// others, and the parameters below; nothing else is sent.
///
///     let generator = ChatGenerator(model: model, prompt: .groundedAnswer)
public struct ChatGenerator: AnswerGenerator {
    public let name = "chat"
    /// What is asked.
    public var model: any LanguageModel
    /// Its variables must be among ``PromptVariable/question``, ``PromptVariable/passages``,
    /// ``PromptVariable/boundary`` and those of ``values``.
    public var prompt: PromptTemplate
    /// Values for variables of the prompt beyond the three that each question brings.
    public var values: [String: PromptValue]
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest answer, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?
    /// Texts that end the answer.
    public var stopSequences: [String]
    /// For models that can repeat a random choice.
    public var seed: Int?

    public init(
        model: any LanguageModel, prompt: PromptTemplate = .groundedAnswer, values: [String: PromptValue] = [:],
        temperature: Double? = 0, maximumTokens: Int? = 512, stopSequences: [String] = [], seed: Int? = nil
    ) {
        self.model = model
        self.prompt = prompt
        self.values = values
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.stopSequences = stopSequences
        self.seed = seed
    }

    /// What the model is sent for an input.
    ///
    /// - Throws: ``PromptError`` if the prompt asks for a value that nobody gives, or ``values`` has one too many.
    public func request(for input: GenerationInput) throws(PromptError) -> GenerationRequest {
        var values = values
        let declared = Set(prompt.variables)
        // Of the three standing values a prompt may leave some out; those of the caller it must all take.
        if declared.contains(.question) { values["question"] = .text(input.question) }
        if declared.contains(.passages) { values["passages"] = .passages(input.context) }
        if declared.contains(.boundary) { values["boundary"] = .boundary(input.context) }
        let messages = try prompt.render(values)
        let systemCount = messages.prefix { $0.role == .system }.count
        return GenerationRequest(
            messages: messages.prefix(systemCount) + input.history + messages.dropFirst(systemCount),
            temperature: temperature, maximumTokens: maximumTokens, stopSequences: stopSequences, seed: seed)
    }

    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        let request = try request(for: input)
        try await emit(.request(ModelRequest(model: model.name, request: request, prompt: prompt.identifier)))
        try await Tracing.withSpan("chat \(model.name)") { span in
            span.record(request, model: model.name)
            var hasText = false
            for try await event in model.stream(request) {
                switch event {
                case .text(let piece):
                    hasText = hasText || !piece.isEmpty
                    try await emit(.text(piece))
                case .toolCall:
                    // The request offers none; a model that calls one all the same has its call in the response.
                    break
                case .finished(let response):
                    // A model that cannot stream gives its text at the end alone.
                    if !hasText, !response.text.isEmpty { try await emit(.text(response.text)) }
                    try await finish(response, span: span, emit: emit)
                    return
                }
            }
            try Task.checkCancellation()
            throw ModelError(.invalidResponse, "the stream of \(model.name) ended before its response was finished")
        }
    }

    private func finish(
        _ response: GenerationResponse, span: SpanHandle, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        span.record(response)
        if let usage = response.usage { try await emit(.usage(usage)) }
        if response.finishReason == .length {
            try await emit(
                .warning(
                    ChainWarning(
                        .answerCut, step: .generation,
                        "\(model.name) stopped at its token limit (\(maximumTokens.map(String.init) ?? "its own"))")))
        }
    }
}
