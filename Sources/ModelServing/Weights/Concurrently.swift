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

/// The results of two pieces of work that do not depend on each other, computed side by side.
func concurrently<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
    let one = Mutex<First?>(nil)
    let other = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let value = first()
            one.withLock { $0 = value }
        } else {
            let value = second()
            other.withLock { $0 = value }
        }
    }
    guard let first = one.withLock({ $0 }), let second = other.withLock({ $0 }) else {
        preconditionFailure("both pieces of work were done")
    }
    return (first, second)
}
