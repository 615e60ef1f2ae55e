import Foundation
package import VectorCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that appears under its name only when it is whole.
///
/// Written aside and renamed; what is there and is no regular file, such as `/dev/stdout`, is written in place.
package final class OutputFile {
    package let path: String
    private let partial: String
    private var descriptor: Int32
    private var pending: [UInt8] = []

    package init(_ path: String) throws(VectorFileError) {
        var status = stat()
        let aside = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        self.path = path
        partial = aside ? path + ".partial" : path
        descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw VectorFileError(path: path, reason: Self.reason(errno)) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if partial != path { unlink(partial) }
    }

    /// Refuses a path that cannot be written, before work is done for it; makes nothing.
    package static func check(_ path: String) throws(VectorFileError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(folder, W_OK) == 0 else {
            throw VectorFileError(path: path, reason: Self.reason(errno))
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw VectorFileError(path: path, reason: "this is a folder")
        }
    }

    package func write(_ bytes: some Sequence<UInt8>) throws(VectorFileError) {
        pending.append(contentsOf: bytes)
        if pending.count >= 1 << 20 { try flush() }
    }

    /// Puts the file under its name; without this call nothing is left of it.
    package func finish() throws(VectorFileError) {
        try flush()
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, partial == path || rename(partial, path) == 0 else {
            let reason = Self.reason(errno)
            if partial != path { unlink(partial) }
            throw VectorFileError(path: path, reason: reason)
        }
    }

    private func flush() throws(VectorFileError) {
        var failure: Int32?
        pending.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                #else
                    let count = Darwin.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                #endif
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    failure = errno
                    return
                }
                done += count
            }
        }
        if let failure { throw VectorFileError(path: path, reason: Self.reason(failure)) }
        pending.removeAll(keepingCapacity: true)
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension StoredVectors {
    /// Writes ids as `.ivecs`.
    package static func write(_ ids: IDTable, to path: String) throws(VectorFileError) {
        let file = try OutputFile(path)
        for row in 0..<ids.rows {
            try file.write(littleEndian(UInt32(ids.columns)))
            for id in ids[row: row] { try file.write(littleEndian(UInt32(bitPattern: id))) }
        }
        try file.finish()
    }

    /// Writes vectors as `.fvecs`, or as a float32 `.npy` of version 1, by the name's ending.
    package static func write(_ vectors: Matrix, to path: String) throws(VectorFileError) {
        let isNumPy = (path as NSString).pathExtension.lowercased() == "npy"
        let file = try OutputFile(path)
        if isNumPy { try file.write(numPyHeader(rows: vectors.rows, columns: vectors.columns)) }
        for row in 0..<vectors.rows {
            if !isNumPy { try file.write(littleEndian(UInt32(vectors.columns))) }
            for value in vectors[row: row] { try file.write(littleEndian(value.bitPattern)) }
        }
        try file.finish()
    }

    /// Padded so that the values start at a multiple of 64, as NumPy does.
    private static func numPyHeader(rows: Int, columns: Int) -> [UInt8] {
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        text += String(repeating: " ", count: 63 - (10 + text.utf8.count) % 64) + "\n"
        return [0x93] + Array("NUMPY".utf8)
            + [1, 0, UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8)] + Array(text.utf8)
    }

    private static func littleEndian(_ bits: UInt32) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
            UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 24),
        ]
    }
}
