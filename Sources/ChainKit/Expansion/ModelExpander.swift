public import ModelServing
public import Retriever

/// Asks a model for further queries: other wordings, a passage as an answer might stand, a broader question, or parts.
///
///     chain.expanders = [ModelExpander.multiQuery(model), ModelExpander.hyde(model)]
public struct ModelExpander: QueryExpander {
    /// How a reply is read.
    public enum Reading: Sendable, Hashable {
        /// A query in each line, at most so many; numbers and bullets before them are left out.
        case lines(maximum: Int)
        /// One query, line breaks and all.
        case whole
    }

    public let name: String
    /// The prompt takes ``PromptVariable/question`` and, if it declares it, `count`.
    public var call: PromptedModel
    /// How a reply becomes queries.
    public var reading: Reading
    /// Of each query, see ``ExpandedQuery/weight``.
    public var weight: Double
    /// See ``ExpandedQuery/mode``.
    public var mode: RetrievalOptions.Mode?

    public init(
        _ name: String, call: PromptedModel, reading: Reading, weight: Double = 0.5,
        mode: RetrievalOptions.Mode? = nil
    ) {
        self.name = name
        self.call = call
        self.reading = reading
        self.weight = weight
        self.mode = mode
    }

    /// Other wordings of the question.
    public static func multiQuery(
        _ model: any LanguageModel, count: Int = 3, prompt: PromptTemplate = .otherWordings
    ) -> ModelExpander {
        ModelExpander("multi_query", call: PromptedModel(model, prompt: prompt), reading: .lines(maximum: count))
    }

    /// A passage as the answer might stand in a document, searched for by its vector.
    ///
    /// - Source: Gao et al. 2022, "Precise Zero-Shot Dense Retrieval without Relevance Labels", arXiv:2212.10496.
    ///   Departs from it: one passage, embedded as queries are, whose list is fused with the question's; the paper
    ///   takes the mean vector of several passages and the question.
    public static func hyde(
        _ model: any LanguageModel, prompt: PromptTemplate = .hypotheticalPassage
    ) -> ModelExpander {
        ModelExpander("hyde", call: PromptedModel(model, prompt: prompt), reading: .whole, mode: .vector)
    }

    /// A broader question, whose answer holds what the question's answer follows from.
    ///
    /// - Source: Zheng et al. 2023, "Take a Step Back", arXiv:2310.06117. Departs from it: it is searched for beside
    ///   the question, and the answer is written in one turn.
    public static func stepBack(
        _ model: any LanguageModel, prompt: PromptTemplate = .broaderQuestion
    ) -> ModelExpander {
        ModelExpander("step_back", call: PromptedModel(model, prompt: prompt), reading: .lines(maximum: 1))
    }

    /// The questions that a question of several parts is made of.
    public static func decomposition(
        _ model: any LanguageModel, count: Int = 4, prompt: PromptTemplate = .partialQuestions
    ) -> ModelExpander {
        ModelExpander("decomposition", call: PromptedModel(model, prompt: prompt), reading: .lines(maximum: count))
    }

    public func expand(_ query: ChainQuery) async throws -> [ExpandedQuery] {
        var count = 1
        if case .lines(let maximum) = reading { count = maximum }
        let reply = try await call.respond(["question": .text(query.text), "count": .integer(count)])
        switch reading {
        case .whole: return [ExpandedQuery(reply, weight: weight, mode: mode)]
        case .lines:
            return reply.split(whereSeparator: \.isNewline).map { Self.query(in: $0) }.filter { !$0.isEmpty }
                .prefix(count).map { ExpandedQuery($0, weight: weight, mode: mode) }
        }
    }

    /// The line without its bullet or number, and without quotation marks around it.
    private static func query(in line: Substring) -> String {
        var line = line.drop(while: \.isWhitespace)
        if let first = line.first, "-*•".contains(first), line.dropFirst().first?.isWhitespace == true {
            line = line.dropFirst()
        }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let behind = line.dropFirst(digits.count)
        if !digits.isEmpty, let sign = behind.first, ".):".contains(sign),
            behind.dropFirst().first?.isWhitespace == true
        {
            line = behind.dropFirst()
        }
        let text = String(line).trimmed
        guard text.count > 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }
}
