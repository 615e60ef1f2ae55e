import CVectorKernels
import Synchronization

#if canImport(Accelerate)
    import Accelerate
#else
    import CBLAS
#endif

/// The matrix kernels of the BLAS that is linked.
public enum BLAS {
    /// What the loaded library calls itself, such as "OpenBLAS 0.3.21 …"; nil for one that does not say, which is
    /// most likely the reference implementation, many times slower. Install `libopenblas-dev` then.
    public static var name: String? {
        guard let name = unsafe tessera_blas_name() else { return nil }
        return unsafe String(cString: name)
    }

    /// Sets how many threads each call uses, process-wide; our own parallel loops set one.
    public static func setThreads(_ count: Int) {
        tessera_blas_set_threads(Int32(clamping: count))
    }

    /// Runs what calls BLAS or LAPACK; one thread after the other where the loaded library needs that.
    static func calling<Result: ~Copyable>(_ body: () -> Result) -> Result {
        guard takesTurns else { return body() }
        return turn.withLock { _ in body() }
    }

    /// OpenBLAS without threads has no locks either: two threads that call it get wrong sums now and then.
    private static let takesTurns = tessera_blas_takes_turns() != 0
    private static let turn = Mutex(())

    /// `C = alpha · A · Bᵀ + beta · C`, all row-major.
    ///
    /// Shape: `a` is (m, k), `b` is (n, k), `c` is (m, n), each with the given distance between rows.
    @unsafe
    package static func multiplyTransposed(
        m: Int, n: Int, k: Int, alpha: Float = 1,
        a: UnsafePointer<Float>, aStride: Int, b: UnsafePointer<Float>, bStride: Int,
        beta: Float = 0, c: UnsafeMutablePointer<Float>, cStride: Int
    ) {
        // SAFETY: the caller owns blocks of the shapes above; BLAS reads and writes within them.
        calling {
            unsafe cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, Int32(m), Int32(n), Int32(k), alpha,
                a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
        }
    }

    /// `C = alpha · A · B + beta · C`, all row-major.
    ///
    /// Shape: `a` is (m, k), `b` is (k, n), `c` is (m, n), each with the given distance between rows.
    @unsafe
    package static func multiply(
        m: Int, n: Int, k: Int, alpha: Float = 1,
        a: UnsafePointer<Float>, aStride: Int, b: UnsafePointer<Float>, bStride: Int,
        beta: Float = 0, c: UnsafeMutablePointer<Float>, cStride: Int
    ) {
        // SAFETY: the caller owns blocks of the shapes above; BLAS reads and writes within them.
        calling {
            unsafe cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(m), Int32(n), Int32(k), alpha,
                a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
        }
    }
}
