/// How much an endpoint takes at a time.
///
///     EndpointLimits(maximumConcurrency: 2, maximumQueued: 64, timeout: .seconds(30))
public struct EndpointLimits: Sendable, Hashable, Codable {
    /// Calls of its models at the same time, all together; at least 1.
    public var maximumConcurrency: Int
    /// Calls that may wait for their turn, in the order in which they came. One more is a ``ModelError`` of code
    /// ``ModelError/Code/overloaded`` at once.
    public var maximumQueued: Int
    /// For one call from its beginning to its end, the wait for its turn included; nil waits for ever.
    public var timeout: Duration?

    public init(maximumConcurrency: Int = 4, maximumQueued: Int = 256, timeout: Duration? = nil) {
        precondition(maximumConcurrency > 0, "an endpoint that takes \(maximumConcurrency) calls at a time serves none")
        precondition(maximumQueued >= 0, "a queue of \(maximumQueued) calls is none; use 0")
        self.maximumConcurrency = maximumConcurrency
        self.maximumQueued = maximumQueued
        self.timeout = timeout
    }
}

/// How an embedding endpoint makes one call of its model out of many calls with one text each.
///
/// A call waits for others until there are enough, until the time is over, or, where all turns are taken, until it is
/// its turn.
public struct RequestBatching: Sendable, Hashable, Codable {
    /// Texts of one call; at least 2.
    public var maximumBatch: Int
    public var maximumWait: Duration

    public init(maximumBatch: Int = 32, maximumWait: Duration = .milliseconds(2)) {
        precondition(maximumBatch > 1, "a batch of \(maximumBatch) texts joins none; leave batching out instead")
        self.maximumBatch = maximumBatch
        self.maximumWait = maximumWait
    }
}
