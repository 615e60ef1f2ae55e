/// A tokenizer put together from the parts that `tokenizer.json` names: added tokens, normaliser, splitters, model and
/// post-processor.
///
/// Serves byte-pair encoding (GPT-2, RoBERTa, Llama, Qwen, SmolLM), unigram models of SentencePiece (XLM-R, multilingual
/// E5, T5), WordPiece and whole words. Ids and ranges equal those of Hugging Face's `tokenizers`, whose ranges count
/// characters where these count UTF-8 bytes.
///
///     let tokenizer = try Tokenizers.load(contentsOf: modelFolder)
///     let tokens = tokenizer.encode("日本語とEnglish", maximumTokens: 512)
public struct PipelineTokenizer: Tokenizer, TemplateTokenizer {
    public let vocabularySize: Int
    public let largestID: Int32
    public let fingerprint: UInt64
    public var specialTokenCount: Int { special.count }

    package let unknownToken: Int32?
    var template: SequenceTemplate { special.template }

    private let normalizers: [TextNormalizer]
    private let splitters: [TextSplitter]
    private let model: SubwordModel
    private let special: SpecialTokens
    /// Added tokens that are looked for in the text as it is, and in the normalised text.
    private let plainTokens: AddedTokens
    private let normalizedTokens: AddedTokens
    /// By id, for trimming ranges; empty where none are trimmed.
    private let blanks: [TokenBlanks]
    private let decoder: TokenDecoder

    init(_ json: JSONValue) throws(ModelError) {
        let file = TokenizerField(json, "")
        normalizers = try TextNormalizer.steps(try file.optional("normalizer"))
        let splitting = try TextSplitter.steps(try file.optional("pre_tokenizer"))
        splitters = splitting.steps
        let modelField = try file.member("model")
        model = try SubwordModel(modelField, isByteLevel: splitting.isByteLevel)
        special = try SpecialTokens(try file.optional("post_processor"))
        let added = try AddedTokens.read(file)
        let plain = added.filter { !$0.isNormalized }
        let normalized = added.filter { $0.isNormalized }
        plainTokens = try AddedTokens(plain, contents: plain.map { Array($0.content.utf8) })
        let steps = normalizers
        normalizedTokens = try AddedTokens(
            normalized, contents: normalized.map { PipelineTokenizer.normalized($0.content, steps) })
        let vocabulary = try PipelineTokenizer.texts(modelField)
        vocabularySize = model.vocabularySize
        largestID = max(vocabulary.map(\.id).max() ?? 0, added.map(\.id).max() ?? 0, special.largestID)
        unknownToken = try PipelineTokenizer.unknownToken(modelField, vocabulary)
        blanks = try PipelineTokenizer.blanks(vocabulary, special, limit: largestID)
        decoder = TokenDecoder(
            vocabulary: vocabulary, added: added.map { ($0.content, $0.id) },
            special: Set(added.filter(\.isSpecial).map(\.id)),
            steps: try DecodingStep.steps(try file.optional("decoder")))
        fingerprint = PipelineTokenizer.fingerprint(json)
    }

    private static func normalized(_ content: String, _ steps: [TextNormalizer]) -> [UInt8] {
        var content = content
        return content.withUTF8 { bytes in
            steps.reduce(AlignedText(bytes, 0..<bytes.count)) { $1.apply(to: $0) }.bytes
        }
    }

    /// The tokens of the model with their ids.
    private static func texts(_ model: TokenizerField) throws(ModelError) -> [(token: String, id: Int32)] {
        let vocabulary = try model.member("vocab").value
        if let members = vocabulary.members {
            return members.compactMap { member in
                member.value.integer.flatMap { Int32(exactly: $0) }.map { (member.key, $0) }
            }
        }
        return (vocabulary.array ?? []).enumerated().compactMap { index, entry in
            entry.array?.first?.string.map { ($0, Int32(index)) }
        }
    }

    private static func unknownToken(
        _ model: TokenizerField, _ vocabulary: [(token: String, id: Int32)]
    ) throws(ModelError) -> Int32? {
        if let id = try model.optional("unk_id") { return try id.id() }
        guard let token = try model.optional("unk_token")?.string() else { return nil }
        return vocabulary.first { $0.token.utf8.elementsEqual(token.utf8) }?.id
    }

    private static func blanks(
        _ vocabulary: [(token: String, id: Int32)], _ special: SpecialTokens, limit: Int32
    ) throws(ModelError) -> [TokenBlanks] {
        guard !special.trimmings.isEmpty else { return [] }
        guard limit < 1 << 24 else {
            throw ModelError(.unsupportedModel, "tokenizer.json has the id \(limit); up to 16 million are supported")
        }
        var blanks = [TokenBlanks](repeating: TokenBlanks(""), count: Int(limit) + 1)
        for (token, id) in vocabulary { blanks[Int(id)] = TokenBlanks(token) }
        return blanks
    }

