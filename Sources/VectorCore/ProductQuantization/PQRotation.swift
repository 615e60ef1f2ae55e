import CVectorKernels

/// What turns vectors before they are cut into parts.
@safe
enum PQRotation: Sendable {
    /// Nothing: components stay where they are.
    case none
    case random(Rotation)
    /// Orthonormal rows; shape (rows, dimension).
    case optimized(Matrix)

    /// Turns vectors.
    ///
    /// Shape: `vectors` is (count, dimension), `stride` floats apart; the target is (count, turned), whose last components are
    /// zero where the rotation has fewer.
    @unsafe
    func apply(
        _ vectors: UnsafePointer<Float>, stride: Int, count: Int, shape: PQShape,
        to target: UnsafeMutablePointer<Float>,
        kernels: Kernels
    ) {
        let turned = shape.turned
        // SAFETY: the shapes are those above. A rotation's width is at most `turned`, or its rest is cut off as zeros are.
        switch self {
        case .none:
            for row in 0..<count {
                let line = unsafe target + row * turned
                unsafe line.update(from: vectors + row * stride, count: shape.dimension)
                unsafe (line + shape.dimension).update(repeating: 0, count: turned - shape.dimension)
            }
        case .random(let rotation):
            for row in 0..<count {
                let line = unsafe target + row * turned
                unsafe line.update(from: vectors + row * stride, count: shape.dimension)
                unsafe (line + shape.dimension).update(repeating: 0, count: turned - shape.dimension)
                unsafe rotation.apply(line)
            }
        case .optimized(let matrix):
            unsafe matrix.values.withUnsafeBufferPointer { values in
                let rows = unsafe values.baseAddress.unsafelyUnwrapped
                for row in 0..<count {
                    unsafe (target + row * turned + matrix.rows).update(repeating: 0, count: turned - matrix.rows)
                }
                if count == 1 {
                    unsafe kernels.table.dot_scan(
                        vectors, rows, matrix.columns, matrix.columns, matrix.rows, 0, target)
                    for index in 0..<matrix.rows { unsafe target[index] = -target[index] }
                } else {
                    unsafe BLAS.multiplyTransposed(
                        m: count, n: matrix.rows, k: matrix.columns, a: vectors, aStride: stride, b: rows,
                        bStride: matrix.columns, c: target, cStride: turned)
                }
            }
        }
    }

    /// Turns a vector back; what the rotation left out is zero.
    func undo(_ turned: [Float], dimension: Int) -> [Float] {
        switch self {
        case .none: return Array(turned.prefix(dimension))
        case .random(let rotation):
            var vector = turned
            // SAFETY: a turned vector has the rotation's width at least.
            unsafe vector.withUnsafeMutableBufferPointer { unsafe rotation.undo($0.baseAddress.unsafelyUnwrapped) }
            return Array(vector.prefix(dimension))
        case .optimized(let matrix):
            var vector = [Float](repeating: 0, count: dimension)
            for row in 0..<matrix.rows {
                let line = matrix[row: row]
                for column in 0..<dimension { vector[column] += turned[row] * line[line.startIndex + column] }
            }
            return vector
        }
    }
}
