import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Memory from the system: zeroed, committed as it is touched, and refused with nil and not with a crash.
enum MappedMemory {
    static var hugePage: Int { 2 << 20 }
    static var page: Int { Int(getpagesize()) }

    /// - Parameter alignment: Nil for that of a page.
    @unsafe
    static func map(_ bytes: Int, alignment: Int? = nil) -> UnsafeMutableRawPointer? {
        // SAFETY: a fresh anonymous mapping; what lies outside the aligned part is given back.
        let failed = unsafe UnsafeMutableRawPointer(bitPattern: -1)
        let length = bytes + (alignment ?? 0)
        guard
            let mapped = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | anonymousMapping, -1, 0),
            unsafe mapped != failed
        else { return nil }
        guard let alignment else { return unsafe mapped }
        let before = (alignment - Int(bitPattern: mapped) % alignment) % alignment
        let aligned = unsafe mapped + before
        if before > 0 { unsafe munmap(mapped, before) }
        if before < alignment { unsafe munmap(aligned + bytes, alignment - before) }
        return unsafe aligned
    }

    @unsafe
    static func unmap(_ address: UnsafeMutableRawPointer, _ bytes: Int) {
        // SAFETY: the caller mapped it with this length, and nobody uses it any more.
        unsafe munmap(address, bytes)
    }

    @unsafe
    static func adviseHuge(_ address: UnsafeMutableRawPointer?, _ bytes: Int) {
        #if os(Linux)
            // SAFETY: advice about a mapping of this length; a kernel without huge pages refuses it harmlessly.
            unsafe madvise(address, bytes, 14)  // MADV_HUGEPAGE, which not every C library names
        #endif
    }
}

/// How many bytes an index may take from the system; for tests of what happens when there are no more.
package final class MemoryBudget: Sendable {
    private let left: Atomic<Int>

    package init(bytes: Int) { left = Atomic(bytes) }

    func take(_ bytes: Int) -> Bool {
        if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
        left.add(bytes, ordering: .relaxed)
        return false
    }
}

#if canImport(Darwin)
    private let anonymousMapping = MAP_ANON
#else
    private let anonymousMapping = MAP_ANONYMOUS
#endif
