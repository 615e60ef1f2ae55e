public import VectorCore

/// How well the tokens of a passage answer those of a query, each query token by its best match.
///
/// - Source: Khattab & Zaharia 2020, "ColBERT", section 3.2, arXiv:2004.12832. Departs from it in: the mean over the
///   query's tokens instead of the sum, which orders the passages of one query alike and lies between -1 and 1.
public enum MaxSim {
    /// The mean over the query's tokens of the highest cosine that any token of the passage has to it.
    ///
    /// Shape: `query` is (n, d), `passage` (m, d), the rows of each of length 1, as ``unitRows(of:tokens:)`` gives
    /// them.
    /// - Returns: 0 where either has no tokens.
    public static func score(query: Matrix, passage: Matrix) -> Float {
        precondition(
            query.columns == passage.columns, "token vectors of \(query.columns) and \(passage.columns) components")
        guard query.rows > 0, passage.rows > 0 else { return 0 }
        // (n, m)
        var cosines = [Float](repeating: 0, count: query.rows * passage.rows)
        query.values.withUnsafeBufferPointer { queries in
            passage.values.withUnsafeBufferPointer { passages in
                cosines.withUnsafeMutableBufferPointer { cosines in
                    guard let a = queries.baseAddress, let b = passages.baseAddress, let c = cosines.baseAddress
                    else { return }
                    // SAFETY: the three blocks are (n, d), (m, d) and (n, m), as their matrices and the line above say.
                    BLAS.multiplyTransposed(
                        m: query.rows, n: passage.rows, k: query.columns, a: a, aStride: query.columns, b: b,
                        bStride: passage.columns, c: c, cStride: passage.rows)
                }
            }
        }
        var sum: Float = 0
        for row in 0..<query.rows { sum += cosines[row * passage.rows..<(row + 1) * passage.rows].max() ?? 0 }
        return sum / Float(query.rows)
    }

    /// The rows of the tokens that stand for something of the text, scaled to length 1; the special ones and
    /// zero vectors are left out.
    public static func unitRows(of vectors: Matrix, tokens: TokenizedText) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(vectors.values.count)
        for row in 0..<vectors.rows where !tokens.ranges[row].isEmpty {
            let vector = vectors[row: row]
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            values.append(contentsOf: vector.lazy.map { $0 / length })
        }
        return Matrix(rows: values.count / vectors.columns, columns: vectors.columns, values: values)
    }
}
