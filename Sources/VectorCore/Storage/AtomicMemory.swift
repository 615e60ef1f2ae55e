import Synchronization

// Words of plain memory that searches read while a change writes them. `Atomic<UInt32>` and `Atomic<UInt64>` have the
// layout of their values, so an aligned word can be read as one wherever it lies. On x86-64 a load that acquires and a
// store that releases are ordinary moves.

extension UnsafeMutablePointer<UInt32> {
    @unsafe @inline(__always)
    func loadAcquiring() -> UInt32 {
        unsafe UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt32>.self).pointee
            .load(ordering: .acquiring)
    }

    @unsafe @inline(__always)
    func storeReleasing(_ value: UInt32) {
        unsafe UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt32>.self).pointee
            .store(value, ordering: .releasing)
    }
}

extension UnsafeMutablePointer<UInt64> {
    @unsafe @inline(__always)
    func loadAcquiring() -> UInt64 {
        unsafe UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt64>.self).pointee
            .load(ordering: .acquiring)
    }

    @unsafe @inline(__always)
    func storeReleasing(_ value: UInt64) {
        unsafe UnsafeMutableRawPointer(self).assumingMemoryBound(to: Atomic<UInt64>.self).pointee
            .store(value, ordering: .releasing)
    }
}
