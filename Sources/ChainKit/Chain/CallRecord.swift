import Foundation
import ModelServing

/// What one call has come to so far; the answer and the trace are made from it.
final class CallRecord {
    let spans: SpanCollector
    private let start = Date().timeIntervalSince1970
    var text = ""
    var citations: [Citation] = []
    /// The numbers that resolved to nothing, as `[9]`.
    var removed: [String] = []
    var warnings: [ChainWarning] = []
    var requests: [ModelRequest] = []
    var foundNothing = false
    /// All steps have ended well.
    var isComplete = false
    private var usage: TokenUsage?

    init(tracing: TraceOptions) { spans = SpanCollector(options: tracing) }

    func add(_ more: TokenUsage) {
        usage = TokenUsage(
            inputTokens: (usage?.inputTokens ?? 0) + more.inputTokens,
            outputTokens: (usage?.outputTokens ?? 0) + more.outputTokens)
    }

    func trace(id: String, question: String, options: ChainOptions, status: SpanStatus) -> Trace {
        let root =
            spans.tree(openStatus: status)
            ?? Span(
                id: TraceID.hexadecimal(words: 1), parentID: nil, name: "rag_chain", start: start, duration: 0,
                status: status, attributes: [:], inputs: nil, outputs: nil, children: [])
        let trace = Trace(
            id: id, start: start, duration: root.duration, status: status, question: question, answer: text,
            requester: options.requester, clientRequestID: options.clientRequestID, requests: requests, usage: usage,
            citations: citations,
            removedCitations: removed.count, foundNothing: foundNothing, warnings: warnings, root: root)
        return spans.options.applied(to: trace)
    }

    func answer(trace: Trace) -> ChainAnswer {
        ChainAnswer(
            text: text, citations: citations, removedCitations: removed.count, foundNothing: foundNothing,
            warnings: warnings, usage: usage, trace: trace)
    }
}
