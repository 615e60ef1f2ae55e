public import ModelServing
public import Retriever

/// A question on its way through query processing: what was asked, what has become of it, and what goes with it.
public struct ChainQuery: Sendable, Hashable {
    /// As it was asked, byte for byte.
    public let asked: String
    /// What is searched for and answered; at first ``asked``.
    public var text: String
    /// Earlier turns of the conversation, oldest first; what the generator is given.
    public var history: [Message]
    /// What stands in records in the place of ``asked``: the same, unless a guardrail has masked it.
    public var recorded: String
    /// Narrows what is searched, on top of the chain's filter and the call's. Use ``narrow(by:)``.
    public var filter: Filter?
    /// Values for variables of the prompt, beside the question and the passages. A prompt that does not declare one
    /// does without.
    public var variables: [String: PromptValue]
    /// Who asks, where the call says.
    public let requester: String?
    /// Set by a guardrail: the call ends here, and no model is asked any more.
    public var block: Block?

    /// Why a question is not answered, and what is said instead.
    public struct Block: Sendable, Hashable, Codable {
        /// The name of the guardrail.
        public var guardrail: String
        /// The whole answer.
        public var answer: String

        public init(guardrail: String, answer: String) {
            self.guardrail = guardrail
            self.answer = answer
        }
    }

    public init(_ question: String, history: [Message] = [], requester: String? = nil) {
        asked = question
        text = question
        recorded = question
        self.history = history
        self.requester = requester
        variables = [:]
    }

    /// Searches only what `filter` lets pass, too.
    public mutating func narrow(by filter: Filter) {
        self.filter = Filter.both(self.filter, filter)
    }
}
