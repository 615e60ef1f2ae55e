#if canImport(Accelerate)
    import Accelerate
#else
    import CBLAS
#endif

/// The decompositions of the LAPACK that is linked.
enum LAPACK {
    /// Eigenvalues of a symmetric matrix, ascending, and its eigenvectors as rows; nil where it does not converge.
    ///
    /// Shape: `matrix` is (n, n), and so are the vectors.
    static func eigenvectors(_ matrix: [Float], n: Int) -> (values: [Float], vectors: [Float])? {
        precondition(matrix.count == n * n && n > 0, "\(matrix.count) numbers are not \(n) × \(n)")
        var vectors = matrix
        var values = [Float](repeating: 0, count: n)
        var order = LAPACKInteger(n)
        var info: LAPACKInteger = 0
        var job = CChar(UInt8(ascii: "V"))
        var triangle = CChar(UInt8(ascii: "U"))
        var workSize = LAPACKInteger(1 + 6 * n + 2 * n * n)
        var integerSize = LAPACKInteger(3 + 5 * n)
        var work = [Float](repeating: 0, count: Int(workSize))
        var integers = [LAPACKInteger](repeating: 0, count: Int(integerSize))
        // SAFETY: the work spaces have the sizes that ssyevd documents for eigenvectors. A symmetric matrix is the same by
        // columns as by rows, and eigenvectors come as columns of a matrix by columns, which are rows here.
        BLAS.calling {
            #if canImport(Accelerate)
                unsafe ssyevd_(
                    &job, &triangle, &order, &vectors, &order, &values, &work, &workSize, &integers, &integerSize, &info
                )
            #else
                unsafe ssyevd_(
                    &job, &triangle, &order, &vectors, &order, &values, &work, &workSize, &integers, &integerSize,
                    &info, 1,
                    1)
            #endif
        }
        return info == 0 ? (values, vectors) : nil
    }

    /// The orthogonal matrix nearest to one of rows ≤ columns: U Vᵀ of its singular value decomposition; nil where that does not
    /// converge.
    ///
    /// Shape: `matrix` and the result are (rows, columns).
    static func nearestOrthogonal(_ matrix: [Float], rows: Int, columns: Int) -> [Float]? {
        precondition(
            matrix.count == rows * columns && rows <= columns, "\(rows) × \(columns) rows cannot be orthogonal")
        // By columns this is the transposed matrix, (columns, rows): its U is (columns, rows), its Vᵀ (rows, rows).
        var input = matrix
        var m = LAPACKInteger(columns)
        var n = LAPACKInteger(rows)
        var info: LAPACKInteger = 0
        var job = CChar(UInt8(ascii: "S"))
        var singular = [Float](repeating: 0, count: rows)
        var u = [Float](repeating: 0, count: rows * columns)
        var vt = [Float](repeating: 0, count: rows * rows)
        var integers = [LAPACKInteger](repeating: 0, count: 8 * rows)
        var workSize = LAPACKInteger(4 * rows * rows + 7 * rows + columns)
        workSize = max(workSize, LAPACKInteger(3 * rows + max(columns, 5 * rows * rows + 4 * rows)))
        var work = [Float](repeating: 0, count: Int(workSize))
        // SAFETY: the work spaces are at least what sgesdd documents for job S.
        BLAS.calling {
            #if canImport(Accelerate)
                unsafe sgesdd_(
                    &job, &m, &n, &input, &m, &singular, &u, &m, &vt, &n, &work, &workSize, &integers, &info)
            #else
                unsafe sgesdd_(
                    &job, &m, &n, &input, &m, &singular, &u, &m, &vt, &n, &work, &workSize, &integers, &info, 1)
            #endif
        }
        guard info == 0 else { return nil }
        // (U Vᵀ)ᵀ by rows: u by rows is Uᵀ, (rows, columns); vt by rows is V, (rows, rows): the product V Uᵀ.
        var product = [Float](repeating: 0, count: rows * columns)
        // SAFETY: the shapes are those above.
        unsafe BLAS.multiply(
            m: rows, n: columns, k: rows, a: vt, aStride: rows, b: u, bStride: columns, c: &product, cStride: columns)
        return product
    }
}

#if canImport(Accelerate)
    private typealias LAPACKInteger = __CLPK_integer
#else
    private typealias LAPACKInteger = Int32
#endif
