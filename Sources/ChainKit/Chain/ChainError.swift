/// A step of a chain failed, and with it the call.
///
/// Cancellation is not wrapped: it ends a chain with `CancellationError`.
public struct ChainError: Error, CustomStringConvertible {
    /// The step that failed.
    public let step: ChainStep
    /// What it threw.
    public let underlying: any Error
    /// The trace of the call up to the failure; its ``Trace/id`` is what the recorder knows it by.
    public let trace: Trace

    /// Names the step and what it threw.
    public var description: String {
        "the step \(step) of the chain failed: \(underlying)"
    }
}

/// Carries a failed step's name up to the run, which adds the trace.
struct StepFailure: Error {
    let step: ChainStep
    let underlying: any Error
}
