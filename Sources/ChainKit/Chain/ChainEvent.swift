public import ModelServing
public import Retriever

/// What a chain tells while it answers.
///
/// The order is fixed: each step's ``stepStarted(_:)`` comes before whatever it tells, its ``stepFinished(_:seconds:)``
/// after; ``finished(_:)`` is the last. A step that is switched off tells nothing. Later versions may add cases: end a
/// `switch` with `default`.
public enum ChainEvent: Sendable {
    /// A step begins.
    case stepStarted(ChainStep)
    /// A step has ended well, after that many seconds.
    case stepFinished(ChainStep, seconds: Double)
    /// What retrieval found, best first.
    case retrieved([SearchHit])
    /// A piece of the answer, its citations already checked; all pieces in order are ``ChainAnswer/text``.
    case text(String)
    /// The answer cites a passage for the first time; follows the text that holds the marker.
    case citation(Citation)
    /// Something to know that does not end the call.
    case warning(ChainWarning)
    /// The tokens that the model counted.
    case usage(TokenUsage)
    /// The whole answer with its trace; the last event.
    case finished(ChainAnswer)
}
