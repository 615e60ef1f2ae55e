/// Finds the inputs of an encoder's linear layers that are far larger than the others, which 8-bit layers keep wide.
///
/// Layer by layer it passes word pieces from all over the vocabulary, as one text, through the layers in bfloat16 and takes for each
/// product the inputs with the largest absolute values. No text is needed, and the choice depends on the weights alone. Norms'
/// scales or the sizes of weights say less: they find other inputs, and the vectors are three times as far from float32's.
struct OutlierCalibration {
    /// The inputs of a layer's four products that are kept wide.
    struct Outliers {
        var attention: [Int] = []
        var attentionOutput: [Int] = []
        var expansion: [Int] = []
        var contraction: [Int] = []
    }

    /// Word pieces that are passed through, if the encoder takes so many.
    private static let pieces = 128

    private let encoder: BERTEncoder
    private let scratch = EncoderScratch()
    private let length: Int

    /// - Parameter weights: Of which the embeddings alone are used.
    init(_ configuration: EncoderConfiguration, _ weights: BERTWeights) {
        length = min(Self.pieces, configuration.longestSequence)
        let pieces = (0..<length).map { [length] in Int32($0 * configuration.vocabulary / length) }
        encoder = BERTEncoder(configuration: configuration, weights: weights)
        scratch.prepareNarrow(rows: length, longest: length, encoder)
        weights.embeddings.apply([EncoderInput(ids: pieces)], into: scratch.hidden.start)
    }

    /// Passes the word pieces through the next layer.
    func outliers(of layer: BERTWeights.Layer<BFloat16Layer>) -> Outliers {
        var outliers = Outliers()
        encoder.run([layer], [length], scratch) { product, x in
            outliers[keyPath: product] = Self.largest(
                x, rows: length, columns: product == \.contraction ? layer.contraction.inputs : layer.attention.inputs)
        }
        return outliers
    }

    /// The columns of a block of bfloat16 with the largest absolute values, in rising order.
    static func largest(_ x: UnsafePointer<UInt16>, rows: Int, columns: Int) -> [Int] {
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
