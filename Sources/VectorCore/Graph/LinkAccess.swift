import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How a node's links are changed: alone, or beside other threads that link nodes too. Reading them asks nobody.
protocol LinkAccess {
    /// Runs `body` while nobody else changes the slot's links.
    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result
}

/// One thread changes the graph.
struct ExclusiveAccess: LinkAccess {
    @inline(__always)
    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result { body() }
}

/// Many threads link nodes at once: a spin lock, held for some microseconds at most, for each of a few thousand groups
/// of slots.
@safe
final class SharedAccess: LinkAccess, @unchecked Sendable {
    private static let groups = 4096
    private let isHeld: UnsafeMutablePointer<Atomic<Bool>>

    init() {
        // SAFETY: initialized here, and gone with this object.
        unsafe isHeld = .allocate(capacity: Self.groups)
        for group in 0..<Self.groups { unsafe (isHeld + group).initialize(to: Atomic(false)) }
    }

    deinit { unsafe isHeld.deallocate() }

    func withLinks<Result>(of slot: UInt32, _ body: () -> Result) -> Result {
        // SAFETY: the group is below the count.
        let lock = unsafe isHeld + Int(slot) & (Self.groups - 1)
        var turns = 0
        while unsafe lock.pointee.exchange(true, ordering: .acquiring) {
            while unsafe lock.pointee.load(ordering: .relaxed) {
                turns += 1
                // Its holder may be waiting for this very core.
                if turns % 1000 == 0 { sched_yield() }
            }
        }
        defer { unsafe lock.pointee.store(false, ordering: .releasing) }
        return body()
    }
}
