/// What `config.json` says of an encoder, checked.
struct EncoderConfiguration: Sendable, Hashable {
    let family: EncoderFamily
    let layers: Int
    let heads: Int
    let hidden: Int
    let intermediate: Int
    let vocabulary: Int
    /// Rows of the position table.
    let positions: Int
    /// Rows of the type table; 0 where the family has none.
    let types: Int
    let epsilon: Float
    /// The id of padding, where positions are counted from it.
    let padding: Int32?
    /// The longest sequence that the tokenizer's own configuration allows; nil where it sets no limit.
    let tokenizerLimit: Int?
    /// How many labels a classification head has.
    let labels: Int

    var headWidth: Int { hidden / heads }

    /// The longest sequence that there are positions for.
    var longestSequence: Int { positions - (padding.map { Int($0) + 1 } ?? 0) }

    /// Reads `config.json`, and of `tokenizer_config.json` the limit where it is there.
    ///
    /// - Throws: ``ModelError``: `unsupportedModel` for an architecture that is not one of ``EncoderFamily/all``, or a setting
    ///   that is not implemented; `invalidModel` for sizes that are none or do not fit each other.
    init(_ folder: ModelFolder) throws(ModelError) {
        let config = try folder.object("config.json")
        family = try EncoderConfiguration.family(config)
        func size(_ name: String, upTo limit: Int, default fallback: Int? = nil) throws(ModelError) -> Int {
            guard let value = config[name] else {
                if let fallback { return fallback }
                throw ModelError(.invalidModel, "config.json lacks \(name)")
            }
            guard let number = value.integer, (1...limit).contains(number) else {
                throw ModelError(.invalidModel, "\(name) in config.json is not a number from 1 to \(limit)")
            }
            return number
        }
        // The limits lie far above any published encoder and keep products of two from overflowing.
        layers = try size(family.sizes.layers, upTo: 1000)
        heads = try size(family.sizes.heads, upTo: 1000)
        hidden = try size(family.sizes.hidden, upTo: 65_536)
        intermediate = try size(family.sizes.intermediate, upTo: 1_048_576)
        vocabulary = try size("vocab_size", upTo: 16_777_216)
        positions = try size("max_position_embeddings", upTo: 1_048_576)
        types = family.hasTypes ? try size("type_vocab_size", upTo: 1024, default: 2) : 0
        guard hidden % heads == 0 else {
            throw ModelError(.invalidModel, "\(heads) heads do not divide the hidden size \(hidden) in config.json")
        }
        let epsilon = family.hasEpsilon ? config["layer_norm_eps"].map { $0.double ?? 0 } ?? 1e-12 : 1e-12
        guard epsilon > 0, epsilon < 1 else {
            throw ModelError(.invalidModel, "layer_norm_eps in config.json is not a small positive number")
        }
        self.epsilon = Float(epsilon)
        padding = try EncoderConfiguration.padding(config, family, positions: positions)
        tokenizerLimit = try EncoderConfiguration.tokenizerLimit(folder)
        // transformers writes the labels' names, and their number alone in older files; two is its default.
        labels = config["id2label"]?.members?.count ?? config["num_labels"]?.integer ?? 2
        guard longestSequence >= 2 else {
            throw ModelError(.invalidModel, "a model of \(positions) positions has no room for a text")
        }
    }

    private static func family(_ config: JSONValue) throws(ModelError) -> EncoderFamily {
        let type = config["model_type"]?.string ?? "of no type"
        guard let family = EncoderFamily.all.first(where: { $0.name == type }) else {
            let known = EncoderFamily.all.map(\.name).joined(separator: ", ")
            throw ModelError(.unsupportedModel, "the model is \(type); supported encoders are \(known)")
        }
        let position = config["position_embedding_type"]?.string ?? "absolute"
        guard position == "absolute" else {
            throw ModelError(.unsupportedModel, "the model's positions are \(position); absolute ones are supported")
        }
        let activation = config[family.sizes.activation]?.string ?? "gelu"
        guard activation == "gelu" else {
            throw ModelError(.unsupportedModel, "the model's activation is \(activation); gelu is supported")
        }
        guard config["is_decoder"]?.bool != true else {
            throw ModelError(.unsupportedModel, "the model is a decoder; encoders are supported")
        }
        if family.hasRelativeBias, let buckets = config["relative_attention_num_buckets"] {
            guard buckets.integer == RelativeBias.buckets else {
                throw ModelError(
                    .unsupportedModel,
                    "relative_attention_num_buckets in config.json is not \(RelativeBias.buckets), which is supported")
            }
        }
        return family
    }

    private static func padding(
        _ config: JSONValue, _ family: EncoderFamily, positions: Int
    ) throws(ModelError) -> Int32? {
        guard case .afterPadding(let isConfigured) = family.positions else { return nil }
        guard isConfigured, let value = config["pad_token_id"] else { return 1 }
        guard let id = value.integer, (0..<positions).contains(id) else {
            throw ModelError(.invalidModel, "pad_token_id in config.json is no position of \(positions)")
        }
        return Int32(id)
    }

    /// `model_max_length`, for which files also write a number beyond any limit.
    private static func tokenizerLimit(_ folder: ModelFolder) throws(ModelError) -> Int? {
        guard let value = try folder.objectIfPresent("tokenizer_config.json")?["model_max_length"], !value.isNull else {
            return nil
        }
        guard let number = value.double, number >= 2 else {
            throw ModelError(
                .invalidModel, "model_max_length in tokenizer_config.json is not a number of at least 2")
        }
        return value.integer
    }
}
