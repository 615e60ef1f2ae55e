#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// State that many threads read at once and one at a time changes.
///
/// A waiting writer goes before later readers, so that a stream of searches cannot hold it off for ever; a reader
/// must therefore not read again inside its own read.
@safe
package final class ReadWriteLock<State: ~Copyable>: @unchecked Sendable {
    private var state: State
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    package init(_ state: consuming State) {
        self.state = state
        // SAFETY: the lock's memory lives as long as this object and never moves.
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_rwlock_t())
        #if canImport(Glibc)
            var attributes = pthread_rwlockattr_t()
            unsafe pthread_rwlockattr_init(&attributes)
            unsafe pthread_rwlockattr_setkind_np(
                &attributes, Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
            unsafe pthread_rwlock_init(lock, &attributes)
            unsafe pthread_rwlockattr_destroy(&attributes)
        #else
            unsafe pthread_rwlock_init(lock, nil)
        #endif
    }

    deinit {
        unsafe pthread_rwlock_destroy(lock)
        unsafe lock.deallocate()
    }

    package func read<Result: ~Copyable, Failure: Error>(
        _ body: (borrowing State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // SAFETY: the state is only borrowed while no writer holds the lock.
        unsafe pthread_rwlock_rdlock(lock)
        defer { unsafe pthread_rwlock_unlock(lock) }
        return try body(state)
    }

    package func write<Result: ~Copyable, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // SAFETY: the state is only changed while nobody else holds the lock.
        unsafe pthread_rwlock_wrlock(lock)
        defer { unsafe pthread_rwlock_unlock(lock) }
        return try body(&state)
    }
}
