public import ModelServing

/// A model and the prompt that it is asked with, for the steps that use a model on the way to the answer.
///
/// Each call is a span, its exact request is in the trace, and what it costs is counted. A call that takes longer than
/// ``timeLimit`` is an error, also where the model is deaf to cancellation.
///
///     var rewriter = HistoryRewriter(model: model)
///     rewriter.call.timeLimit = .seconds(3)
public struct PromptedModel: Sendable {
    public var model: any LanguageModel
    /// What is sent.
    public var prompt: PromptTemplate
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest reply, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?
    /// nil waits as long as the model takes.
    public var timeLimit: Duration?

    public init(
        _ model: any LanguageModel, prompt: PromptTemplate, temperature: Double? = 0, maximumTokens: Int? = 512,
        timeLimit: Duration? = .seconds(30)
    ) {
        self.model = model
        self.prompt = prompt
        self.temperature = temperature
        self.maximumTokens = maximumTokens
        self.timeLimit = timeLimit
    }

    /// The model's reply without white space around it.
    ///
    /// - Parameter values: Those that the prompt does not declare are left out. `boundary` is made from the others
    ///   where the prompt declares it.
    /// - Throws: ``PromptError`` for a value that is missing, ``ModelError`` for a model that fails or replies nothing.
    public func respond(_ values: [String: PromptValue]) async throws -> String {
        let declared = Dictionary(prompt.variables.map { ($0.name, $0.kind) }) { first, _ in first }
        var values = values.filter { declared[$0.key] != nil }
        if declared["boundary"] == .boundary {
            let texts = values.sorted { $0.key < $1.key }.map(\.value.text)
            var context = PackedContext.empty
            context.boundary = PassageFormat.boundary(notIn: texts)
            values["boundary"] = .boundary(context)
        }
        let request = GenerationRequest(
            messages: try prompt.render(values), temperature: temperature, maximumTokens: maximumTokens)
        ChainNotes.add(ModelRequest(model: model.name, request: request, prompt: prompt.identifier))
        let response = try await Tracing.withSpan("chat \(model.name)") { span in
            span.record(request, model: model.name)
            span.set("prompt", .string(prompt.identifier))
            let (model, name, timeLimit) = (model, model.name, timeLimit)
            let response = try await withDeadline(
                timeLimit, timeoutError: { ModelError(.timedOut, "\(name) took longer than \(timeLimit ?? .zero)") }
            ) { try await model.respond(to: request) }
            span.record(response)
            return response
        }
        if let usage = response.usage { ChainNotes.add(usage) }
        let reply = response.text.trimmed
        guard !reply.isEmpty else { throw ModelError(.invalidResponse, "\(model.name) replied nothing") }
        return reply
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
