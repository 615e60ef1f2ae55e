import CEncoderKernels

/// y = x · Wᵀ + bias in bfloat16, summed in float32; the weights packed once for the processor's products.
struct BFloat16Layer: LinearLayer {
    let inputs: Int
    let outputs: Int
    private let weights: MemoryBlock<UInt16>
    private let bias: [Float]

    /// Elements from row to row of a block with so many columns.
    static func stride(_ columns: Int) -> Int { tessera_encoder_bf16_stride(columns) }

    static func bytes(outputs: Int, inputs: Int) -> Int {
        MemoryLayout<UInt16>.stride * tessera_encoder_bf16_packed_count(outputs, inputs)
    }

    init(_ source: LinearSource, in arena: WeightArena?) throws(ModelError) {
        let (inputs, outputs) = (source.inputs, source.outputs)
        self.inputs = inputs
        self.outputs = outputs
        bias = source.bias + [Float](repeating: 0, count: Self.stride(outputs) - outputs)
        let block = MemoryBlock<UInt16>(uninitialized: tessera_encoder_bf16_packed_count(outputs, inputs), in: arena)
        try source.forEachPart { weights, part in
            tessera_encoder_bf16_pack(weights, part.lowerBound, part.count, outputs, inputs, block.start)
        }
        weights = block
    }

    /// Shape: `x` is (rows, stride of inputs), `y` (rows, outputs); both have room for whole sixteens of rows.
    func apply(_ x: UnsafePointer<UInt16>, rows: Int, into y: UnsafeMutablePointer<Float>, by team: ThreadTeam) {
        multiply(x, rows, y, TESSERA_FLOATS, team)
    }

    /// Shape: as above, but `y` is (rows, stride of outputs).
    func apply(
        _ x: UnsafePointer<UInt16>, rows: Int, into y: UnsafeMutablePointer<UInt16>, isActivated: Bool,
        by team: ThreadTeam
    ) {
        multiply(x, rows, y, isActivated ? TESSERA_GELU : TESSERA_BF16, team)
    }

    private func multiply(
        _ x: UnsafePointer<UInt16>, _ rows: Int, _ y: UnsafeMutableRawPointer, _ form: tessera_product_form,
        _ team: ThreadTeam
    ) {
        team.divide(outputs, by: Int(TESSERA_PANEL)) { [self] part, _ in
            tessera_encoder_bf16_product(
                x, weights.start, bias, y, form, rows, inputs, outputs, part.lowerBound, part.count)
        }
    }
}
