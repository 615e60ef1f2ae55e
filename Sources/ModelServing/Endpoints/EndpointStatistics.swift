/// What an endpoint has done since it was made, and what it does now.
public struct EndpointStatistics: Sendable, Hashable, Codable {
    /// Calls that were begun, those that failed among them.
    public var calls = 0
    /// Calls that ended with an error, cancellations not among them.
    public var failures = 0
    /// Of the failures, those that were turned away since the queue was full.
    public var rejections = 0
    public var cancellations = 0
    /// What the models counted.
    public var usage = TokenUsage.zero
    /// Calls of models that run now.
    public var running = 0
    /// Calls that wait for their turn now.
    public var waiting = 0

    public init() {}
}
