/// A sample of vectors as codebooks are trained on it: turned, and 32 of them beside each other for each component.
///
/// Shape: (blocks, turned, 32); of the last block some places may be empty.
struct TurnedSample: Sendable {
    let shape: PQShape
    let count: Int
    let values: [Float]

    init(_ vectors: Matrix, rotation: PQRotation, shape: PQShape, kernels: Kernels) {
        self.shape = shape
        let count = vectors.rows
        self.count = count
        let block = PQShape.block
        let blocks = (count + block - 1) / block
        let size = shape.turned * block
        // SAFETY: each block of the result is filled from the rows of its vectors.
        values = unsafe [Float](unsafeUninitializedCapacity: blocks * size) { buffer, initialized in
            let target = unsafe buffer.baseAddress.unsafelyUnwrapped
            unsafe vectors.values.withUnsafeBufferPointer { source in
                unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { rows in
                    let rows = unsafe rows.baseAddress.unsafelyUnwrapped
                    for index in 0..<blocks {
                        let present = min(block, count - index * block)
                        unsafe rotation.apply(
                            source.baseAddress.unsafelyUnwrapped + index * block * vectors.columns,
                            stride: vectors.columns, count: present, shape: shape, to: rows, kernels: kernels)
                        unsafe Self.transpose(rows, count: present, width: shape.turned, to: target + index * size)
                    }
                }
            }
            initialized = blocks * size
        }
    }

    var blocks: Int { (count + PQShape.block - 1) / PQShape.block }

    /// Vectors of a block.
    func present(_ block: Int) -> Int { min(PQShape.block, count - block * PQShape.block) }

    /// One component of a vector.
    @inline(__always)
    func component(_ component: Int, of vector: Int) -> Float {
        values[(vector / PQShape.block * shape.turned + component) * PQShape.block + vector % PQShape.block]
    }

    /// Rows beside each other, by component; zeros for those that are missing.
    ///
    /// Shape: `rows` is (count, width), the target (width, 32).
    @unsafe
    static func transpose(
        _ rows: UnsafePointer<Float>, count: Int, width: Int, to target: UnsafeMutablePointer<Float>
    ) {
        // SAFETY: the shapes are those above.
        for component in 0..<width {
            let line = unsafe target + component * PQShape.block
            for row in 0..<count { unsafe line[row] = rows[row * width + component] }
            for row in count..<PQShape.block { unsafe line[row] = 0 }
        }
    }
}
