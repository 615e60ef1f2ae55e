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
    /// What the ids of the call's spans are made from: one random number, where each asks the system.
    private let seed = UInt64.random(in: .min ... .max)
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
            id: "", parentID: nil, name: name, start: Date().timeIntervalSince1970, duration: 0, status: .ok,
            attributes: [:], inputs: nil, outputs: nil, children: [])
        return spans.withLock { spans in
            var open = Open(span: span, parent: parent, begin: .now)
            open.span.id = TraceID.hexadecimal(id(UInt64(spans.count)))
            if let parent { open.span.parentID = spans[parent].span.id }
            spans.append(open)
            return spans.count - 1
        }
    }

    /// Of each position another.
    ///
    /// - Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).
    private func id(_ position: UInt64) -> UInt64 {
        var word = seed &+ (position + 1) &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
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
        return (0..<words).map { _ in hexadecimal(generator.next()) }.joined()
    }

    /// All 16 digits.
    static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
