/// How far a ``ToolLoop`` may go for one answer.
public struct ToolLimits: Sendable, Hashable {
    /// The most requests to the model; in the last one it must answer.
    public var turns: Int
    /// The most calls of tools; those beyond are told so and not carried out.
    public var calls: Int
    /// The most calls at the same time.
    public var parallelCalls: Int
    /// How long each call may take.
    public var callTime: Duration
    /// How long all calls may take; then the model must answer. Its own time is its endpoint's to limit.
    public var time: Duration
    /// What the model reads of each call's text, in UTF-8 bytes; the rest is cut.
    public var outputBytes: Int

    public init(
        turns: Int = 6, calls: Int = 16, parallelCalls: Int = 4, callTime: Duration = .seconds(30),
        time: Duration = .seconds(120), outputBytes: Int = 16_384
    ) {
        precondition(turns > 0 && parallelCalls > 0, "a tool loop has one turn and one call at a time at least")
        self.turns = turns
        self.calls = calls
        self.parallelCalls = parallelCalls
        self.callTime = callTime
        self.time = time
        self.outputBytes = outputBytes
    }
}

/// What a person, or a rule, says to a call before it is carried out.
public enum ToolApproval: Sendable, Hashable {
    case approve
    /// The call is not carried out, and the model is told why.
    case deny(reason: String)
    /// It is carried out with these arguments, a JSON text.
    case replace(arguments: String)
}
