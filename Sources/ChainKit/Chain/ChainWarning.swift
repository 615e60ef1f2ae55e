/// Something the answer's reader may want to know that did not keep the chain from answering.
public struct ChainWarning: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kind of warning; grows in later versions.
    public struct Code: Sendable, Hashable, Codable {
        /// As records write it, such as `passages_dropped`.
        public let name: String

        public init(_ name: String) { self.name = name }

        /// A guardrail stopped the question; the answer is the guardrail's.
        public static let questionBlocked = Code("question_blocked")
        /// A guardrail masked parts of the question.
        public static let questionMasked = Code("question_masked")
        /// The question was not made to stand alone, since the model failed.
        public static let rewritingFailed = Code("rewriting_failed")
        /// The filter taken from the question cannot be used, or taking it failed.
        public static let filterRejected = Code("filter_rejected")
        /// The router failed, and the chain goes on as it is.
        public static let routingFailed = Code("routing_failed")
        /// The router chose a route that the chain does not have, and the chain goes on as it is.
        public static let unknownRoute = Code("unknown_route")
        /// An expander, or the retrieval of one of its queries, failed; the question itself is searched for.
        public static let expansionFailed = Code("expansion_failed")
        /// A look-up failed or found nothing; its defaults stand in.
        public static let lookupFailed = Code("lookup_failed")
        /// A passage went into the prompt in part.
        public static let passageTruncated = Code("passage_truncated")
        /// Passages were left out of the prompt for want of room.
        public static let passagesDropped = Code("passages_dropped")
        /// The model's data was no value of the type asked for, and it was asked once more.
        public static let dataRepaired = Code("data_repaired")
        /// A sentence of the answer does not say what the passages say.
        public static let ungrounded = Code("ungrounded")
        /// Personal data, or another pattern, was masked in the answer.
        public static let answerMasked = Code("answer_masked")
        /// A tool failed, or a call of one was not carried out; the model was told why.
        public static let toolFailed = Code("tool_failed")
        /// A limit of the tool loop was reached, and the model had to answer with what it had.
        public static let toolLimitReached = Code("tool_limit_reached")
        /// The model stopped at its token limit.
        public static let answerCut = Code("answer_cut")
        /// The trace of the call could not be recorded.
        public static let recordingFailed = Code("recording_failed")
        /// The recorder takes longer than the chain waits; it goes on in the background.
        public static let recordingSlow = Code("recording_slow")

        public init(from decoder: any Decoder) throws {
            name = try decoder.singleValueContainer().decode(String.self)
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(name)
        }
    }

    /// What kind of warning it is.
    public var code: Code
    /// The step that warns.
    public var step: ChainStep
    /// What happened, with its numbers.
    public var message: String

    public init(_ code: Code, step: ChainStep, _ message: String) {
        self.code = code
        self.step = step
        self.message = message
    }

    /// The step and the message.
    public var description: String { "\(step): \(message)" }
}
