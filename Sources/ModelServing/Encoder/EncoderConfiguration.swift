/// What a model's configuration files say of its encoder.
struct EncoderConfiguration: Sendable, Hashable {
    enum Pooling: String, Sendable, Hashable {
        case mean, classification, maximum
    }

    var layers: Int
    var heads: Int
    var hidden: Int
    var intermediate: Int
    var vocabulary: Int
    var positions: Int
    var types: Int
    var epsilon: Float
    var pooling: Pooling
    var normalizes: Bool
    /// The longest sequence, special tokens included.
    var maximumTokens: Int

    var headWidth: Int { hidden / heads }

    /// Reads `config.json`, and of sentence-transformers' files those that are there: `modules.json`,
    /// `1_Pooling/config.json` and `sentence_bert_config.json`. Without them: mean pooling, normalised.
    init(_ folder: ModelFolder) throws(ModelError) {
        let config = try folder.object("config.json")
        let type = config["model_type"]?.string ?? "of no type"
        guard type == "bert" else {
            throw ModelError(.unsupportedModel, "the model is \(type); encoders of type bert are supported")
        }
        let position = config["position_embedding_type"]?.string ?? "absolute"
        guard position == "absolute" else {
            throw ModelError(.unsupportedModel, "the model's positions are \(position); absolute ones are supported")
        }
        let activation = config["hidden_act"]?.string ?? "gelu"
        guard activation == "gelu" else {
            throw ModelError(.unsupportedModel, "the model's activation is \(activation); gelu is supported")
        }
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
        layers = try size("num_hidden_layers", upTo: 1000)
        heads = try size("num_attention_heads", upTo: 1000)
        hidden = try size("hidden_size", upTo: 65_536)
        intermediate = try size("intermediate_size", upTo: 1_048_576)
        vocabulary = try size("vocab_size", upTo: 16_777_216)
        positions = try size("max_position_embeddings", upTo: 1_048_576)
        types = try size("type_vocab_size", upTo: 1024, default: 2)
        guard hidden % heads == 0 else {
            throw ModelError(.invalidModel, "\(heads) heads do not divide the hidden size \(hidden) in config.json")
        }
        let epsilon = config["layer_norm_eps"].map { $0.double ?? 0 } ?? 1e-12
        guard epsilon > 0, epsilon < 1 else {
            throw ModelError(.invalidModel, "layer_norm_eps in config.json is not a small positive number")
        }
        self.epsilon = Float(epsilon)

        maximumTokens = positions
        if let sentence = try folder.objectIfPresent("sentence_bert_config.json"),
            let value = sentence["max_seq_length"],
            !value.isNull
        {
            guard let longest = value.integer, longest >= 2 else {
                throw ModelError(
                    .invalidModel, "max_seq_length in sentence_bert_config.json is not a number of at least 2")
            }
            maximumTokens = min(longest, positions)
        }
        guard maximumTokens >= 2 else {
            throw ModelError(.invalidModel, "a model of \(positions) positions has no room for a text")
        }
        pooling = .mean
        if let value = try folder.objectIfPresent("1_Pooling/config.json") {
            pooling = try EncoderConfiguration.pooling(value, hidden: hidden)
        }
        normalizes = true
        if folder.contains("modules.json") { normalizes = try EncoderConfiguration.normalizes(folder) }
    }

    private static func pooling(_ value: JSONValue, hidden: Int) throws(ModelError) -> Pooling {
        if let dimension = value["word_embedding_dimension"], dimension.integer != hidden {
            throw ModelError(.invalidModel, "1_Pooling/config.json is for another hidden size than \(hidden)")
        }
        let modes = (value.members ?? []).filter { $0.key.hasPrefix("pooling_mode_") && $0.value.bool == true }
        switch modes.map(\.key) {
        case ["pooling_mode_mean_tokens"]: return .mean
        case ["pooling_mode_cls_token"]: return .classification
        case ["pooling_mode_max_tokens"]: return .maximum
        default:
            let names = modes.map(\.key).joined(separator: ", ")
            throw ModelError(
                .unsupportedModel, "1_Pooling/config.json asks for [\(names)]; one of mean, cls and max is supported")
        }
    }

    /// Whether the last of the model's modules normalises; others than the three of sentence encoders are refused.
    private static func normalizes(_ folder: ModelFolder) throws(ModelError) -> Bool {
        guard let modules = try folder.json("modules.json").array else {
            throw ModelError(.invalidModel, "modules.json holds no JSON array; fetch the model again")
        }
        let types = modules.compactMap { $0["type"]?.string?.split(separator: ".").last.map(String.init) }
        for type in types where !["Transformer", "Pooling", "Normalize"].contains(type) {
            throw ModelError(.unsupportedModel, "modules.json has a module \(type), which is not supported")
        }
        return types.contains("Normalize")
    }
}
