import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Memory from the system: zeroed, committed as it is touched, and refused with nil and not with a crash.
package enum MappedMemory {
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

    /// Address space that is committed as it is touched, and not counted before, for pages of a file to be put over.
    @unsafe
    package static func reserve(_ bytes: Int) -> UnsafeMutableRawPointer? {
        // SAFETY: a fresh anonymous mapping.
        let mapped = unsafe mmap(
            nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | anonymousMapping | MAP_NORESERVE, -1, 0)
        return unsafe mapped == UnsafeMutableRawPointer(bitPattern: -1) ? nil : mapped
    }

    /// Puts a file's pages over memory that was mapped before; what is written to them stays in memory.
    @unsafe
    static func map(_ file: Int32, at offset: Int, _ bytes: Int, over address: UnsafeMutableRawPointer) -> Bool {
        guard offset % pageBytes == 0, Int(bitPattern: address) % pageBytes == 0 else { return false }
        // SAFETY: replaces whole pages that the caller has mapped.
        let mapped = unsafe mmap(
            address, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, file, off_t(offset))
        return unsafe mapped == address
    }

    static let pageBytes = Int(getpagesize())
    static let processors = max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)

    /// Reads pages of a file that is mapped: false where they cannot be read, which touching them would end the process
    /// for. A system that cannot say reads them when they are touched.
    @unsafe
    static func populate(_ address: UnsafeRawPointer, _ bytes: Int) -> Bool {
        #if os(Linux)
            let offset = Int(bitPattern: address) % pageBytes
            // SAFETY: advice about pages of the caller's.
            let start = unsafe UnsafeMutableRawPointer(mutating: address - offset)
            if unsafe madvise(start, bytes + offset, 22) != 0 {  // MADV_POPULATE_READ, from Linux 5.14 on
                return errno == EINVAL || errno == EINTR || errno == EAGAIN || errno == ENOMEM
            }
        #endif
        return true
    }

    /// Commits memory that will be written from first to last, rather than page by page as it is touched.
    @unsafe
    static func commit(_ address: UnsafeRawPointer, _ bytes: Int) {
        #if os(Linux)
            unsafe advise(address, bytes, 23)  // MADV_POPULATE_WRITE, from Linux 5.14 on; refused harmlessly before
        #endif
    }

    /// Says that single pages will be touched at random, so that no others are read along with them.
    @unsafe
    static func adviseRandom(_ address: UnsafeRawPointer, _ bytes: Int) { unsafe advise(address, bytes, MADV_RANDOM) }

    /// Says that all of some pages will be read soon.
    @unsafe
    static func adviseNeeded(_ address: UnsafeRawPointer, _ bytes: Int) { unsafe advise(address, bytes, MADV_WILLNEED) }

    @unsafe
    private static func advise(_ address: UnsafeRawPointer, _ bytes: Int, _ advice: some BinaryInteger) {
        let offset = Int(bitPattern: address) % pageBytes
        // SAFETY: advice about pages of the caller's changes nothing of what they hold.
        unsafe madvise(UnsafeMutableRawPointer(mutating: address - offset), bytes + offset, Int32(advice))
    }

    @unsafe
    package static func unmap(_ address: UnsafeMutableRawPointer, _ bytes: Int) {
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
