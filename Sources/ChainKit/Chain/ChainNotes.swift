public import ModelServing
import Synchronization

/// How the work of a step tells what its result has no place for: what a model was sent and has counted, and warnings.
///
/// The notes travel with the task and its child tasks; the chain tells them as events when the step ends, and the answer and
/// the trace have them. Outside a chain they go nowhere.
///
///     ChainNotes.add(ChainWarning(Code("stale_prices"), step: .lookup, "prices are of \(date)"))
public enum ChainNotes {
    @TaskLocal static var current: CallNotes?

    /// A model was sent this, or is about to be.
    public static func add(_ request: ModelRequest) { current?.change { $0.requests.append(request) } }

    /// A model counted this; several add up.
    public static func add(_ usage: TokenUsage) { current?.change { $0.usage.append(usage) } }

    /// Something to know that does not end the call.
    public static func add(_ warning: ChainWarning) { current?.change { $0.warnings.append(warning) } }
}

/// The notes of a step, or those of a whole call.
final class CallNotes: Sendable {
    struct Content: Sendable {
        var requests: [ModelRequest] = []
        var usage: [TokenUsage] = []
        var warnings: [ChainWarning] = []
    }

    private let state = Mutex(Content())

    var content: Content { state.withLock { $0 } }

    func change(_ body: (inout Content) -> Void) { state.withLock { body(&$0) } }

    func add(_ more: Content) {
        change {
            $0.requests += more.requests
            $0.usage += more.usage
            $0.warnings += more.warnings
        }
    }
}
