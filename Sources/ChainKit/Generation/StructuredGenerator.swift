import Foundation
public import ModelServing

/// Lets a model answer with a value of a type of yours, in JSON that keeps the type's schema.
///
/// Nothing is emitted before the whole text is there and is such a value. Citations can stand in its texts, and are
/// checked there.
///
///     struct Verdict: Codable, Sendable { var verdict: String; var reasons: [String] }
///     let chain = RAGChain(retriever: documents, generator: try StructuredGenerator(Verdict.self, model: model))
///     let verdict = try await chain.answer("Is the form complete?", as: Verdict.self).value
public struct StructuredGenerator<Output: Decodable & Sendable>: AnswerGenerator {
    public let name = "structured"
    public var model: any LanguageModel
    /// What is asked; its variables are as ``ChatGenerator/prompt``'s.
    public var prompt: PromptTemplate
    /// Values for variables of the prompt beyond those that each question brings.
    public var values: [String: PromptValue]
    /// What the model is held to, as far as it can be.
    public var schema: JSONSchema
    /// How often the model may be asked again, with what is wrong; 0 or 1 for most.
    public var maximumRepairs: Int
    /// What it is told then; its variable is `error`.
    public var repairPrompt: PromptTemplate
    /// 0 always takes the likeliest token; nil leaves it to the model.
    public var temperature: Double?
    /// The longest text, in tokens; nil leaves it to the model.
    public var maximumTokens: Int?

    /// - Parameter schema: nil makes it of the type.
    /// - Throws: ``SchemaError`` where the type's schema cannot be made.
    public init(
        _ type: Output.Type, model: any LanguageModel, prompt: PromptTemplate = .groundedRecord,
        values: [String: PromptValue] = [:], schema: JSONSchema? = nil, maximumRepairs: Int = 0,
        repairPrompt: PromptTemplate = .repairData, temperature: Double? = 0, maximumTokens: Int? = 1_024
    ) throws(SchemaError) {
        self.model = model
        self.prompt = prompt
        self.values = values
        if let schema { self.schema = schema } else { self.schema = try JSONSchema(of: type) }
        self.maximumRepairs = maximumRepairs
        self.repairPrompt = repairPrompt
        self.temperature = temperature
        self.maximumTokens = maximumTokens
    }

    /// - Throws: ``StructuredOutputError`` where the last text is no such value, ``PromptError``, ``ModelError``.
    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        var request = GenerationRequest(
            messages: try prompt.messages(for: input, values: values), temperature: temperature,
            maximumTokens: maximumTokens, responseFormat: .jsonSchema(schema, name: "answer"))
        var turn = ModelTurn(model: model, prompt: prompt.identifier, emitsText: false)
        for attempt in 0...max(0, maximumRepairs) {
            let response = try await turn.run(request, emit: emit)
            let text = response.text.trimmed
            do {
                _ = try StructuredOutputError.read(Output.self, from: text)
                return try await emit(.data(text))
            } catch let error as StructuredOutputError {
                guard attempt < maximumRepairs else { throw error }
                try await emit(.warning(ChainWarning(.dataRepaired, step: .generation, "asked again: \(error.reason)")))
                request.messages.append(response.message)
                request.messages += try repairPrompt.render(["error": .text(error.reason)])
                turn = ModelTurn(model: model, prompt: repairPrompt.identifier, emitsText: false)
            }
        }
    }
}

/// The model's text is no value of the type that was asked for.
public struct StructuredOutputError: Error, Hashable, CustomStringConvertible {
    /// What the model wrote, or what post-processing has made of it.
    public let text: String
    /// Where it does not fit.
    public let reason: String

    /// The reason, and how the text begins.
    public var description: String { "\(reason): \(text.prefix(200))" }

    static func read<Output: Decodable>(_ type: Output.Type, from text: String) throws(StructuredOutputError) -> Output
    {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw StructuredOutputError(text: text, reason: reason(error))
        } catch {
            throw StructuredOutputError(text: text, reason: "it is no \(type): \(error)")
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue)
            return path.isEmpty ? "the text" : path.joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(place(context, key)) is missing"
        case .typeMismatch(let type, let context): "\(place(context)) is no \(type)"
        case .valueNotFound(let type, let context): "\(place(context)) is null and must be \(type)"
        case .dataCorrupted(let context): "\(place(context)) cannot be read: \(context.debugDescription)"
        @unknown default: "the text is no such value"
        }
    }
}

/// An answer that is a value.
public struct StructuredAnswer<Output: Decodable & Sendable>: Sendable {
    /// nil where the generator was not asked, since nothing was found or a guardrail stopped the question.
    public let value: Output?
    /// The whole answer, whose text is the value's JSON.
    public let answer: ChainAnswer
}

extension RAGChain {
    /// The whole answer as a value; the chain's generator is to be a ``StructuredGenerator`` of the type.
    ///
    /// - Throws: As ``answer(_:options:)``, and ``StructuredOutputError`` where post-processing, or a generator of
    ///   another kind, leaves something else.
    public func answer<Output: Decodable & Sendable>(
        _ question: String, as type: Output.Type, options: ChainOptions = ChainOptions()
    ) async throws -> StructuredAnswer<Output> {
        let answer = try await answer(question, options: options)
        do {
            return StructuredAnswer(value: try StructuredOutputError.read(type, from: answer.text), answer: answer)
        } catch {
            guard answer.isBlocked || answer.foundNothing else { throw error }
            return StructuredAnswer(value: nil, answer: answer)
        }
    }
}
