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
    /// ``PromptVariable/boundary``, those of the input, and those of ``values``.
    public var prompt: PromptTemplate
    /// Values for variables of the prompt beyond those that each question brings.
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
        GenerationRequest(
            messages: try prompt.messages(for: input, values: values),
            temperature: temperature, maximumTokens: maximumTokens, stopSequences: stopSequences, seed: seed)
    }

    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        _ = try await ModelTurn(model: model, prompt: prompt.identifier).run(try request(for: input), emit: emit)
    }
}
