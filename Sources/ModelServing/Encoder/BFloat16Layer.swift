import CEncoderKernels

/// y = x · Wᵀ + bias in bfloat16, summed in float32; the weights packed once for the processor's products.
struct BFloat16Layer: LinearLayer {
    let inputs: Int
    let outputs: Int
    private let weights: MemoryBlock<UInt16>
    private let bias: [Float]

    /// Elements from row to row of a block with so many columns.
    static func stride(_ columns: Int) -> Int { tessera_encoder_bf16_stride(columns) }

    /// Shape: `weights` is (outputs, inputs) row-major, `bias` is (outputs).
    init(weights: [Float], bias: [Float], inputs: Int) {
        self.inputs = inputs
        outputs = bias.count
        self.bias = bias + [Float](repeating: 0, count: Self.stride(bias.count) - bias.count)
        self.weights = MemoryBlock(count: tessera_encoder_bf16_packed_count(bias.count, inputs)) {
            tessera_encoder_bf16_pack(weights, bias.count, inputs, $0)
        }
    }

    /// Shape: `x` is (rows, stride of inputs), `y` (rows, outputs); both have room for whole sixteens of rows.
    func apply(_ x: UnsafePointer<UInt16>, rows: Int, into y: UnsafeMutablePointer<Float>) {
        tessera_encoder_bf16_product(x, weights.start, bias, y, TESSERA_FLOATS, rows, inputs, outputs)
    }

    /// Shape: as above, but `y` is (rows, stride of outputs).
    func apply(_ x: UnsafePointer<UInt16>, rows: Int, into y: UnsafeMutablePointer<UInt16>, isActivated: Bool) {
        tessera_encoder_bf16_product(
            x, weights.start, bias, y, isActivated ? TESSERA_GELU : TESSERA_BF16, rows, inputs, outputs)
    }
}
