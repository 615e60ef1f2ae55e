/// Product quantization by itself, for tests of what it loses.
package struct QuantizerUnderTest: Sendable {
    private let quantizer: ProductQuantizer

    /// Shape: `sample` is (n, dimension), at least one.
    package init(
        training sample: Matrix, parameters: PQParameters, seed: UInt64 = 0, threads: Int = 1,
        kernels: Kernels = .current
    ) throws(VectorIndexError) {
        quantizer = ProductQuantizer.train(
            sample, shape: try parameters.shape(dimension: sample.columns), parameters: parameters, seed: seed,
            threads: threads, kernels: kernels)
    }

    /// The codebooks' components: (parts, entries, components of a part).
    package var entries: [Float] { quantizer.entries }

    /// The rows of an optimized rotation; nil for another.
    package var rotation: Matrix? {
        if case .optimized(let matrix) = quantizer.rotation { return matrix }
        return nil
    }

    /// A vector as the rotation turns it, zeros behind.
    package func turn(_ vector: [Float]) -> [Float] {
        var turned = [Float](repeating: 0, count: quantizer.shape.turned)
        // SAFETY: the target has the turned components.
        unsafe quantizer.rotation.apply(
            vector, stride: vector.count, count: 1, shape: quantizer.shape, to: &turned, kernels: quantizer.kernels)
        return turned
    }

    /// The codes of each vector's parts.
    package func codes(of vectors: Matrix) -> [[UInt8]] {
        let shape = quantizer.shape
        let turned = TurnedSample(vectors, rotation: quantizer.rotation, shape: shape, kernels: quantizer.kernels)
        var codes: [[UInt8]] = []
        var block = [UInt8](repeating: 0, count: shape.paddedParts * PQShape.block)
        for index in 0..<turned.blocks {
            // SAFETY: a block of the sample has the shape that coding takes.
            unsafe turned.values.withUnsafeBufferPointer {
                unsafe quantizer.encode(
                    $0.baseAddress.unsafelyUnwrapped + index * shape.turned * PQShape.block, to: &block)
            }
            for lane in 0..<turned.present(index) {
                codes.append((0..<shape.parts).map { block[$0 * PQShape.block + lane] })
            }
        }
        return codes
    }

    /// The vector that a code stands for.
    package func decode(_ code: [UInt8]) -> [Float] {
        let shape = quantizer.shape
        var turned = [Float](repeating: 0, count: shape.turned)
        for part in 0..<shape.parts {
            for (index, value) in quantizer.entry(Int(code[part]), of: part).enumerated() {
                turned[part * shape.width + index] = value
            }
        }
        return quantizer.rotation.undo(turned, dimension: shape.dimension)
    }
}
