import CEncoderKernels

/// y = x · Wᵀ + bias in bytes, summed in 32-bit integers: each output's weights have a scale, and each row of x a scale and a
/// zero of its own. A few inputs whose values would make the rows' scales coarse are multiplied in float32 instead.
struct Int8Layer: LinearLayer {
    /// Inputs that are kept wide, at most.
    static let outlierLimit = Int(TESSERA_OUTLIERS)

    let inputs: Int
    let outputs: Int
    /// In rising order; -1 where there are fewer.
    private let outliers: [Int32]
    private let weights: MemoryBlock<Int8>
    private let terms: [Float]

    /// Bytes from row to row of a block with so many columns.
    static func stride(_ columns: Int) -> Int { tessera_encoder_int8_stride(columns) }

    init(weights: [Float], bias: [Float], inputs: Int) {
        self.init(weights: weights, bias: bias, inputs: inputs, outliers: [])
    }

    /// Shape: `weights` is (outputs, inputs) row-major, `bias` is (outputs).
    /// - Parameter outliers: The inputs that are kept wide, at most ``outlierLimit``.
    init(weights: [Float], bias: [Float], inputs: Int, outliers: [Int]) {
        precondition(
            outliers.count <= Self.outlierLimit && outliers.allSatisfy { (0..<inputs).contains($0) },
            "outliers \(outliers) of \(inputs) inputs")
        self.inputs = inputs
        outputs = bias.count
        let listed =
            outliers.sorted().map(Int32.init)
            + [Int32](repeating: -1, count: Self.outlierLimit - outliers.count)
        self.outliers = listed
        let packed = MemoryBlock<Int8>(count: tessera_encoder_int8_packed_count(bias.count, inputs))
        let terms = Int(TESSERA_TERMS) * tessera_encoder_packed_count(bias.count, 1)
        self.terms = [Float](unsafeUninitializedCapacity: terms) { buffer, filled in
            if let start = buffer.baseAddress {
                tessera_encoder_int8_pack(weights, bias, listed, bias.count, inputs, packed.start, start)
            }
            filled = terms
        }
        self.weights = packed
    }

    /// Makes bytes of (rows, inputs) floats, which are changed meanwhile.
    func quantize(_ x: UnsafeMutablePointer<Float>, rows: Int, into block: ByteRows) {
        tessera_encoder_to_int8(x, outliers, block.bytes.start, block.marks.start, rows, inputs)
    }

    /// Shape: `x` is (rows, stride of inputs) of bfloat16.
    func quantize(_ x: UnsafePointer<UInt16>, rows: Int, into block: ByteRows) {
        tessera_encoder_bf16_to_int8(x, outliers, block.bytes.start, block.marks.start, rows, inputs)
    }

    /// Shape: `y` is (rows, outputs) and has room for whole sixteens of rows.
    func apply(_ x: ByteRows, rows: Int, into y: UnsafeMutablePointer<Float>) {
        tessera_encoder_int8_product(
            x.bytes.start, x.marks.start, weights.start, terms, y, TESSERA_FLOATS, rows, inputs, outputs)
    }

    /// Shape: as above, but `y` is (rows, stride of outputs) of bfloat16.
    func apply(_ x: ByteRows, rows: Int, into y: UnsafeMutablePointer<UInt16>, isActivated: Bool) {
        tessera_encoder_int8_product(
            x.bytes.start, x.marks.start, weights.start, terms, y, isActivated ? TESSERA_GELU : TESSERA_BF16, rows,
            inputs, outputs)
    }
}

/// Rows of bytes, each with its scale, its zero and the outliers' values.
struct ByteRows {
    let bytes: MemoryBlock<UInt8>
    let marks: MemoryBlock<Float>

    /// Room for `rows` of at most `columns`, and for whole sixteens of them.
    init(rows: Int, columns: Int) {
        let room = (rows + 15) / 16 * 16
        bytes = MemoryBlock(count: room * Int8Layer.stride(columns))
        marks = MemoryBlock(count: room * Int(TESSERA_MARKS))
    }
}
