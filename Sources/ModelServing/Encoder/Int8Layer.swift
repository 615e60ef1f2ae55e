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

    static func bytes(outputs: Int, inputs: Int) -> Int { tessera_encoder_int8_packed_count(outputs, inputs) }

    init(_ source: LinearSource, in arena: WeightArena?) throws(ModelError) {
        try self.init(source, in: arena, outliers: [])
    }

    /// - Parameter outliers: The inputs that are kept wide, at most ``outlierLimit``.
    init(_ source: LinearSource, in arena: WeightArena?, outliers: [Int]) throws(ModelError) {
        let (inputs, outputs) = (source.inputs, source.outputs)
        precondition(
            outliers.count <= Self.outlierLimit && outliers.allSatisfy { (0..<inputs).contains($0) },
            "outliers \(outliers) of \(inputs) inputs")
        self.inputs = inputs
        self.outputs = outputs
        let listed =
            outliers.sorted().map(Int32.init)
            + [Int32](repeating: -1, count: Self.outlierLimit - outliers.count)
        self.outliers = listed
        let block = MemoryBlock<Int8>(uninitialized: Self.bytes(outputs: outputs, inputs: inputs), in: arena)
        var terms = [Float](repeating: 0, count: Int(TESSERA_TERMS) * tessera_encoder_packed_count(outputs, 1))
        try source.forEachPart { weights, part in
            tessera_encoder_int8_pack(
                weights, source.bias, listed, part.lowerBound, part.count, outputs, inputs, block.start, &terms)
        }
        self.terms = terms
        weights = block
    }

    /// Makes bytes of some rows of (rows, inputs) floats, which are changed meanwhile.
    func quantize(_ x: UnsafeMutablePointer<Float>, rows: Range<Int>, into block: ByteRows) {
        tessera_encoder_to_int8(
            x + rows.lowerBound * inputs, outliers, block.bytes(from: rows.lowerBound, columns: inputs),
            block.marks(from: rows.lowerBound), rows.count, inputs)
    }

    /// Shape: `x` is (rows, stride of inputs) of bfloat16.
    func quantize(_ x: UnsafePointer<UInt16>, rows: Range<Int>, into block: ByteRows) {
        tessera_encoder_bf16_to_int8(
            x + rows.lowerBound * BFloat16Layer.stride(inputs), outliers,
            block.bytes(from: rows.lowerBound, columns: inputs), block.marks(from: rows.lowerBound), rows.count, inputs)
    }

    /// Shape: `y` is (rows, outputs) and has room for whole sixteens of rows.
    func apply(_ x: ByteRows, rows: Int, into y: UnsafeMutablePointer<Float>, by team: ThreadTeam) {
        multiply(x, rows, y, TESSERA_FLOATS, team)
    }

    /// Shape: as above, but `y` is (rows, stride of outputs) of bfloat16.
    func apply(
        _ x: ByteRows, rows: Int, into y: UnsafeMutablePointer<UInt16>, isActivated: Bool, by team: ThreadTeam
    ) {
        multiply(x, rows, y, isActivated ? TESSERA_GELU : TESSERA_BF16, team)
    }

    private func multiply(
        _ x: ByteRows, _ rows: Int, _ y: UnsafeMutableRawPointer, _ form: tessera_product_form, _ team: ThreadTeam
    ) {
        team.divide(outputs, by: Int(TESSERA_PANEL)) { [self] part, _ in
            tessera_encoder_int8_product(
                x.bytes.start, x.marks.start, weights.start, terms, y, form, rows, inputs, outputs, part.lowerBound,
                part.count)
        }
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

    /// What begins at a row, of so many columns.
    fileprivate func bytes(from row: Int, columns: Int) -> UnsafeMutablePointer<UInt8> {
        bytes.start + row * Int8Layer.stride(columns)
    }

    fileprivate func marks(from row: Int) -> UnsafeMutablePointer<Float> { marks.start + row * Int(TESSERA_MARKS) }
}
