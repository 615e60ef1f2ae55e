import Synchronization

/// How a graph's links are read and changed: alone, or beside other threads that link nodes too.
protocol LinkAccess {
    /// Runs `body` while nobody changes the slot's links.
    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result
}

/// One thread changes the graph, or none does.
struct ExclusiveAccess: LinkAccess {
    @inline(__always)
    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result { body() }
}

/// Many threads link nodes at once: a spin lock for each of a few thousand groups of slots.
final class SharedAccess: LinkAccess, Sendable {
    private static let groups = 4096
    private let locks: [SpinLock] = (0..<groups).map { _ in SpinLock() }

    @inline(__always)
    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result {
        let lock = locks[Int(slot) & (Self.groups - 1)]
        lock.lock()
        defer { lock.unlock() }
        return body()
    }
}

/// A lock held for some hundred nanoseconds.
private final class SpinLock: Sendable {
    private let isHeld = Atomic(false)

    @inline(__always)
    func lock() {
        while isHeld.exchange(true, ordering: .acquiring) {
            while isHeld.load(ordering: .relaxed) {}
        }
    }

    @inline(__always)
    func unlock() { isHeld.store(false, ordering: .releasing) }
}
