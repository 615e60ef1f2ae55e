/// What sets one family of encoders apart from the others: how its files name things, and the few steps that differ.
///
/// The forward pass is one for all of them and reads what differs here as values.
struct EncoderFamily: Sendable, Hashable {
    /// Which row of the position table a token takes.
    enum PositionRule: Sendable, Hashable {
        /// Its place in the sequence.
        case place
        /// Its place among the tokens that are not padding, counted from the padding's id + 1; padding takes its own id.
        /// The id is `pad_token_id` of config.json, or always 1.
        case afterPadding(isConfigured: Bool)
    }

    /// The names of a layer's weights, each behind `layer` and the layer's number.
    struct LayerNames: Sendable, Hashable {
        var query, key, value, attentionOutput, attentionNorm, expansion, contraction, outputNorm: String
    }

    /// The names that config.json has for sizes and the activation.
    struct SizeNames: Sendable, Hashable {
        var layers = "num_hidden_layers"
        var heads = "num_attention_heads"
        var hidden = "hidden_size"
        var intermediate = "intermediate_size"
        var activation = "hidden_act"
    }

    /// `model_type` in config.json.
    let name: String
    /// What stands before each of the encoder's names in a file that holds more than the encoder.
    let prefix: String
    var layer = "encoder.layer."
    var names: LayerNames = .bert
    var sizes = SizeNames()
    var positions = PositionRule.place
    /// Whether tokens have types: there is a table of them.
    var hasTypes = true
    /// Whether `layer_norm_eps` is read; it is 1e-12 otherwise.
    var hasEpsilon = true
    /// Whether attention adds a bias by the distance of two tokens.
    var hasRelativeBias = false
    let head: ClassificationHead.Names

    /// The families by their `model_type`; several types may be one family.
    static let all: [EncoderFamily] = [
        EncoderFamily(name: "bert", prefix: "bert.", head: .bert),
        roberta(named: "roberta"), roberta(named: "xlm-roberta"), roberta(named: "camembert"),
        EncoderFamily(
            name: "distilbert", prefix: "distilbert.", layer: "transformer.layer.", names: .distilBERT,
            sizes: SizeNames(
                layers: "n_layers", heads: "n_heads", hidden: "dim", intermediate: "hidden_dim",
                activation: "activation"),
            hasTypes: false, hasEpsilon: false, head: .distilBERT),
        EncoderFamily(
            name: "mpnet", prefix: "mpnet.", names: .mpnet, positions: .afterPadding(isConfigured: false),
            hasTypes: false, hasRelativeBias: true, head: .roberta),
    ]

    private static func roberta(named name: String) -> EncoderFamily {
        EncoderFamily(name: name, prefix: "roberta.", positions: .afterPadding(isConfigured: true), head: .roberta)
    }
}

extension EncoderFamily.LayerNames {
    static let bert = Self(
        query: "attention.self.query", key: "attention.self.key", value: "attention.self.value",
        attentionOutput: "attention.output.dense", attentionNorm: "attention.output.LayerNorm",
        expansion: "intermediate.dense", contraction: "output.dense", outputNorm: "output.LayerNorm")

    static let distilBERT = Self(
        query: "attention.q_lin", key: "attention.k_lin", value: "attention.v_lin",
        attentionOutput: "attention.out_lin", attentionNorm: "sa_layer_norm", expansion: "ffn.lin1",
        contraction: "ffn.lin2", outputNorm: "output_layer_norm")

    static let mpnet = Self(
        query: "attention.attn.q", key: "attention.attn.k", value: "attention.attn.v",
        attentionOutput: "attention.attn.o", attentionNorm: "attention.LayerNorm", expansion: "intermediate.dense",
        contraction: "output.dense", outputNorm: "output.LayerNorm")
}
