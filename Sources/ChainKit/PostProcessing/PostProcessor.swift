/// A step that checks or changes an answer while it streams.
///
/// Several run one behind the other: what the first lets through is what the second sees.
public protocol PostProcessor: Sendable {
    /// What traces call it.
    var name: String { get }

    /// Begins with a new answer.
    func begin(context: PackedContext) -> any AnswerPass
}

/// A post-processor's work on one answer.
///
/// It may hold pieces back until it knows enough, and must give all of them out by ``finish()``.
public protocol AnswerPass {
    /// What goes on, now that this piece has come.
    mutating func process(_ piece: AnswerPiece) async throws -> [AnswerPiece]
    /// What was held back; no piece comes after it.
    mutating func finish() async throws -> [AnswerPiece]
}

/// What flows through post-processing.
public enum AnswerPiece: Sendable, Hashable {
    /// Text of the generator's own, with markers such as `[1]`.
    case text(String)
    /// Text taken word by word from a source, whose brackets are not citations.
    case quotation(String)
    /// A whole JSON text: markers stand within its strings alone.
    case data(String)
    /// Passages that can be cited from now on.
    case passages([ContextPassage])
    /// The answer cites a passage for the first time.
    case citation(Citation)
    /// A marker, or a number of one, was taken out of the text; as it stood there.
    case removedCitation(String)
    /// Something to know that does not end the answer.
    case warning(ChainWarning)
}
