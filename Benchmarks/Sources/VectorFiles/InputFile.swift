import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A regular file of known size, read at offsets in blocks.
///
/// Reading, where a map would do, so that a file which shrinks meanwhile is an error and not a bus error.
final class InputFile {
    let path: String
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(VectorFileError) {
        // Non-blocking, so that a pipe without a writer is refused below and not waited for.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw VectorFileError(path: path, reason: Self.reason(errno)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = Self.reason(errno)
            close(descriptor)
            throw VectorFileError(path: path, reason: reason)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw VectorFileError(path: path, reason: "this is not a regular file")
        }
        self.path = path
        self.size = Int(status.st_size)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func refuse(_ reason: String) -> VectorFileError { VectorFileError(path: path, reason: reason) }

    /// Fills `bytes` from `offset` on; the file must hold that much.
    func read(at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(VectorFileError) {
        var done = 0
        while done < bytes.count {
            let count = pread(
                descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw refuse(Self.reason(errno)) }
            guard count > 0 else { throw refuse("it ends at byte \(offset + done), before its \(size) bytes") }
            done += count
        }
    }

    func bytes(at offset: Int, count: Int) throws(VectorFileError) -> [UInt8] {
        guard offset >= 0, count >= 0, count <= size - offset else {
            throw refuse("it is truncated: \(count) bytes at \(offset) are needed, it has \(size)")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: VectorFileError?
        bytes.withUnsafeMutableBytes { buffer in
            do throws(VectorFileError) { try read(at: offset, into: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Refuses what cannot fit before it is allocated.
    func checkFits(values: Int, bytesEach: Int) throws(VectorFileError) {
        let (bytes, overflow) = values.multipliedReportingOverflow(by: bytesEach)
        let memory = ProcessInfo.processInfo.physicalMemory
        guard !overflow, UInt64(bytes) <= memory else {
            throw refuse("its \(values) values take more than this machine's \(memory >> 20) MiB of memory")
        }
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
