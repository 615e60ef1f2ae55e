extension EndpointConformance {
    /// Begins calls, cancels each a moment later and takes the time until it ends.
    ///
    /// A call that is over before it is cancelled tells nothing; there are several moments for that reason. A busy
    /// machine may be late once, so each moment has three tries.
    func cancellation(
        _ call: @escaping @Sendable () async throws -> Void
    ) async throws -> ConformanceReport.Outcome {
        var cancelled = 0
        for moment in [Duration.zero, .milliseconds(1), .milliseconds(5), .milliseconds(20)] {
            var last = try await cancel(call, after: moment)
            for _ in 0..<2 where last.wait > cancellationLimit { last = try await cancel(call, after: moment) }
            guard last.wait <= cancellationLimit else {
                return .failed("a call cancelled after \(moment) went on for \(last.wait)")
            }
            if last.wasCancelled { cancelled += 1 }
        }
        return cancelled > 0 ? .passed : .skipped("every call was over before it was cancelled")
    }

    /// - Returns: The time from the cancellation to the end, and whether it was what ended the call.
    private func cancel(
        _ call: @escaping @Sendable () async throws -> Void, after moment: Duration
    ) async throws -> (wait: Duration, wasCancelled: Bool) {
        let clock = ContinuousClock()
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
        return (end - start, wasCancelled)
    }
}
