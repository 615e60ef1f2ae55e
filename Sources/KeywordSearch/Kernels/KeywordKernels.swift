package import CKeywordKernels

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One instruction set's kernels for postings, chosen once when the process starts to use them.
///
/// `TESSERA_KERNELS` in the environment names one to use instead of the fastest; a name that is not among them is passed
/// over. All of them give the same bits.
package struct KeywordKernels: Sendable {
    /// `avx512`, `avx2` or `portable`.
    package var name: String { String(cString: table.name) }
    nonisolated(unsafe) package let table: tessera_keyword_kernels

    /// Every table that this processor can run, the fastest first.
    package static let supported: [KeywordKernels] = {
        var kernels: [KeywordKernels] = []
        // SAFETY: the tables are constants of the C target.
        while let table = tessera_keyword_kernels_at(kernels.count)?.pointee {
            kernels.append(KeywordKernels(table: table))
        }
        return kernels
    }()

    /// The table that indexes use.
    package static let current: KeywordKernels = {
        // SAFETY: getenv's string is copied before anything else runs.
        let wanted = getenv("TESSERA_KERNELS").map { String(cString: $0) }
        return supported.first { $0.name == wanted } ?? supported[0]
    }()
}
