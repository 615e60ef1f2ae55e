import Dispatch
import Synchronization

/// The results of `body` for 0 ..< count, in order, computed on so many threads.
///
/// Threads take the next index as they become free, so uneven costs even out.
func parallelMap<Result: Sendable>(count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
    if threads == 1 || count <= 1 { return (0..<count).map(body) }
    return unsafe Array(unsafeUninitializedCapacity: count) { buffer, initialized in
        let next = Atomic(0)
        // SAFETY: every index is taken by one thread, which initializes its element; all have ended before the array
        // is read.
        nonisolated(unsafe) let results = unsafe buffer
        withoutActuallyEscaping(body) { body in
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < count else { return }
                    unsafe results.initializeElement(at: index, to: body(index))
                }
            }
        }
        initialized = count
    }
}
