public import Retriever

/// Chooses what of the chunks found goes into the prompt, numbers it and renders it.
public protocol ContextPacker: Sendable {
    /// What traces call it.
    var name: String { get }

    /// - Parameter hits: At least one, best first.
    func pack(_ hits: [SearchHit], for question: String) async throws -> PackedContext
}

/// The passages of one prompt.
public struct PackedContext: Sendable, Hashable, Codable {
    /// Numbered from 1 in the order in which they stand in ``text``.
    public var passages: [ContextPassage]
    /// The word in the delimiters of this context; occurs in no passage and not in the question.
    public var boundary: String
    /// The passages between their delimiters, as they go into the prompt.
    public var text: String
    /// The tokens of ``text`` by the packer's count.
    public var tokens: Int
    /// How many hits were left out because others hold their text.
    public var duplicates: Int
    /// What was cut or left out.
    public var warnings: [ChainWarning]

    public init(
        passages: [ContextPassage], boundary: String, text: String, tokens: Int, duplicates: Int = 0,
        warnings: [ChainWarning] = []
    ) {
        self.passages = passages
        self.boundary = boundary
        self.text = text
        self.tokens = tokens
        self.duplicates = duplicates
        self.warnings = warnings
    }

    /// The context of a chain that found nothing.
    public static let empty = PackedContext(passages: [], boundary: "none", text: "", tokens: 0)
}

/// A chunk, or a part of one, as a prompt holds it.
public struct ContextPassage: Sendable, Hashable, Codable {
    /// What an answer cites it by, from 1.
    public var number: Int
    /// The chunk it is from.
    public var hit: SearchHit
    /// Its place in the document, in UTF-8 bytes; within the hit's range, or within its context's where it has one.
    public var range: Range<Int>
    /// The document's own text in ``range``.
    public var text: String

    public init(number: Int, hit: SearchHit, range: Range<Int>, text: String) {
        self.number = number
        self.hit = hit
        self.range = range
        self.text = text
    }

    /// The whole of a hit: its context, where it has one.
    public init(number: Int, hit: SearchHit) {
        self.init(
            number: number, hit: hit, range: hit.context?.range ?? hit.range, text: hit.context?.text ?? hit.text)
    }

    /// What an answer's marker with this number stands for.
    public var citation: Citation {
        Citation(
            number: number, chunkID: hit.id, path: hit.path, headings: hit.headings, range: range, text: text)
    }
}
