public import ModelServing
public import Retriever

/// The step of a chain that writes the answer.
///
/// A generator emits its answer piece by piece; each `emit` waits until the piece has been taken, so a generator is
/// never far ahead of its reader, and throws `CancellationError` when nobody reads any more.
public protocol AnswerGenerator: Sendable {
    /// What traces call it.
    var name: String { get }

    func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws
}

/// What an answer is to be written from.
public struct GenerationInput: Sendable, Hashable {
    /// The question after query processing.
    public var question: String
    /// Earlier turns, oldest first.
    public var history: [Message]
    /// The passages; empty when nothing was found.
    public var context: PackedContext
    /// What the chain and the call let be searched; a generator that searches by itself must keep to it.
    public var filter: Filter?
    /// Values for the prompt's variables that the steps before have found.
    public var variables: [String: PromptValue]

    public init(
        question: String, history: [Message] = [], context: PackedContext, filter: Filter? = nil,
        variables: [String: PromptValue] = [:]
    ) {
        self.question = question
        self.history = history
        self.context = context
        self.filter = filter
        self.variables = variables
    }
}

/// What a generator tells while it writes.
public enum GeneratorEvent: Sendable, Hashable {
    /// What the model is sent, exactly; told before it is sent.
    case request(ModelRequest)
    /// A piece of the answer, with markers such as `[1]` for passages.
    case text(String)
    /// A piece that is taken word by word from a source: brackets in it are the source's own, never citations.
    case quotation(String)
    /// A whole JSON text, which is the answer: only citations within its strings are markers.
    case data(String)
    /// Passages that were found while the answer is written, and can be cited from now on.
    case passages([ContextPassage])
    /// Tokens that a model counted; several add up.
    case usage(TokenUsage)
    /// Something to know that does not end the answer.
    case warning(ChainWarning)
}

/// A request to a model, as a trace keeps it.
public struct ModelRequest: Sendable, Hashable, Codable {
    /// The name of the model.
    public var model: String
    /// The whole of what is sent; nil for models that take no prompt.
    public var request: GenerationRequest?
    /// The prompt's name and version, as `name@version`.
    public var prompt: String?

    public init(model: String, request: GenerationRequest? = nil, prompt: String? = nil) {
        self.model = model
        self.request = request
        self.prompt = prompt
    }
}

/// Answers with one text, whatever is asked; what a chain says when nothing was found.
public struct FixedAnswer: AnswerGenerator {
    public let name = "fixed_answer"
    /// The whole answer.
    public let text: String

    public init(_ text: String) { self.text = text }

    /// What chains say by default when retrieval finds nothing.
    public static let nothingFound = FixedAnswer("Nothing was found that answers this question.")

    public func generate(
        _ input: GenerationInput, emit: (GeneratorEvent) async throws -> Void
    ) async throws {
        try await emit(.text(text))
    }
}
