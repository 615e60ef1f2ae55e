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
    }

    let embeddings: EmbeddingTables
    /// Of families whose attention knows distances.
    let relativeBias: RelativeBias?
    let layers: Layers

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
        layers =
            switch precision {
            case .float32: .float32(try Self.layers(file, prefix, configuration))
            case .bfloat16: .bfloat16(try Self.layers(file, prefix, configuration))
            }
    }

    private static func layers<Linear: LinearLayer>(
        _ file: SafetensorsFile, _ prefix: String, _ configuration: EncoderConfiguration
    ) throws(ModelError) -> [Layer<Linear>] {
        let hidden = configuration.hidden
        func norm(_ name: String) throws(ModelError) -> NormLayer {
            try NormLayer(file, prefix + name, configuration)
        }
        func linear(_ names: [String], inputs: Int, outputs: Int) throws(ModelError) -> Linear {
            var weights: [Float] = []
            var bias: [Float] = []
            for name in names {
                weights += try file.values(prefix + name + ".weight", shape: [outputs, inputs])
                bias += try file.values(prefix + name + ".bias", shape: [outputs])
            }
            return Linear(weights: weights, bias: bias, inputs: inputs)
        }
        let names = configuration.family.names
        let intermediate = configuration.intermediate
        var layers: [Layer<Linear>] = []
        for index in 0..<configuration.layers {
            let name = configuration.family.layer + "\(index)."
            let attention = [names.query, names.key, names.value].map { name + $0 }
            layers.append(
                Layer(
                    attention: try linear(attention, inputs: hidden, outputs: hidden),
                    attentionOutput: try linear([name + names.attentionOutput], inputs: hidden, outputs: hidden),
                    attentionNorm: try norm(name + names.attentionNorm),
                    expansion: try linear([name + names.expansion], inputs: hidden, outputs: intermediate),
                    contraction: try linear([name + names.contraction], inputs: intermediate, outputs: hidden),
                    outputNorm: try norm(name + names.outputNorm)))
        }
        return layers
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
