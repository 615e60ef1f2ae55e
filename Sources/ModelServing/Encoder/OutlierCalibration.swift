import CEncoderKernels

/// Puts an encoder's layers into bytes, and finds the inputs of their products that are far larger than the others, which
/// are kept wide.
///
/// Layer by layer it passes word pieces from all over the vocabulary, as one text, and takes for each product the inputs with
/// the largest absolute values before it packs the weights, by which the pieces go on. No text is needed, and the choice depends
/// on the weights alone. Norms' scales or the sizes of weights say less: they find other inputs, and the vectors are three times
/// as far from float32's.
struct OutlierCalibration {
    /// Goes up when other inputs may be found, since vectors change by it.
    static let version: UInt64 = 2

    /// Word pieces that are passed through, if the encoder takes so many.
    private static let pieces = 128

    private let encoder: BERTEncoder
    private let pass: EncoderPass

    /// - Parameter weights: Of which the embeddings alone are used.
    init(_ configuration: EncoderConfiguration, _ weights: BERTWeights) {
        let length = min(Self.pieces, configuration.longestSequence)
        let pieces = (0..<length).map { Int32($0 * configuration.vocabulary / length) }
        encoder = BERTEncoder(configuration: configuration, weights: weights)
        pass = EncoderPass([length], EncoderScratch())
        pass.scratch.prepareNarrow(pass, encoder)
        pass.scratch.prepareBytes(rows: length, configuration)
        weights.embeddings.apply([EncoderInput(ids: pieces)], into: pass.scratch.hidden.start)
    }

    /// The next layer in bytes.
    ///
    /// - Throws: ``ModelError`` for weights that are not finite.
    func packed(
        _ layer: BERTWeights.Layer<LinearSource>, in arena: WeightArena
    ) throws(ModelError) -> BERTWeights.Layer<Int8Layer> {
        var packed: [Int8Layer] = []
        try encoder.run(layer, pass) { linear, input throws(ModelError) in
            let outliers = largest(input, columns: linear.inputs)
            let layer = try Int8Layer(linear, in: arena, outliers: outliers)
            packed.append(layer)
            return layer
        }
        return BERTWeights.Layer(
            attention: packed[0], attentionOutput: packed[1], attentionNorm: layer.attentionNorm,
            expansion: packed[2], contraction: packed[3], outputNorm: layer.outputNorm)
    }

    /// The columns with the largest absolute values, by bfloat16, in rising order.
    private func largest(_ input: Int8Input, columns: Int) -> [Int] {
        switch input {
        case .narrow(let x): return Self.largest(x, rows: pass.rows, columns: columns)
        case .floats(let x):
            // A pass in bytes has no other use for it.
            let rounded = pass.scratch.narrow.input.start
            tessera_encoder_to_bf16(x, rounded, pass.rows, columns)
            return Self.largest(rounded, rows: pass.rows, columns: columns)
        }
    }

    private static func largest(_ x: UnsafePointer<UInt16>, rows: Int, columns: Int) -> [Int] {
        let stride = BFloat16Layer.stride(columns)
        var largest = [UInt16](repeating: 0, count: columns)
        for row in 0..<rows {
            let start = x + row * stride
            // Absolute values of bfloat16 are in the order of their bits.
            for column in 0..<columns { largest[column] = max(largest[column], start[column] & 0x7FFF) }
        }
        let order = largest.indices.sorted { (largest[$1], $0) < (largest[$0], $1) }
        return order.prefix(min(Int8Layer.outlierLimit, columns)).sorted()
    }
}
