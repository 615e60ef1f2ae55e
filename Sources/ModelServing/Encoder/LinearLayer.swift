import CEncoderKernels
import VectorCore

/// y = x · Wᵀ + bias, in one of the forms that weights are kept in.
protocol LinearLayer: Sendable {
    /// Bytes that the weights of such a layer take.
    static func bytes(outputs: Int, inputs: Int) -> Int

    /// - Parameter arena: Where the weights go; nil is memory of their own.
    /// - Throws: ``ModelError`` for weights that are not finite.
    init(_ source: LinearSource, in arena: WeightArena?) throws(ModelError)
}

extension LinearLayer {
    /// The layer or what is wrong with it, for work that is done concurrently.
    static func reading(_ source: LinearSource, in arena: WeightArena?) -> Result<Self, ModelError> {
        do { return .success(try Self(source, in: arena)) } catch { return .failure(error) }
    }
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

    static func bytes(outputs: Int, inputs: Int) -> Int {
        MemoryLayout<Float>.stride * count(outputs: outputs, inputs: inputs)
    }

    private static func count(outputs: Int, inputs: Int) -> Int {
        tessera_encoder_has_packed_product() != 0
            ? tessera_encoder_packed_count(outputs, inputs) : outputs * inputs
    }

    init(_ source: LinearSource, in arena: WeightArena?) throws(ModelError) {
        inputs = source.inputs
        outputs = source.outputs
        bias = source.bias
        isPacked = tessera_encoder_has_packed_product() != 0
        let (inputs, outputs, isPacked) = (inputs, outputs, isPacked)
        let block = FloatBlock(uninitialized: Self.count(outputs: outputs, inputs: inputs), in: arena)
        try source.forEachPart { weights, part in
            if isPacked {
                tessera_encoder_pack(weights, part.lowerBound, part.count, outputs, inputs, block.start)
            } else {
                (block.start + part.lowerBound * inputs).initialize(from: weights, count: part.count * inputs)
            }
        }
        weights = block
    }

    /// Shape: `x` is (rows, inputs), `y` (rows, outputs).
    func apply(_ x: UnsafePointer<Float>, rows: Int, into y: UnsafeMutablePointer<Float>, by team: ThreadTeam) {
        if isPacked {
            team.divide(outputs, by: Int(TESSERA_PANEL)) { [self] part, _ in
                tessera_encoder_packed_product(
                    x, weights.start, bias, y, rows, inputs, outputs, part.lowerBound, part.count)
            }
        } else {
            // Whole, since BLAS does not promise the same bits for a part.
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
    func apply(_ x: UnsafeMutablePointer<Float>, adding y: UnsafePointer<Float>?, rows: Range<Int>) {
        let first = rows.lowerBound * scale.count
        tessera_encoder_add_norm(
            x + first, y.map { $0 + first }, nil, scale, shift, epsilon, rows.count, scale.count)
    }
}
