#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The system's own files.
package struct PosixFileSystem: FileSystem {
    private let calls: SystemCalls

    /// - Parameter calls: The system's own, but for tests.
    package init(calls: SystemCalls = .system) { self.calls = calls }

    package func open(_ path: String) throws(VectorIndexError) -> any ReadableFile {
        try PosixFile(path, flags: O_RDONLY | O_CLOEXEC, calls)
    }

    /// The file is locked until it is closed, by whatever ends its process too. Where the system has no such locks there is
    /// none, and ``removeAbandoned(_:)`` gets none either.
    package func create(_ path: String) throws(VectorIndexError) -> any WritableFile {
        while true {
            let file = try PosixFile(path, flags: O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, calls)
            file.lock()
            // Another process may have taken it for abandoned before it was locked; then it is gone, and its name is free.
            if try file.hasName { return file }
        }
    }

    package func rename(_ path: String, to other: String) throws(VectorIndexError) {
        if systemRename(path, other) != 0 { throw .system(errno, "rename the new file to", other) }
    }

    package func remove(_ path: String) { unsafe _ = unlink(path) }

    package func removeAbandoned(_ path: String) {
        // Under the lock the file is nobody else's: its name, if it still has one, is removed or has become that of the index,
        // and then `path` names nothing.
        guard let file = try? PosixFile(path, flags: O_RDWR | O_NOFOLLOW | O_CLOEXEC, calls), file.tryLock(),
            (try? file.hasName) == true
        else { return }
        remove(path)
    }

    package func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    package func synchronizeFolder(_ path: String) throws(VectorIndexError) {
        try PosixFile(path, flags: O_RDONLY | O_CLOEXEC, calls).synchronize()
    }
}

/// One file descriptor.
private final class PosixFile: ReadableFile, WritableFile {
    private let descriptor: Int32
    private let path: String
    private let calls: SystemCalls

    init(_ path: String, flags: Int32, _ calls: SystemCalls) throws(VectorIndexError) {
        self.path = path
        self.calls = calls
        descriptor = retrying { systemOpen(path, flags, 0o644) }
        if descriptor < 0 { throw .system(errno, "open", path) }
    }

    deinit { _ = close(descriptor) }

    /// Waits for the lock, which others hold for a moment only.
    func lock() { _ = retrying { flock(descriptor, LOCK_EX) } }

    func tryLock() -> Bool { retrying { flock(descriptor, LOCK_EX | LOCK_NB) } == 0 }

    /// Whether any name still leads to the file.
    var hasName: Bool {
        get throws(VectorIndexError) { try status().st_nlink > 0 }
    }

    private func status() throws(VectorIndexError) -> stat {
        var status = stat()
        if unsafe fstat(descriptor, &status) != 0 { throw .system(errno, "examine", path) }
        return status
    }

    var length: Int {
        get throws(VectorIndexError) {
            let status = try status()
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
                unsafe calls.read(
                    descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done, offset + done)
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
                unsafe calls.write(
                    descriptor, buffer.baseAddress.unsafelyUnwrapped + done, buffer.count - done, offset + done)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { throw .system(count < 0 ? errno : EIO, "write", path) }
            done += count
        }
    }

    func synchronize() throws(VectorIndexError) {
        if retrying({ calls.synchronize(descriptor) }) != 0 { throw .system(errno, "synchronize", path) }
    }
}

/// Calls again what a signal has interrupted.
private func retrying(_ call: () -> Int32) -> Int32 {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

// The protocol's methods hide the C functions of the same names.
// SAFETY: the strings live through the calls.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { unsafe open(path, flags, mode) }
private func systemRename(_ path: String, _ other: String) -> Int32 { unsafe rename(path, other) }

extension VectorIndexError {
    static func system(_ number: Int32, _ action: String, _ path: String) -> VectorIndexError {
        // SAFETY: strerror's string is copied at once.
        let reason = unsafe String(cString: strerror(number))
        if number == ENOENT, action == "open" {
            return VectorIndexError(.fileNotFound, "there is no file at \(path), or no folder to hold it")
        }
        return VectorIndexError(.ioFailure, "cannot \(action) \(path): \(reason)")
    }
}