    public func encode(_ text: String, maximumTokens: Int?) -> TokenizedText {
        if let maximumTokens {
            precondition(
                maximumTokens >= special.count, "\(maximumTokens) tokens cannot hold the \(special.count) special ones")
        }
        var tokens = run(text, limit: maximumTokens.map { $0 - special.count } ?? .max)
        let end = text.utf8.count
        tokens.ids = special.before + tokens.ids + special.behind
        tokens.ranges =
            special.before.map { _ in 0..<0 } + tokens.ranges + special.behind.map { _ in end..<end }
        return tokens
    }

    public func tokens(of text: String) -> TokenizedText {
        run(text, limit: .max)
    }

    public func decode(_ ids: [Int32], specialTokens: SpecialTokenText) -> String {
        decoder.decode(ids, specialTokens: specialTokens)
    }

    private func run(_ text: String, limit: Int) -> TokenizedText {
        var text = text
        return text.withUTF8 { bytes in
            var run = Run(limit: limit)
            plainTokens.forEachPart(of: bytes) { range, id in
                guard run.tokens.count <= limit else { return }
                if let id { run.append(id, range, added: bytes[range]) } else { self.run(bytes, range, &run) }
            }
            return finish(&run, bytes)
        }
    }

    /// Tokenizes a part of the source that holds no plain added token.
    private func run(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ run: inout Run) {
        var text = AlignedText(bytes, range)
        for normalizer in normalizers { text = normalizer.apply(to: text) }
        guard text.count > 0 else { return }
        if normalizedTokens.isEmpty { return split(text, 0..<text.count, &run) }
        text.bytes.withUnsafeBufferPointer { normalized in
            normalizedTokens.forEachPart(of: normalized) { part, id in
                if let id {
                    run.append(id, text.source(of: part), added: normalized[part])
                } else {
                    split(text, part, &run)
                }
            }
        }
    }

    private func split(_ text: AlignedText, _ part: Range<Int>, _ run: inout Run) {
        var text = text
        var pieces = [part]
        for splitter in splitters { splitter.apply(to: &text, &pieces) }
        run.scratch.clear()
        text.bytes.withUnsafeBufferPointer { model.tokenize($0, pieces, limit: run.limit, &run.scratch) }
        for index in run.scratch.ids.indices {
            run.append(run.scratch.ids[index], text.source(of: run.scratch.ranges[index]))
        }
    }

    /// Cuts to the limit and trims the ranges.
    private func finish(_ run: inout Run, _ bytes: UnsafeBufferPointer<UInt8>) -> TokenizedText {
        let isTruncated = run.tokens.count > run.limit
        if isTruncated {
            run.tokens.ids.removeSubrange(run.limit...)
            run.tokens.ranges.removeSubrange(run.limit...)
        }
        for addsSpace in special.trimmings {
            for index in run.tokens.ids.indices {
                let blanks = run.addedBlanks[index] ?? blanks[Int(run.tokens.ids[index])]
                guard blanks.leading > 0 || blanks.trailing > 0 else { continue }
                run.tokens.ranges[index] = blanks.trim(
                    run.tokens.ranges[index], isFirst: index == 0, addsSpace: addsSpace, in: bytes)
            }
        }
        run.tokens.isTruncated = isTruncated
        return run.tokens
    }

    /// The state of one call.
    private struct Run {
        let limit: Int
        var tokens = TokenizedText(ids: [], ranges: [], isTruncated: false)
        var scratch = SubwordScratch()
        /// White space that added tokens took in, by the token's place.
        var addedBlanks: [Int: TokenBlanks] = [:]

        init(limit: Int) {
            self.limit = limit
        }

        @inline(__always)
        mutating func append(_ id: Int32, _ range: Range<Int>) {
            tokens.ids.append(id)
            tokens.ranges.append(range)
        }

        mutating func append(_ id: Int32, _ range: Range<Int>, added: Slice<UnsafeBufferPointer<UInt8>>) {
            addedBlanks[tokens.count] = TokenBlanks(String(decoding: added, as: UTF8.self))
            append(id, range)
        }
    }

    /// A hash over all of the file that takes part in tokenizing.
    private static func fingerprint(_ json: JSONValue) -> UInt64 {
        var hash = WeightHash()
        for name in ["added_tokens", "normalizer", "pre_tokenizer", "post_processor", "model"] {
            hash.combine(name)
            if let value = json[name] { combine(value, &hash) }
        }
        return hash.value
    }

    /// The reader limits nesting, and so this.
    private static func combine(_ value: JSONValue, _ hash: inout WeightHash) {
        switch value {
        case .null: hash.combine(0)
        case .bool(let bool): hash.combine(bool ? 2 : 1)
        case .number(let number): hash.combine(number.bitPattern)
        case .string(let string):
            hash.combine(UInt64(string.utf8.count))
            hash.combine(string)
        case .array(let array):
            hash.combine(UInt64(array.count))
            for element in array { combine(element, &hash) }
        case .object(let members):
            hash.combine(UInt64(members.count))
            for (key, member) in members {
                hash.combine(key)
                combine(member, &hash)
            }
        }
    }
}
