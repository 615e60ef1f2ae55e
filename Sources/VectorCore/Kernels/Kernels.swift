import CVectorKernels

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One instruction set's distance kernels, chosen once when the process starts to use them.
///
/// `TESSERA_KERNELS` in the environment names one to use instead of the fastest, such as `portable`; a name this
/// processor cannot run is passed over.
@safe public struct Kernels: Sendable {
    /// `avx512`, `avx2`, `neon` or `portable`.
    public let name: String
    /// Function pointers to pure functions, and a constant string.
    nonisolated(unsafe) let table: tessera_kernels

    /// Every table that this processor can run, the fastest first and portable last.
    public static let supported: [Kernels] = {
        // SAFETY: the tables are constants of the C target, so the pointers are valid for ever.
        (0..<tessera_kernels_count()).compactMap { index in
            guard let table = unsafe tessera_kernels_at(index)?.pointee else { return nil }
            return unsafe Kernels(name: String(cString: table.name), table: table)
        }
    }()

    /// The table that indexes use.
    public static let current: Kernels = {
        // SAFETY: getenv's string is copied before anything else runs.
        let wanted = unsafe getenv("TESSERA_KERNELS").map { unsafe String(cString: $0) }
        return supported.first { $0.name == wanted } ?? supported[0]
    }()

    /// The name of the instruction set that indexes use, for reports.
    public static var instructionSet: String { current.name }

    /// CRC-32C (Castagnoli) of some bytes, going on from a former result.
    package func checksum(_ bytes: RawSpan, after former: UInt32 = 0) -> UInt32 {
        // SAFETY: reads exactly the buffer's bytes.
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe table.crc32c(former, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    /// The checksums of blocks of bytes, of which the last may be shorter.
    func checksums(_ bytes: RawSpan, block: Int) -> [UInt32] {
        stride(from: 0, to: bytes.byteCount, by: block).map { start in
            checksum(bytes.extracting(start..<min(start + block, bytes.byteCount)))
        }
    }
}
