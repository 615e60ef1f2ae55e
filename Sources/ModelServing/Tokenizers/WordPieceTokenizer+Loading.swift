public import Foundation

extension WordPieceTokenizer {
    /// Reads `tokenizer.json`, or `vocab.txt` with `tokenizer_config.json` where there is none.
    ///
    /// Truncation and padding that the file asks for are not taken over: they are the caller's choice here.
    /// - Throws: ``ModelError``: a missing or damaged file, or a tokenizer of another kind.
    public init(contentsOf folder: URL) throws(ModelError) {
        let files = ModelFolder(folder)
        let description =
            files.contains("tokenizer.json")
            ? try WordPieceDescription(tokenizer: files.object("tokenizer.json"))
            : try WordPieceDescription(
                vocabulary: files.data("vocab.txt"), configuration: files.objectIfPresent("tokenizer_config.json"))
        try self.init(description)
    }

    init(_ description: WordPieceDescription) throws(ModelError) {
        let tokens = description.tokens
        func id(of token: String) throws(ModelError) -> Int32 {
            guard let found = tokens.first(where: { $0.token.utf8.elementsEqual(token.utf8) }) else {
                throw ModelError(.invalidModel, "the vocabulary lacks \(token), which the tokenizer needs")
            }
            return found.id
        }
        vocabularySize = tokens.count
        var largest = max(tokens.lazy.map(\.id).max() ?? 0, description.addedTokens.lazy.map(\.id).max() ?? 0)
        for case .token(let id, _) in description.pair ?? [] { largest = max(largest, id) }
        largestID = largest
        unknownID = try id(of: description.unknownToken)
        classificationID = try id(of: description.classificationToken)
        separatorID = try id(of: description.separatorToken)
        var template = SequenceTemplate.bert(classificationID, separatorID)
        if let pair = description.pair { template.pair = pair }
        self.template = template
        longestWord = description.longestWord
        decoder = TokenDecoder(
            vocabulary: tokens, added: description.addedTokens, special: description.specialIDs,
            steps: description.decoding)
        actions = CharacterActions(description.options)
        trie = try TokenTrie(tokens.filter { !$0.token.isEmpty })
        continuation = trie.node(after: description.continuationPrefix)
        addedTokens = description.addedTokens.map { (Array($0.token.utf8), $0.id) }.filter { !$0.0.isEmpty }
        var starts = [Bool](repeating: false, count: 256)
        for token in addedTokens { starts[Int(token.bytes[0])] = true }
        addedTokenStarts = starts

        var hash = WeightHash()
        for list in [tokens, description.addedTokens] {
            for (token, id) in list {
                hash.combine(token)
                hash.combine(UInt64(bitPattern: Int64(id)))
            }
        }
        hash.combine(String(describing: description.options) + description.continuationPrefix)
        hash.combine(UInt64(description.longestWord))
        fingerprint = hash.value
    }
}

/// What a tokenizer's files say, before it is built.
struct WordPieceDescription {
    var tokens: [(token: String, id: Int32)]
    var addedTokens: [(token: String, id: Int32)]
    /// Of the added tokens those that are left out of decoded text.
    var specialIDs: Set<Int32> = []
    var decoding: [DecodingStep]?
    var options = NormalizerOptions()
    var unknownToken = "[UNK]"
    var classificationToken = "[CLS]"
    var separatorToken = "[SEP]"
    var continuationPrefix = "##"
    /// What stands around two texts, where it is not as BERT has it.
    var pair: [SequenceTemplate.PairPart]?
    /// Scalars of the longest word that is taken apart.
    var longestWord = 100

    /// From `tokenizer.json`, where it has the combination that BERT uses; nil where it has another.
    ///
    /// - Throws: ``ModelError`` for that combination with something wrong in it.
    init?(ifBERT json: JSONValue) throws(ModelError) {
        func type(_ part: String) -> String? { json[part]?["type"]?.string }
        let flags = ["normalized", "lstrip", "rstrip", "single_word"]
        let hasPlainTokens = (json["added_tokens"]?.array ?? []).allSatisfy { added in
            !flags.contains { added[$0]?.bool == true }
        }
        let processor = type("post_processor")
        let template = json["post_processor"]?["single"]?.array
        let isAround =
            processor == nil || processor == "BertProcessing"
            || processor == "TemplateProcessing" && template?.count == 3 && template?[1]["Sequence"] != nil
        // Static models publish the tokenizer without special tokens, and put none around a text.
        guard processor != nil || json["model"]?["vocab"]?["[CLS]"] != nil else { return nil }
        guard type("model") == "WordPiece", type("normalizer") == "BertNormalizer",
            type("pre_tokenizer") == "BertPreTokenizer", hasPlainTokens, isAround
        else { return nil }
        try self.init(tokenizer: json)
    }

