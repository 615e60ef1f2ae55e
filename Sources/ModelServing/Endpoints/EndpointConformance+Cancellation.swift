extension EndpointConformance {
    /// Begins calls, cancels each a moment later and takes the time until it ends.
    ///
    /// A call that is over before it is cancelled tells nothing; there are several moments for that reason.
    func cancellation(
        _ call: @escaping @Sendable () async throws -> Void
    ) async throws -> ConformanceReport.Outcome {
        let clock = ContinuousClock()
        var cancelled = 0
        for moment in [Duration.zero, .milliseconds(1), .milliseconds(5), .milliseconds(20)] {
            let task = Task { () -> (end: ContinuousClock.Instant, wasCancelled: Bool) in
                do {
                    try await call()
                    return (clock.now, false)
                } catch is CancellationError {
                    return (clock.now, true)
                }
            }
            if moment > .zero { try await Task.sleep(for: moment) }
            let start = clock.now
            task.cancel()
            let (end, wasCancelled) = try await task.value
            guard end - start <= cancellationLimit else {
                return .failed("a call cancelled after \(moment) went on for \(end - start)")
            }
            if wasCancelled { cancelled += 1 }
        }
        return cancelled > 0 ? .passed : .skipped("every call was over before it was cancelled")
    }
}
