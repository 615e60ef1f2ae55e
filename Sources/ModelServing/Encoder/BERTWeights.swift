/// The weights of a BERT encoder, in the layout that the forward pass reads.
struct BERTWeights: Sendable {
    struct Layer<Linear: Sendable>: Sendable {
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

    /// - Parameter words: Of the same file.
    init(
        _ file: SafetensorsFile, _ configuration: EncoderConfiguration, words: WordTable, precision: EncoderPrecision
    ) throws(ModelError) {
        let prefix = configuration.prefix(in: file)
        embeddings = try EmbeddingTables(file, prefix, configuration, words: words)
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
        let sources = try Self.sources(file, prefix, configuration)
        switch precision {
        case .float32: layers = .float32(try Self.packed(sources))
        case .bfloat16: layers = .bfloat16(try Self.packed(sources))
        case .int8:
            // One after another, since each is packed by what the ones before make of some word pieces.
            let calibration = OutlierCalibration(configuration, self)
            let arena = Self.arena(for: Int8Layer.self, sources)
            var packed: [Layer<Int8Layer>] = []
            for source in sources { packed.append(try calibration.packed(source, in: arena)) }
            layers = .int8(packed)
        }
    }

    /// Memory for all layers in the form of a precision.
    private static func arena<Linear: LinearLayer>(
        for form: Linear.Type, _ sources: [Layer<LinearSource>]
    ) -> WeightArena {
        let linears = sources.flatMap(\.linears)
        return WeightArena(
            bytes: linears.reduce(0) {
                $0 + WeightArena.room(Linear.bytes(outputs: $1.outputs, inputs: $1.inputs))
            })
    }

    private static func packed<Linear: LinearLayer>(
        _ sources: [Layer<LinearSource>]
    ) throws(ModelError) -> [Layer<Linear>] {
        let arena = arena(for: Linear.self, sources)
        return try layers(sources.map { source in { source.packed(in: arena) } })
    }

    /// The layers that some work gives, which is done on all processors.
    private static func layers<Linear: LinearLayer>(
        _ work: [@Sendable () -> Result<Layer<Linear>, ModelError>]
    ) throws(ModelError) -> [Layer<Linear>] {
        var layers: [Layer<Linear>] = []
        for layer in concurrently(work) { layers.append(try layer.get()) }
        return layers
    }

    /// All layers as the file has them.
    private static func sources(
        _ file: SafetensorsFile, _ prefix: String, _ configuration: EncoderConfiguration
    ) throws(ModelError) -> [Layer<LinearSource>] {
        let hidden = configuration.hidden
        func norm(_ name: String) throws(ModelError) -> NormLayer {
            try NormLayer(file, prefix + name, configuration)
        }
        func linear(_ names: [String], inputs: Int, outputs: Int) throws(ModelError) -> LinearSource {
            try LinearSource(file, names.map { prefix + $0 }, inputs: inputs, outputs: outputs)
        }
        let names = configuration.family.names
        let intermediate = configuration.intermediate
        var layers: [Layer<LinearSource>] = []
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
            layers.append(layer)
        }
        return layers
    }
}

extension BERTWeights.Layer where Linear == LinearSource {
    var linears: [LinearSource] { [attention, attentionOutput, expansion, contraction] }

    /// The same with each product's weights in the form that it reads.
    func packed<Packed: LinearLayer>(in arena: WeightArena) -> Result<BERTWeights.Layer<Packed>, ModelError> {
        layer(of: concurrently(linears.map { linear in { Packed.reading(linear, in: arena) } }))
    }

    /// The layer of these four products.
    private func layer<Packed: LinearLayer>(
        of packed: [Result<Packed, ModelError>]
    ) -> Result<BERTWeights.Layer<Packed>, ModelError> {
        Result { () throws(ModelError) in
            BERTWeights.Layer<Packed>(
                attention: try packed[0].get(), attentionOutput: try packed[1].get(), attentionNorm: attentionNorm,
                expansion: try packed[2].get(), contraction: try packed[3].get(), outputNorm: outputNorm)
        }
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
