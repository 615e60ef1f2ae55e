/// Hands each trace to several recorders, beside each other.
///
///     chain.recorder = CombinedTraceRecorder([log, QueuedTraceRecorder(mlflow), MetricsTraceRecorder()])
public struct CombinedTraceRecorder: TraceRecorder {
    /// All of them get every trace.
    public var recorders: [any TraceRecorder]

    public init(_ recorders: [any TraceRecorder]) { self.recorders = recorders }

    /// - Throws: The first error, after every recorder has had the trace.
    public func record(_ trace: Trace) async throws {
        try await withThrowingTaskGroup(of: (any Error)?.self) { group in
            for recorder in recorders {
                group.addTask {
                    do {
                        try await recorder.record(trace)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            let first = try await group.reduce(into: nil as (any Error)?) { $0 = $0 ?? $1 }
            if let first { throw first }
        }
    }
}
