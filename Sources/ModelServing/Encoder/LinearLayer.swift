import CEncoderKernels
import VectorCore

/// y = x · Wᵀ + bias, in one of the forms that weights are kept in.
protocol LinearLayer: Sendable {
    /// Shape: `weights` is (outputs, inputs) row-major, `bias` is (outputs).
    init(weights: [Float], bias: [Float], inputs: Int)
}

/// The weights of y = x · Wᵀ + bias as a file has them, before they are packed.
struct LinearWeights: LinearLayer {
    let weights: [Float]
    let bias: [Float]
    let inputs: Int
}

/// y = x · Wᵀ + bias in float32, with the weights in the form that this processor multiplies fastest.
///
/// Packed once for the product of our own where the processor has AVX-512, which is level with OpenBLAS's on long
/// blocks and twice as fast on the few rows of a single query; as they are, for BLAS, elsewhere.
struct FloatLayer: LinearLayer {
    let inputs: Int
    let outputs: Int
    private let weights: MemoryBlock<Float>
    private let bias: [Float]
    private let isPacked: Bool

    /// Shape: `weights` is (outputs, inputs) row-major, `bias` is (outputs).
    init(weights: [Float], bias: [Float], inputs: Int) {
        let outputs = bias.count
        let isPacked = tessera_encoder_has_packed_product() != 0
        self.inputs = inputs
        self.outputs = outputs
        self.bias = bias
        self.isPacked = isPacked
        let count = isPacked ? tessera_encoder_packed_count(outputs, inputs) : weights.count
        self.weights = MemoryBlock(count: count) { start in
            if isPacked {
                tessera_encoder_pack(weights, outputs, inputs, start)
            } else {
                start.initialize(from: weights, count: count)
            }
        }
    }

    /// Shape: `x` is (rows, inputs), `y` (rows, outputs).
    func apply(_ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>) {
        if isPacked {
            tessera_encoder_packed_product(x, weights.start, bias, y, rows, inputs, outputs)
        } else {
            BLAS.multiplyTransposed(
                m: rows, n: outputs, k: inputs, a: x, aStride: inputs, b: weights.start, bStride: inputs, c: y,
                cStride: outputs)
            tessera_encoder_add_bias(y, bias, rows, outputs)
        }
    }
}

/// The scale and shift of a layer norm.
struct NormLayer: Sendable {
    let scale: [Float]
    let shift: [Float]
    let epsilon: Float

    /// x = norm(x + y), row by row.
    func apply(_ x: UnsafeMutablePointer<Float>, adding y: UnsafePointer<Float>?, rows: Int) {
        tessera_encoder_add_norm(x, y, nil, scale, shift, epsilon, rows, scale.count)
    }
}
