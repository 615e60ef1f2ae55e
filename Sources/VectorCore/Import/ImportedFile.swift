#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A regular file of another program, mapped for reading: what is read of it is the system's own copy, which the system
/// takes back when it needs the memory.
///
/// The file must not be shortened while it is open: reading a page that is gone ends the process, and no check beforehand
/// can tell.
@safe
final class ImportedFile: @unchecked Sendable {
    let path: String
    /// Its length in bytes.
    let length: Int
    private let address: UnsafeRawPointer

    init(_ path: String) throws(VectorIndexError) {
        self.path = path
        // Without waiting, so that a pipe that nobody writes to is refused below.
        // SAFETY: the path lives through the call.
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0 { throw .system(errno, "open", path) }
        defer { _ = close(descriptor) }
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw .system(errno, "examine", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw VectorIndexError(.fileUnsupported, "\(path) is not a regular file")
        }
        length = Int(status.st_size)
        guard length > 0 else { throw .malformed(path, "it is empty") }
        // SAFETY: a mapping of the file's length, which goes with this object; nobody writes to it.
        let failed = unsafe UnsafeMutableRawPointer(bitPattern: -1)
        guard let mapped = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe mapped != failed
        else {
            throw .system(errno, "map", path)
        }
        unsafe address = UnsafeRawPointer(mapped)
    }

    deinit { unsafe _ = munmap(UnsafeMutableRawPointer(mutating: address), length) }

    /// A number at an offset, little-endian; the file must reach so far.
    @inline(__always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type, at offset: Int) -> Number {
        precondition(offset >= 0 && offset <= length - MemoryLayout<Number>.size, "\(offset) of \(length) bytes")
        // SAFETY: within the mapping, as was just made sure; any bits are a number.
        return unsafe Number(littleEndian: address.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// The bytes of a range, which must lie within the file.
    func withBytes<Result>(_ range: Range<Int>, _ body: (RawSpan) -> Result) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= length, "\(range) of \(length) bytes")
        // SAFETY: within the mapping, which lives as long as this object.
        let bytes = unsafe UnsafeRawBufferPointer(start: address + range.lowerBound, count: range.count)
        return body(unsafe bytes.bytes)
    }

    /// Takes the pages of what has been read out of this process's memory; they are read again when they are used again.
    func forget(_ range: Range<Int>) {
        let page = Int(getpagesize())
        let first = range.lowerBound / page * page
        // SAFETY: advice about whole pages of a mapping that nobody writes to.
        unsafe _ = madvise(UnsafeMutableRawPointer(mutating: address + first), range.upperBound - first, MADV_DONTNEED)
    }
}

extension VectorIndexError {
    static func malformed(_ path: String, _ reason: String) -> VectorIndexError {
        VectorIndexError(.fileMalformed, "\(path) cannot be read: \(reason)")
    }

    static func unsupported(_ path: String, _ reason: String) -> VectorIndexError {
        VectorIndexError(.fileUnsupported, "\(path) cannot be read: \(reason)")
    }
}
