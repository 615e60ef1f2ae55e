/// How a batch goes about its rows.
public struct BatchOptions: Sendable {
    /// The most calls at once.
    public var concurrency: Int
    /// The most rows that have been read and whose results have not been taken: those that run, or are done behind
    /// a slower one. It bounds the batch's memory.
    public var window: Int
    /// The most calls for one row, each but the first after the model turned one away for its rate or load. Other errors
    /// are the row's result at once: what was paid for is not asked again.
    public var attempts: Int
    /// The wait after a first refusal that names none; it doubles with each further one of the same row.
    public var firstDelay: Duration
    /// The longest wait that is kept to, also where a server asks for a longer one.
    public var longestDelay: Duration
    /// Goes into the journal's keys: change it with the chain's prompt or model, so that its old answers are not taken
    /// for the new.
    public var version: String
    /// Told after each row is done, from any thread.
    public var onProgress: (@Sendable (BatchProgress) -> Void)?

    /// - Parameter window: nil for four times the concurrency.
    public init(
        concurrency: Int = 8, window: Int? = nil, attempts: Int = 8, firstDelay: Duration = .seconds(1),
        longestDelay: Duration = .seconds(120), version: String = "",
        onProgress: (@Sendable (BatchProgress) -> Void)? = nil
    ) {
        precondition(concurrency > 0 && attempts > 0, "a batch of \(concurrency) calls at once, \(attempts) attempts")
        self.concurrency = concurrency
        self.window = max(window ?? concurrency * 4, concurrency)
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.version = version
        self.onProgress = onProgress
    }
}

/// How far a batch is.
public struct BatchProgress: Sendable, Hashable {
    /// Rows with an answer of this run.
    public var answered = 0
    /// Rows whose answer an earlier run had.
    public var resumed = 0
    /// Rows that ended with an error.
    public var failed = 0
    /// Calls that were turned away for rate or load and made again.
    public var retried = 0
    /// What the answers of this run cost, where models count.
    public var inputTokens = 0
    /// As ``inputTokens``.
    public var outputTokens = 0

    public init() {}

    /// Rows that are done.
    public var finished: Int { answered + resumed + failed }
}
