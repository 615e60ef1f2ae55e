public import CoreMetrics

/// Counts calls, tokens and times with swift-metrics, by what each trace tells.
///
/// | Label | Kind | Dimensions |
/// |---|---|---|
/// | `tessera.chain.calls` | counter | `status`: `ok`, `error` or `cancelled` |
/// | `tessera.chain.duration` | timer | `status` |
/// | `tessera.chain.step.duration` | timer | `step` |
/// | `tessera.chain.citations.removed` | counter | |
/// | `tessera.chain.warnings` | counter | `code` |
/// | `gen_ai.client.operation.duration` | timer | `gen_ai.operation.name`, `gen_ai.request.model` |
/// | `gen_ai.client.token.usage` | counter | the same and `gen_ai.token.type`: `input` or `output` |
///
/// No dimension has a value of the user's.
public struct MetricsTraceRecorder: TraceRecorder {
    private let factory: any MetricsFactory

    /// - Parameter factory: By default the one that the program has set up by `MetricsSystem.bootstrap`.
    public init(factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

    public func record(_ trace: Trace) {
        let status = [("status", trace.status.code.rawValue)]
        count("tessera.chain.calls", status)
        time("tessera.chain.duration", trace.duration, status)
        for step in trace.root.children { time("tessera.chain.step.duration", step.duration, [("step", step.name)]) }
        count("tessera.chain.citations.removed", [], by: trace.removedCitations)
        for warning in trace.warnings { count("tessera.chain.warnings", [("code", warning.code.name)]) }
        recordModels(trace.root)
    }

    private func recordModels(_ span: Span) {
        for child in span.children { recordModels(child) }
        guard case .string(let operation)? = span.attributes[GenAIConventions.operation],
            case .string(let model)? = span.attributes[GenAIConventions.requestModel]
        else { return }
        let dimensions = [(GenAIConventions.operation, operation), (GenAIConventions.requestModel, model)]
        time(GenAIConventions.operationDuration, span.duration, dimensions)
        for (type, key) in [("input", GenAIConventions.inputTokens), ("output", GenAIConventions.outputTokens)] {
            guard case .integer(let tokens)? = span.attributes[key] else { continue }
            count(GenAIConventions.tokenUsage, dimensions + [(GenAIConventions.tokenType, type)], by: tokens)
        }
    }

    private func count(_ label: String, _ dimensions: [(String, String)], by amount: Int = 1) {
        guard amount > 0 else { return }
        Counter(label: label, dimensions: dimensions, factory: factory).increment(by: amount)
    }

    private func time(_ label: String, _ seconds: Double, _ dimensions: [(String, String)]) {
        Timer(label: label, dimensions: dimensions, factory: factory).recordSeconds(seconds)
    }
}
