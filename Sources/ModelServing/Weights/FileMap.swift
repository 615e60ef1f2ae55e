#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file mapped for reading, whose pages count as this process's memory only between being read and being dropped.
///
/// A file that is cut short in place ends a process that still reads it.
final class FileMap: @unchecked Sendable {
    /// Bytes to read before their pages are dropped: few at a time count as this process's memory, and each time the other
    /// processors are interrupted.
    static let block = 1 << 20

    let bytes: UnsafeRawBufferPointer

    /// Nil for a file that cannot be opened or has nothing to map.
    init?(_ path: String) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
        let count = Int(status.st_size)
        // SAFETY: a fresh mapping of this length, unmapped in `deinit` alone.
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0),
            start != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }

    /// Gives the whole pages of a range back; they are read again when they are touched.
    func drop(_ range: Range<Int>) {
        let page = Int(getpagesize())
        let first = (range.lowerBound + page - 1) / page * page
        let last = range.upperBound / page * page
        guard first < last, let start = bytes.baseAddress else { return }
        // SAFETY: pages of this mapping, which is of a file and never written: the file has what they hold.
        madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, Int32(MADV_DONTNEED))
    }
}

extension Range<Int> {
    /// The range in pieces of a length, of which the last may be shorter.
    func cut(into length: Int) -> some Sequence<Range<Int>> {
        stride(from: lowerBound, to: upperBound, by: length).lazy.map { $0..<Swift.min($0 + length, upperBound) }
    }
}
