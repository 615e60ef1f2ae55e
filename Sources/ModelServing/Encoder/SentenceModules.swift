import Foundation

/// What the files of sentence-transformers say of a model around its encoder, checked.
struct SentenceModules: Sendable {
    /// Where the encoder's files lie.
    let encoder: ModelFolder
    let pooling: Pooling
    /// The hidden size that the pooling is for; nil where its file does not say.
    let pooledWidth: Int?
    let normalizes: Bool
    /// `max_seq_length`, special tokens included.
    let sequenceLimit: Int?
    /// Whether texts are put into lower case before anything else.
    let lowercases: Bool
    let prompts: EncoderPrompts

    /// Reads `modules.json` with the pooling's configuration, `sentence_bert_config.json` and
    /// `config_sentence_transformers.json`, those that are there. Without `modules.json`: mean pooling unless
    /// `1_Pooling/config.json` says otherwise, normalised.
    ///
    /// - Throws: ``ModelError``: a damaged file, or a module or setting that is not implemented.
    init(_ folder: ModelFolder) throws(ModelError) {
        var poolingFile = "1_Pooling/config.json"
        var poolingValue: JSONValue?
        if folder.contains("modules.json") {
            let modules = try SentenceModules.modules(folder)
            encoder = modules[0].path.isEmpty ? folder : ModelFolder(folder.url.appendingPathComponent(modules[0].path))
            poolingFile = modules[1].path + "/config.json"
            poolingValue = try folder.object(poolingFile)
            normalizes = modules.count == 3
        } else {
            encoder = folder
            poolingValue = try folder.objectIfPresent(poolingFile)
            normalizes = true
        }
        pooling = try SentenceModules.pooling(poolingValue, poolingFile)
        let width = poolingValue?["word_embedding_dimension"] ?? poolingValue?["embedding_dimension"]
        // What is no number fits no encoder.
        pooledWidth = width.map { $0.integer ?? 0 }
        let sentence = try encoder.objectIfPresent("sentence_bert_config.json")
        sequenceLimit = try SentenceModules.sequenceLimit(sentence)
        lowercases = sentence?["do_lower_case"]?.bool == true
        prompts = EncoderPrompts(try folder.objectIfPresent("config_sentence_transformers.json"))
    }

    /// The modules: an encoder, a pooling, and where it normalises a third.
    private static func modules(_ folder: ModelFolder) throws(ModelError) -> [(type: String, path: String)] {
        guard let entries = try folder.json("modules.json").array else {
            throw ModelError(.invalidModel, "modules.json holds no JSON array; fetch the model again")
        }
        var modules: [(type: String, path: String)] = []
        for entry in entries {
            guard let type = entry["type"]?.string?.split(separator: ".").last, let path = entry["path"]?.string else {
                throw ModelError(.invalidModel, "modules.json has a module without type or path")
            }
            guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
                throw ModelError(.invalidModel, "modules.json has a module outside of its folder: \(path)")
            }
            modules.append((String(type), path))
        }
        let types = modules.map(\.type)
        guard types.starts(with: ["Transformer", "Pooling"]), ["Normalize"].starts(with: types.dropFirst(2)) else {
            throw ModelError(
                .unsupportedModel,
                "modules.json has the modules [\(types.joined(separator: ", "))]; Transformer, Pooling and then Normalize "
                    + "are supported")
        }
        return modules
    }

    private static func pooling(_ value: JSONValue?, _ file: String) throws(ModelError) -> Pooling {
        guard let value else { return .mean }
        var names = (value.members ?? []).filter { $0.key.hasPrefix("pooling_mode_") && $0.value.bool == true }
            .map { String($0.key.dropFirst("pooling_mode_".count)) }
        // Newer files name the modes.
        if let mode = value["pooling_mode"] {
            names = mode.string.map { [$0] } ?? mode.array?.compactMap(\.string) ?? []
        }
        guard value["include_prompt"]?.bool != false else {
            throw ModelError(.unsupportedModel, "\(file) pools without the prompt, which is not supported")
        }
        switch names {
        case ["mean_tokens"], ["mean"]: return .mean
        case ["cls_token"], ["cls"]: return .classification
        case ["max_tokens"], ["max"]: return .maximum
        default:
            let list = names.joined(separator: ", ")
            throw ModelError(.unsupportedModel, "\(file) asks for [\(list)]; one of mean, cls and max is supported")
        }
    }

    private static func sequenceLimit(_ sentence: JSONValue?) throws(ModelError) -> Int? {
        guard let value = sentence?["max_seq_length"], !value.isNull else { return nil }
        guard let longest = value.integer, longest >= 2 else {
            throw ModelError(
                .invalidModel, "max_seq_length in sentence_bert_config.json is not a number of at least 2")
        }
        return longest
    }
}
