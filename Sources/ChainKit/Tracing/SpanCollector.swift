import Foundation
import Synchronization
import Tracing

/// Gathers the spans of one call while they happen.
final class SpanCollector: Sendable {
    private struct Open {
        var span: Span
        var parent: Int?
        var begin: ContinuousClock.Instant
        var isEnded = false
    }

    private let spans = Mutex<[Open]>([])
    let options: TraceOptions
    /// nil where nobody listens while spans happen.
    let tracer: (any Tracer)?

    init(options: TraceOptions = TraceOptions()) {
        self.options = options
        let tracer = options.tracer ?? InstrumentationSystem.tracer
        self.tracer = tracer is NoOpTracer ? nil : tracer
    }

    /// - Returns: The span's position, by which it is ended.
    func begin(_ name: String, parent: Int?) -> Int {
        let span = Span(
            id: TraceID.hexadecimal(words: 1), parentID: nil, name: name, start: Date().timeIntervalSince1970,
            duration: 0, status: .ok, attributes: [:], inputs: nil, outputs: nil, children: [])
        return spans.withLock { spans in
            var open = Open(span: span, parent: parent, begin: .now)
            if let parent { open.span.parentID = spans[parent].span.id }
            spans.append(open)
            return spans.count - 1
        }
    }

    func change(_ position: Int, _ body: (inout Span) -> Void) {
        spans.withLock { body(&$0[position].span) }
    }

    /// The span as it is now, without its children.
    func span(_ position: Int) -> Span { spans.withLock { $0[position].span } }

    /// - Returns: Its duration in seconds.
    @discardableResult
    func end(_ position: Int, status: SpanStatus) -> Double {
        spans.withLock { spans in
            spans[position].span.duration = (ContinuousClock.now - spans[position].begin).inSeconds
            spans[position].span.status = status
            spans[position].isEnded = true
            return spans[position].span.duration
        }
    }

    /// The tree under the first span; spans that are still open last until now and carry `status`.
    func tree(openStatus: SpanStatus) -> Span? {
        var open = spans.withLock { $0 }
        let now = ContinuousClock.now
        // Children come after their parents, so going backwards completes each before it is handed up.
        for position in open.indices.reversed() {
            if !open[position].isEnded {
                open[position].span.duration = (now - open[position].begin).inSeconds
                open[position].span.status = openStatus
            }
            open[position].span.children.reverse()
            if let parent = open[position].parent { open[parent].span.children.append(open[position].span) }
        }
        return open.first?.span
    }
}

enum TraceID {
    /// Random digits, 16 for each word.
    static func hexadecimal(words: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<words).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
