public import ModelServing
import Retriever

/// One row of a batch.
public struct BatchQuestion: Sendable {
    /// Names the row in results and in the journal; unique within the batch.
    public var id: String
    /// What is asked.
    public var question: String
    /// As for a single call. A trace id must be unique among all calls; nil, the default, makes a new one for each attempt.
    public var options: ChainOptions

    public init(id: String, question: String, options: ChainOptions = ChainOptions()) {
        self.id = id
        self.question = question
        self.options = options
    }

    /// What the answer depends on, as a hash: another question, history, filter or `version` gives another.
    func digest(version: String) -> String {
        let history = options.history.map { "\($0.role.rawValue) \($0.content.utf8.count) \($0.content)" }
        let parts = [
            version, question, options.filter.map { String(describing: $0) } ?? "", options.mode?.rawValue ?? "",
            options.k.map(String.init) ?? "", history.joined(separator: "\n"),
        ]
        // With their lengths, so that no two lists run together into one text.
        return TraceID.hash(parts.map { "\($0.utf8.count):\($0)" }.joined())
    }
}

/// What became of one row.
public struct BatchResult: Sendable {
    /// The row's.
    public var id: String
    /// Its place in the batch, from 0.
    public var position: Int
    /// The answer, or what the last attempt threw.
    public var outcome: Result<BatchAnswer, any Error>
    /// Whether the answer is an earlier run's, from the journal; nothing was asked then.
    public var isResumed: Bool
    /// How often the chain was called for it.
    public var attempts: Int
}

/// An answer as batches keep it: without the trace, which the chain's recorder has under ``traceID``.
public struct BatchAnswer: Sendable, Hashable, Codable {
    /// As ``ChainAnswer/text``.
    public var text: String
    /// As ``ChainAnswer/citations``.
    public var citations: [Citation]
    /// As ``ChainAnswer/removedCitations``.
    public var removedCitations: Int
    /// As ``ChainAnswer/foundNothing``.
    public var foundNothing: Bool
    /// As ``ChainAnswer/warnings``.
    public var warnings: [ChainWarning]
    /// As ``ChainAnswer/usage``.
    public var usage: TokenUsage?
    /// Of the call that gave the answer.
    public var traceID: String

    init(_ answer: ChainAnswer) {
        text = answer.text
        citations = answer.citations
        removedCitations = answer.removedCitations
        foundNothing = answer.foundNothing
        warnings = answer.warnings
        usage = answer.usage
        traceID = answer.trace.id
    }
}
