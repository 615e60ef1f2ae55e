/// How often and how patiently a request is sent again.
///
/// Only what is transient is tried again: a connection that could not be made, one kept from an earlier request that the
/// endpoint closes without an answer just when it is used again, and the statuses 429, 502, 503 and 504.
/// Nothing is tried again once the first byte of an answer's body is there, so no text is ever delivered twice. A
/// request that ends with a kept connection was most likely never seen; an endpoint that had begun on it after all is asked twice.
///
/// The default is three attempts in all, waiting about half a second and then a second between them.
public struct RetryPolicy: Sendable, Hashable {
    /// Attempts in all, the first one among them; at least 1.
    public var maximumAttempts: Int
    /// The wait before the second attempt; each later one is twice as long.
    public var initialDelay: Duration
    /// No wait of ours is longer.
    public var maximumDelay: Duration
    /// An endpoint that asks for a longer wait in `Retry-After` is not waited for: the error carries what it asked for.
    public var maximumRetryAfter: Duration

    public init(
        maximumAttempts: Int = 3, initialDelay: Duration = .milliseconds(500), maximumDelay: Duration = .seconds(8),
        maximumRetryAfter: Duration = .seconds(20)
    ) {
        precondition(maximumAttempts >= 1, "a request takes at least one attempt, not \(maximumAttempts)")
        self.maximumAttempts = maximumAttempts
        self.initialDelay = initialDelay
        self.maximumDelay = maximumDelay
        self.maximumRetryAfter = maximumRetryAfter
    }

    /// One attempt only.
    public static let never = RetryPolicy(maximumAttempts: 1)

    /// The wait after failed attempt `attempt` (from 1), or nil where it was the last.
    ///
    /// - Parameter retryAfter: What the endpoint asked for, in seconds.
    /// - Parameter jitter: From 0 to 1; shortens our own waits by up to a half, so that many clients turned away
    ///   together do not come back together.
    package func delay(afterAttempt attempt: Int, retryAfter: Double?, jitter: Double) -> Duration? {
        guard attempt < maximumAttempts else { return nil }
        if let retryAfter {
            // Compared as numbers: a Duration of 1e300 seconds would overflow.
            return retryAfter <= maximumRetryAfter / .seconds(1) ? .seconds(max(0, retryAfter)) : nil
        }
        // 2^20 half-seconds is six days: the cap has long been reached.
        let doubled = initialDelay * Double(1 << min(attempt - 1, 20))
        return min(doubled, maximumDelay) * (1 - jitter / 2)
    }
}
