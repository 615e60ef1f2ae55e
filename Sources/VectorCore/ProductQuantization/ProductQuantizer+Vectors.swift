/// Quantization of whole vectors, in the frame that they come in.
extension ProductQuantizer {
    /// Learns a rotation and codebooks.
    ///
    /// Shape: `sample` is (n, dimension), at least one.
    package init(
        training sample: Matrix, parameters: PQParameters, seed: UInt64 = 0, threads: Int = 1,
        kernels: Kernels = .current
    ) throws(VectorIndexError) {
        self = ProductQuantizer.train(
            sample, shape: try parameters.shape(dimension: sample.columns), parameters: parameters, seed: seed,
            threads: threads, kernels: kernels)
    }

    /// The rows of an optimized rotation; nil for another.
    package var optimizedRotation: Matrix? {
        if case .optimized(let matrix) = rotation { return matrix }
        return nil
    }

    /// A vector as the rotation turns it, zeros behind.
    package func turn(_ vector: [Float]) -> [Float] {
        precondition(vector.count == shape.dimension, "\(vector.count) components for \(shape.dimension)")
        var turned = [Float](repeating: 0, count: shape.turned)
        // SAFETY: the vector has the dimension, and the target the turned components.
        unsafe rotation.apply(
            vector, stride: vector.count, count: 1, shape: shape, to: &turned, kernels: kernels)
        return turned
    }

    /// The codes of each vector's parts.
    package func codes(of vectors: Matrix) -> [[UInt8]] {
        let turned = TurnedSample(vectors, rotation: rotation, shape: shape, kernels: kernels)
        var codes: [[UInt8]] = []
        var block = [UInt8](repeating: 0, count: shape.paddedParts * PQShape.block)
        for index in 0..<turned.blocks {
            // SAFETY: a block of the sample has the shape that coding takes.
            unsafe turned.values.withUnsafeBufferPointer {
                unsafe encode(
                    $0.baseAddress.unsafelyUnwrapped + index * shape.turned * PQShape.block, to: &block)
            }
            for lane in 0..<turned.present(index) {
                codes.append((0..<shape.parts).map { block[$0 * PQShape.block + lane] })
            }
        }
        return codes
    }

    /// The vector that a code stands for.
    ///
    /// - Parameter code: The codes of all parts.
    package func decode(_ code: [UInt8]) -> [Float] {
        var turned = [Float](repeating: 0, count: shape.turned)
        for part in 0..<shape.parts {
            for (index, value) in entry(Int(code[part]), of: part).enumerated() {
                turned[part * shape.width + index] = value
            }
        }
        return rotation.undo(turned, dimension: shape.dimension)
    }
}
