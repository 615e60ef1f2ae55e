#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The system calls whose results a file must not take for granted: they do less than they were asked, or are interrupted.
///
/// A seam for tests, which answer as a system under stress does.
@safe
package struct SystemCalls: Sendable {
    /// `pread`: descriptor, where to, how many bytes, offset; how many were read, or -1 with `errno`.
    package var read: @Sendable (Int32, UnsafeMutableRawPointer, Int, Int) -> Int
    /// `pwrite`: descriptor, where from, how many bytes, offset; how many were written, or -1 with `errno`.
    package var write: @Sendable (Int32, UnsafeRawPointer, Int, Int) -> Int
    /// Makes a file durable: 0, or -1 with `errno`.
    package var synchronize: @Sendable (Int32) -> Int32

    /// SAFETY: the caller's buffer has the bytes that it says.
    package static let system = unsafe SystemCalls(
        read: { unsafe pread($0, $1, $2, off_t($3)) },
        write: { unsafe pwrite($0, $1, $2, off_t($3)) },
        synchronize: { descriptor in
            #if canImport(Darwin)
                // There fsync leaves the bytes in the drive's cache; not every file system knows the other.
                if fcntl(descriptor, F_FULLFSYNC) == 0 { return 0 }
            #endif
            return fsync(descriptor)
        })
}
