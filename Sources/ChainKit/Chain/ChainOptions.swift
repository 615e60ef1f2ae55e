public import ModelServing
public import Retriever

/// What one call may say beside its question.
public struct ChainOptions: Sendable {
    /// Earlier turns of the conversation, oldest first.
    public var history: [Message]
    /// Only chunks for which it holds are searched. Where the chain has a filter too, both must hold.
    public var filter: Filter?
    /// How many chunks to retrieve; nil leaves it to the chain.
    public var k: Int?
    /// By vector, keyword or both; nil leaves it to the chain.
    public var mode: RetrievalOptions.Mode?
    /// Who asks, for the record.
    public var requester: String?
    /// The caller's own id of the request, for the record; need not be unique.
    public var clientRequestID: String?
    /// The id of the call's trace; nil makes a new one. Must be unique: the recorder keys on it.
    public var traceID: String?

    public init(
        history: [Message] = [], filter: Filter? = nil, k: Int? = nil, mode: RetrievalOptions.Mode? = nil,
        requester: String? = nil, clientRequestID: String? = nil, traceID: String? = nil
    ) {
        self.history = history
        self.filter = filter
        self.k = k
        self.mode = mode
        self.requester = requester
        self.clientRequestID = clientRequestID
        self.traceID = traceID
    }
}
