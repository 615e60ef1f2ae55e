#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The system's own files.
package struct PosixFileSystem: FileSystem {
    package init() {}

    package func open(_ path: String) throws(VectorIndexError) -> any ReadableFile {
        try PosixFile(path, flags: O_RDONLY | O_CLOEXEC)
    }

    package func create(_ path: String) throws(VectorIndexError) -> any WritableFile {
        try PosixFile(path, flags: O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC)
    }

    package func rename(_ path: String, to other: String) throws(VectorIndexError) {
        if systemRename(path, other) != 0 { throw .system(errno, "rename the new file to", other) }
    }

    package func remove(_ path: String) { unsafe _ = unlink(path) }

    package func synchronizeFolder(_ path: String) throws(VectorIndexError) {
        try PosixFile(path, flags: O_RDONLY | O_CLOEXEC).synchronize()
    }
}

/// One file descriptor.
private final class PosixFile: ReadableFile, WritableFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String, flags: Int32) throws(VectorIndexError) {
        self.path = path
        descriptor = systemOpen(path, flags, 0o644)
        if descriptor < 0 { throw .system(errno, "open", path) }
    }

    deinit { _ = close(descriptor) }

    var length: Int {
        get throws(VectorIndexError) {
            var status = stat()
            if unsafe fstat(descriptor, &status) != 0 { throw .system(errno, "examine", path) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw VectorIndexError(.fileUnsupported, "\(path) is not a regular file")
            }
            return Int(status.st_size)
        }
    }

    func read(at offset: Int, into target: inout MutableRawSpan) throws(VectorIndexError) {
        var done = 0
        while done < target.byteCount {
            // SAFETY: reads into what is left of the target.
            let count = unsafe target.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .system(errno, "read", path) }
            if count == 0 { throw VectorIndexError(.fileDamaged, "\(path) ends at byte \(offset + done)") }
            done += count
        }
    }

    @unsafe
    func map(at offset: Int, bytes: Int, over address: UnsafeMutableRawPointer) -> Bool {
        // SAFETY: the caller has the memory; the kernel rounds the length up to whole pages, as the caller knows.
        unsafe MappedMemory.map(descriptor, at: offset, bytes, over: address)
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(VectorIndexError) {
        var done = 0
        while done < bytes.byteCount {
            // SAFETY: writes what is left of the bytes.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw .system(count < 0 ? errno : EIO, "write", path) }
            done += count
        }
    }

    func synchronize() throws(VectorIndexError) {
        if fsync(descriptor) != 0 { throw .system(errno, "synchronize", path) }
    }
}

// The protocol's methods hide the C functions of the same names.
// SAFETY: the strings live through the calls.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { unsafe open(path, flags, mode) }
private func systemRename(_ path: String, _ other: String) -> Int32 { unsafe rename(path, other) }

extension VectorIndexError {
    fileprivate static func system(_ number: Int32, _ action: String, _ path: String) -> VectorIndexError {
        // SAFETY: strerror's string is copied at once.
        let reason = unsafe String(cString: strerror(number))
        if number == ENOENT, action == "open" {
            return VectorIndexError(.fileNotFound, "there is no file at \(path), or no folder to hold it")
        }
        return VectorIndexError(.ioFailure, "cannot \(action) \(path): \(reason)")
    }
}
