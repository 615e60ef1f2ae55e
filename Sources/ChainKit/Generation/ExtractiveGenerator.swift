public import ModelServing

/// Answers with the sentences of the passages that are nearest to the question, word by word, each with its marker.
///
/// It needs an embedding model and no language model, understands nothing, and says nothing of its own: an extract,
/// and named as one. Sentences stream one by one in the order of the passages.
public struct ExtractiveGenerator: AnswerGenerator {
    public let name = "extractive"
    /// Picks the sentences.
    public var answerer: ExtractiveAnswerer

    public init(model: any EmbeddingModel, parameters: ExtractiveAnswerer.Parameters = .init()) {
        answerer = ExtractiveAnswerer(model: model, parameters: parameters)
    }

    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        let model = answerer.model.identity
        try await emit(.request(ModelRequest(model: "extractive(\(model.name)@\(model.version))")))
        let passages = input.context.passages
        let sentences = try await Tracing.withSpan("extract") { span in
            let sentences = try await answerer.extract(input.question, from: passages.map(\.text))
            span.set("extractive.sentences", .integer(sentences.count))
            return sentences
        }
        var previous: ExtractedSentence?
        for sentence in sentences {
            if let previous {
                try await emit(.text(previous.passage == sentence.passage ? " " : "\n\n"))
            }
            try await emit(.quotation(sentence.text))
            try await emit(.text(" [\(passages[sentence.passage].number)]"))
            previous = sentence
        }
        if sentences.isEmpty {
            try await FixedAnswer.nothingFound.generate(input, emit: emit)
        }
    }
}
