public import ModelServing

/// The whole of what a chain answered, and how it came to it.
public struct ChainAnswer: Sendable, Hashable, Codable {
    /// The answer with its markers, such as `[1]`; every one of them resolves to one of ``citations``.
    public var text: String
    /// The passages that the answer cites, in the order of first use. Numbers are those of the prompt.
    public var citations: [Citation]
    /// How many citations were taken out of the text because no retrieved passage has their number.
    public var removedCitations: Int
    /// True when retrieval found nothing and the generator was not asked.
    public var foundNothing: Bool
    /// Those of the steps, and of recording, which the trace itself cannot hold.
    public var warnings: [ChainWarning]
    /// nil where no model counted.
    public var usage: TokenUsage?
    /// The record of the call: steps, times, and the exact prompt.
    public var trace: Trace

    /// Whether a guardrail stopped the question, and ``text`` is what it says instead.
    public var isBlocked: Bool { warnings.contains { $0.code == .questionBlocked } }

    public init(
        text: String, citations: [Citation] = [], removedCitations: Int = 0, foundNothing: Bool = false,
        warnings: [ChainWarning] = [], usage: TokenUsage? = nil, trace: Trace
    ) {
        self.text = text
        self.citations = citations
        self.removedCitations = removedCitations
        self.foundNothing = foundNothing
        self.warnings = warnings
        self.usage = usage
        self.trace = trace
    }
}

/// A number in an answer and the place in a source that it stands for.
public struct Citation: Sendable, Hashable, Codable {
    /// As in the text: `[1]` is 1.
    public var number: Int
    /// The cited chunk's primary key in its source table.
    public var chunkID: String
    /// The document's path, relative to the folder that was ingested.
    public var path: String
    /// The titles of the headings above the passage, outermost first.
    public var headings: [String]
    /// The passage as the model saw it: its place in the document, in UTF-8 bytes.
    public var range: Range<Int>
    /// The document's own text in ``range``.
    public var text: String

    public init(
        number: Int, chunkID: String, path: String, headings: [String], range: Range<Int>, text: String
    ) {
        self.number = number
        self.chunkID = chunkID
        self.path = path
        self.headings = headings
        self.range = range
        self.text = text
    }
}