    /// From `tokenizer.json`.
    init(tokenizer json: JSONValue) throws(ModelError) {
        func kind(_ part: String, of supported: [String]) throws(ModelError) -> JSONValue? {
            guard let value = json[part], !value.isNull else { return nil }
            let type = value["type"]?.string ?? "of no type"
            guard supported.contains(type) else {
                throw ModelError(
                    .unsupportedModel,
                    "tokenizer.json has a \(part) \(type); supported: \(supported.joined(separator: ", "))")
            }
            return value
        }
        guard let model = try kind("model", of: ["WordPiece"]), let vocabulary = model["vocab"]?.members else {
            throw ModelError(.invalidModel, "tokenizer.json has no vocabulary")
        }
        guard let normalizer = try kind("normalizer", of: ["BertNormalizer"]),
            try kind("pre_tokenizer", of: ["BertPreTokenizer"]) != nil
        else { throw ModelError(.unsupportedModel, "tokenizer.json lacks BERT's normalizer or pre_tokenizer") }
        let processor = try kind("post_processor", of: ["TemplateProcessing", "BertProcessing"])

        tokens = []
        tokens.reserveCapacity(vocabulary.count)
        for (token, value) in vocabulary { tokens.append((token, try WordPieceDescription.id(value, of: token))) }
        addedTokens = []
        for added in json["added_tokens"]?.array ?? [] {
            guard let token = added["content"]?.string, let value = added["id"] else {
                throw ModelError(.invalidModel, "tokenizer.json has an added token without content or id")
            }
            for flag in ["normalized", "lstrip", "rstrip", "single_word"] where added[flag]?.bool == true {
                throw ModelError(.unsupportedModel, "the added token \(token) is \(flag), which is not supported")
            }
            addedTokens.append((token, try WordPieceDescription.id(value, of: token)))
            if added["special"]?.bool == true { specialIDs.insert(addedTokens[addedTokens.count - 1].id) }
        }
        let lowercases = normalizer["lowercase"]?.bool ?? true
        options = NormalizerOptions(
            cleansText: normalizer["clean_text"]?.bool ?? true,
            isolatesIdeographs: normalizer["handle_chinese_chars"]?.bool ?? true,
            stripsAccents: normalizer["strip_accents"]?.bool ?? lowercases, lowercases: lowercases)
        decoding = try DecodingStep.steps(try TokenizerField(json, "").optional("decoder"))
        unknownToken = model["unk_token"]?.string ?? unknownToken
        continuationPrefix = model["continuing_subword_prefix"]?.string ?? continuationPrefix
        if let first = processor?["cls"]?.array?.first?.string { classificationToken = first }
        if let last = processor?["sep"]?.array?.first?.string { separatorToken = last }
        if let template = processor?["single"]?.array {
            let special = template.compactMap { $0["SpecialToken"]?["id"]?.string }
            guard template.count == 3, special.count == 2, template[1]["Sequence"] != nil else {
                throw ModelError(.unsupportedModel, "tokenizer.json puts other tokens around a text than BERT does")
            }
            (classificationToken, separatorToken) = (special[0], special[1])
            pair =
                try processor.map { value throws(ModelError) in
                    try SequenceTemplate.pair(TokenizerField(value, "post_processor"))
                } ?? nil
        }
        if let longest = model["max_input_chars_per_word"] {
            guard let value = longest.integer, (1...100_000).contains(value) else {
                throw ModelError(.invalidModel, "max_input_chars_per_word is not a number from 1 to 100,000")
            }
            longestWord = value
        }
    }

    /// From `vocab.txt`, one token a line, and the switches of `tokenizer_config.json`.
    init(vocabulary: Data, configuration: JSONValue?) throws(ModelError) {
        tokens = []
        for line in vocabulary.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let token = String(validating: line, as: UTF8.self) else {
                throw ModelError(.invalidModel, "line \(tokens.count + 1) of vocab.txt is not UTF-8")
            }
            tokens.append((token, Int32(truncatingIfNeeded: tokens.count)))
        }
        if tokens.last?.token.isEmpty == true { tokens.removeLast() }
        let lowercases = configuration?["do_lower_case"]?.bool ?? true
        options = NormalizerOptions(
            isolatesIdeographs: configuration?["tokenize_chinese_chars"]?.bool ?? true,
            stripsAccents: configuration?["strip_accents"]?.bool ?? lowercases, lowercases: lowercases)
        unknownToken = configuration?["unk_token"]?.string ?? unknownToken
        classificationToken = configuration?["cls_token"]?.string ?? classificationToken
        separatorToken = configuration?["sep_token"]?.string ?? separatorToken
        let special = [
            unknownToken, classificationToken, separatorToken,
            configuration?["pad_token"]?.string ?? "[PAD]", configuration?["mask_token"]?.string ?? "[MASK]",
        ]
        addedTokens = tokens.filter { special.contains($0.token) }
        specialIDs = Set(addedTokens.map(\.id))
        decoding = [.wordPiece(prefix: Array(continuationPrefix.utf8), cleansUp: true)]
    }

    private static func id(_ value: JSONValue, of token: String) throws(ModelError) -> Int32 {
        guard let number = value.integer, let id = Int32(exactly: number), id >= 0 else {
            throw ModelError(.invalidModel, "the token \(token) has no id from 0 to 2^31 - 1")
        }
        return id
    }
}
