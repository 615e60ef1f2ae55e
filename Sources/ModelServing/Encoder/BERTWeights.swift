/// The weights of a BERT encoder, in the layout that the forward pass reads.
struct BERTWeights: Sendable {
    struct Layer: Sendable {
        /// Query, key and value in one product: (3 · hidden, hidden).
        var attention: LinearLayer
        var attentionOutput: LinearLayer
        var attentionNorm: NormLayer
        var expansion: LinearLayer
        var contraction: LinearLayer
        var outputNorm: NormLayer
    }

    /// (vocabulary, hidden)
    var words: [Float]
    /// (positions, hidden), with the embedding of type 0 added: every token of a single text is of type 0.
    var positions: [Float]
    var embeddingNorm: NormLayer
    var layers: [Layer]

    init(_ file: SafetensorsFile, _ configuration: EncoderConfiguration) throws(ModelError) {
        // Some files carry the whole model under a prefix.
        let prefix = file.contains("embeddings.word_embeddings.weight") ? "" : "bert."
        let hidden = configuration.hidden
        func values(_ name: String, _ shape: Int...) throws(ModelError) -> [Float] {
            try file.values(prefix + name, shape: shape)
        }
        func norm(_ name: String) throws(ModelError) -> NormLayer {
            NormLayer(
                scale: try values(name + ".weight", hidden), shift: try values(name + ".bias", hidden),
                epsilon: configuration.epsilon)
        }
        func linear(_ names: [String], inputs: Int, outputs: Int) throws(ModelError) -> LinearLayer {
            var weights: [Float] = []
            var bias: [Float] = []
            for name in names {
                weights += try values(name + ".weight", outputs, inputs)
                bias += try values(name + ".bias", outputs)
            }
            return LinearLayer(weights: weights, bias: bias, inputs: inputs)
        }

        words = try values("embeddings.word_embeddings.weight", configuration.vocabulary, hidden)
        positions = try values("embeddings.position_embeddings.weight", configuration.positions, hidden)
        let types = try values("embeddings.token_type_embeddings.weight", configuration.types, hidden)
        for index in positions.indices { positions[index] += types[index % hidden] }
        embeddingNorm = try norm("embeddings.LayerNorm")
        layers = []
        for index in 0..<configuration.layers {
            let name = "encoder.layer.\(index)."
            let attention = ["query", "key", "value"].map { name + "attention.self." + $0 }
            let intermediate = configuration.intermediate
            layers.append(
                Layer(
                    attention: try linear(attention, inputs: hidden, outputs: hidden),
                    attentionOutput: try linear(
                        [name + "attention.output.dense"], inputs: hidden, outputs: hidden),
                    attentionNorm: try norm(name + "attention.output.LayerNorm"),
                    expansion: try linear([name + "intermediate.dense"], inputs: hidden, outputs: intermediate),
                    contraction: try linear([name + "output.dense"], inputs: intermediate, outputs: hidden),
                    outputNorm: try norm(name + "output.LayerNorm")))
        }
    }
}
