import ModelServing

/// Stops a question, or masks parts of it, before any model sees it.
///
/// Put guardrails first among the query processors: what comes before them sees the question as it was asked. What a
/// guardrail finds is masked in records too, whichever its action. A blocked question reaches no model, no retriever and no further
/// processor; the answer is ``Action/block(answer:)``'s, with a warning of code ``ChainWarning/Code/questionBlocked``.
///
///     chain.queryProcessors = [
///         Guardrail("secrets", patterns: [.words(["password", "api key"], name: "secret")], action: .block()),
///         Guardrail("pii", patterns: TextPattern.personalData, action: .mask),
///         WhiteSpaceNormalizer(),
///     ]
public struct Guardrail: QueryProcessor {
    /// What is done with a question in which a pattern is found.
    public enum Action: Sendable, Hashable {
        /// The call ends with this answer.
        case block(answer: String = "This question cannot be answered here.")
        /// Each place becomes the pattern's name, as `[EMAIL]`, in the question and in earlier turns.
        case mask
    }

    public let name: String
    /// Looked for in the question as it stands when the guardrail is run.
    public var patterns: [TextPattern]
    /// What is done where one is found.
    public var action: Action

    public init(_ name: String, patterns: [TextPattern], action: Action) {
        self.name = name
        self.patterns = patterns
        self.action = action
    }

    public func process(_ query: ChainQuery) async throws -> ChainQuery {
        var result = query
        let found = TextMask(patterns).apply(to: query.text)
        result.recorded = TextMask(patterns).apply(to: query.recorded).text
        switch action {
        case .block(let answer):
            guard !found.counts.isEmpty else { return query }
            result.block = ChainQuery.Block(guardrail: name, answer: answer)
            ChainNotes.add(
                ChainWarning(
                    .questionBlocked, step: .queryProcessing,
                    "the guardrail \(name) stopped the question: \(found.summary)"))
        case .mask:
            result.text = found.text
            for position in result.history.indices {
                result.history[position].content = TextMask(patterns).apply(to: result.history[position].content).text
            }
            guard !found.counts.isEmpty else { return result }
            ChainNotes.add(
                ChainWarning(
                    .questionMasked, step: .queryProcessing,
                    "the guardrail \(name) masked in the question: \(found.summary)"))
        }
        return result
    }
}
