/// Spans for steps and models of your own.
///
/// The span at hand travels with the task and to its child tasks, so calls that run beside each other each record into
/// their own trace.
///
///     func retrieve(_ query: String, options: RetrievalOptions) async throws -> [SearchHit] {
///         try await Tracing.withSpan("my_service") { span in
///             span.set("my_service.region", "eu")
///             …
public enum Tracing {
    @TaskLocal static var current = SpanHandle(collector: nil, position: 0)

    /// Runs `body` within a span under the one at hand; outside a chain it records nothing.
    public static func withSpan<Result>(
        _ name: String, isolation: isolated (any Actor)? = #isolation,
        _ body: (SpanHandle) async throws -> Result
    ) async throws -> Result {
        let parent = current
        guard let collector = parent.collector else { return try await body(parent) }
        let span = SpanHandle(collector: collector, position: collector.begin(name, parent: parent.position))
        return try await LiveSpan.run(name, beside: span, isolation: isolation) {
            do {
                let result = try await $current.withValue(
                    span, operation: { try await body(span) }, isolation: isolation)
                collector.end(span.position, status: .ok)
                return result
            } catch {
                collector.end(span.position, status: .failure(error))
                throw error
            }
        }
    }
}

/// A span to which its work can add what it knows.
public struct SpanHandle: Sendable {
    let collector: SpanCollector?
    let position: Int

    /// Sets an attribute.
    public func set(_ key: String, _ value: TraceValue) {
        collector?.change(position) { $0.attributes[key] = value }
    }

    /// Says what the work was given.
    public func setInputs(_ value: TraceValue) {
        collector?.change(position) { $0.inputs = value }
    }

    /// Says what the work gave back.
    public func setOutputs(_ value: TraceValue) {
        collector?.change(position) { $0.outputs = value }
    }
}
