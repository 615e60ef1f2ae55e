import Dispatch
import Synchronization

/// The results of pieces of work that do not depend on each other, computed on all processors; in the order of the pieces.
func concurrently<Value: Sendable>(_ work: [@Sendable () -> Value]) -> [Value] {
    let results = Mutex([Value?](repeating: nil, count: work.count))
    DispatchQueue.concurrentPerform(iterations: work.count) { index in
        let value = work[index]()
        results.withLock { $0[index] = value }
    }
    return results.withLock { $0.compactMap(\.self) }
}

/// The results of two pieces of work that do not depend on each other, computed side by side: the first on another thread
/// if one is free before the second is done, which may itself use all processors meanwhile.
func concurrently<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable () -> First, _ second: () -> Second
) -> (First, Second) {
    let one = DeferredValue(first)
    DispatchQueue.global().async { one.compute() }
    let other = second()
    return (one.value(), other)
}

/// A value that the first who asks computes.
private final class DeferredValue<Value: Sendable>: Sendable {
    private let body: @Sendable () -> Value
    private let isClaimed = Atomic<Bool>(false)
    private let result = Mutex<Value?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Value) {
        self.body = body
    }

    /// Computes the value, unless another thread does.
    func compute() {
        guard isClaimed.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else { return }
        let value = body()
        result.withLock { $0 = value }
        isDone.signal()
    }

    /// The value; waits for the thread that computes it, which is never one that has yet to start. To be called once.
    func value() -> Value {
        compute()
        isDone.wait()
        guard let value = result.withLock({ $0 }) else { preconditionFailure("the value was computed") }
        return value
    }
}
