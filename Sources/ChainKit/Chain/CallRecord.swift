import Foundation
import ModelServing

/// What one call has come to so far; the answer and the trace are made from it.
final class CallRecord {
    let spans: SpanCollector
    /// Requests, usage and warnings of all steps.
    let notes = CallNotes()
    /// What stands in the trace; a guardrail may mask it.
    var question: String
    private let start = Date().timeIntervalSince1970
    var text = ""
    var citations: [Citation] = []
    /// The numbers that resolved to nothing, as `[9]`.
    var removed: [String] = []
    var foundNothing = false
    /// All steps have ended well.
    var isComplete = false

    init(question: String, tracing: TraceOptions) {
        self.question = question
        spans = SpanCollector(options: tracing)
    }

    private var usage: TokenUsage? {
        let all = notes.content.usage
        return all.isEmpty ? nil : all.reduce(.zero, +)
    }

    func trace(id: String, options: ChainOptions, status: SpanStatus) -> Trace {
        let root =
            spans.tree(openStatus: status)
            ?? Span(
                id: TraceID.hexadecimal(words: 1), parentID: nil, name: "rag_chain", start: start, duration: 0,
                status: status, attributes: [:], inputs: nil, outputs: nil, children: [])
        let trace = Trace(
            id: id, start: start, duration: root.duration, status: status, question: question, answer: text,
            requester: options.requester, clientRequestID: options.clientRequestID,
            requests: notes.content.requests, usage: usage, citations: citations,
            removedCitations: removed.count, foundNothing: foundNothing, warnings: notes.content.warnings, root: root)
        return spans.options.applied(to: trace)
    }

    func answer(trace: Trace) -> ChainAnswer {
        ChainAnswer(
            text: text, citations: citations, removedCitations: removed.count, foundNothing: foundNothing,
            warnings: notes.content.warnings, usage: usage, trace: trace)
    }
}
