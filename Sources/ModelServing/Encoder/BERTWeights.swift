/// The weights of a BERT encoder, in the layout that the forward pass reads.
struct BERTWeights: Sendable {
    struct Layer<Linear: LinearLayer>: Sendable {
        /// Query, key and value in one product: (3 · hidden, hidden).
        var attention: Linear
        var attentionOutput: Linear
        var attentionNorm: NormLayer
        var expansion: Linear
        var contraction: Linear
        var outputNorm: NormLayer
    }

    enum Layers: Sendable {
        case float32([Layer<FloatLayer>])
        case bfloat16([Layer<BFloat16Layer>])
        case int8([Layer<Int8Layer>])
    }

    let embeddings: EmbeddingTables
    /// Of families whose attention knows distances.
    let relativeBias: RelativeBias?
    private(set) var layers: Layers

    init(
        _ file: SafetensorsFile, _ configuration: EncoderConfiguration, precision: EncoderPrecision
    ) throws(ModelError) {
        // Some files carry the whole model under a prefix.
        let prefix = file.contains("embeddings.word_embeddings.weight") ? "" : configuration.family.prefix
        embeddings = try EmbeddingTables(file, prefix, configuration)
        relativeBias =
            configuration.family.hasRelativeBias
            ? RelativeBias(
                table: try file.values(
                    prefix + "encoder.relative_attention_bias.weight",
                    shape: [RelativeBias.buckets, configuration.heads]),
                heads: configuration.heads, headWidth: configuration.headWidth, longest: configuration.longestSequence)
            : nil
        // Until they are there: calibration reads the embeddings.
        layers = .float32([])
        switch precision {
        case .float32: layers = .float32(try Self.layers(file, prefix, configuration) { $0.packed() })
        case .bfloat16: layers = .bfloat16(try Self.layers(file, prefix, configuration) { $0.packed() })
        case .int8:
            let calibration = OutlierCalibration(configuration, self)
            layers = .int8(
                try Self.layers(file, prefix, configuration) { layer in
                    layer.packed(apartFrom: calibration.outliers(of: layer.packed()))
                })
        }
    }

    /// All layers, one after another, in the form that `pack` gives them.
    private static func layers<Linear: LinearLayer>(
        _ file: SafetensorsFile, _ prefix: String, _ configuration: EncoderConfiguration,
        pack: (Layer<LinearWeights>) -> Layer<Linear>
    ) throws(ModelError) -> [Layer<Linear>] {
        let hidden = configuration.hidden
        func norm(_ name: String) throws(ModelError) -> NormLayer {
            try NormLayer(file, prefix + name, configuration)
        }
        func linear(_ names: [String], inputs: Int, outputs: Int) throws(ModelError) -> LinearWeights {
            var weights: [Float] = []
            var bias: [Float] = []
            weights.reserveCapacity(names.count * outputs * inputs)
            for name in names {
                weights += try file.values(prefix + name + ".weight", shape: [outputs, inputs])
                bias += try file.values(prefix + name + ".bias", shape: [outputs])
            }
            return LinearWeights(weights: weights, bias: bias, inputs: inputs)
        }
        let names = configuration.family.names
        let intermediate = configuration.intermediate
        var layers: [Layer<Linear>] = []
        for index in 0..<configuration.layers {
            let name = configuration.family.layer + "\(index)."
            let attention = [names.query, names.key, names.value].map { name + $0 }
            let layer = Layer(
                attention: try linear(attention, inputs: hidden, outputs: hidden),
                attentionOutput: try linear([name + names.attentionOutput], inputs: hidden, outputs: hidden),
                attentionNorm: try norm(name + names.attentionNorm),
                expansion: try linear([name + names.expansion], inputs: hidden, outputs: intermediate),
                contraction: try linear([name + names.contraction], inputs: intermediate, outputs: hidden),
                outputNorm: try norm(name + names.outputNorm))
            layers.append(pack(layer))
        }
        return layers
    }
}

extension BERTWeights.Layer where Linear == LinearWeights {
    /// The same with each product's weights in the form that it reads.
    func packed<Packed: LinearLayer>() -> BERTWeights.Layer<Packed> {
        let linears = [attention, attentionOutput, expansion, contraction]
        let packed = concurrently(
            linears.map { linear in { Packed(weights: linear.weights, bias: linear.bias, inputs: linear.inputs) } })
        return BERTWeights.Layer<Packed>(
            attention: packed[0], attentionOutput: packed[1], attentionNorm: attentionNorm, expansion: packed[2],
            contraction: packed[3], outputNorm: outputNorm)
    }

    /// The same in bytes, but for the outliers.
    func packed(apartFrom outliers: OutlierCalibration.Outliers) -> BERTWeights.Layer<Int8Layer> {
        let parts = [
            (attention, outliers.attention), (attentionOutput, outliers.attentionOutput),
            (expansion, outliers.expansion), (contraction, outliers.contraction),
        ]
        let packed = concurrently(
            parts.map { linear, outliers in
                { Int8Layer(weights: linear.weights, bias: linear.bias, inputs: linear.inputs, outliers: outliers) }
            })
        return BERTWeights.Layer<Int8Layer>(
            attention: packed[0], attentionOutput: packed[1], attentionNorm: attentionNorm, expansion: packed[2],
            contraction: packed[3], outputNorm: outputNorm)
    }
}

extension NormLayer {
    init(
        _ file: SafetensorsFile, _ name: String, _ configuration: EncoderConfiguration
    ) throws(ModelError) {
        scale = try file.values(name + ".weight", shape: [configuration.hidden])
        shift = try file.values(name + ".bias", shape: [configuration.hidden])
        epsilon = configuration.epsilon
    }
}
