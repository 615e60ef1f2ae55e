/// Ids back into text: the texts of the tokens, and the steps of a tokenizer's `decoder`.
struct TokenDecoder: Sendable {
    private let vocabulary: TokenTexts
    /// Added tokens have their own texts, which go before those of the vocabulary.
    private let added: TokenTexts
    private let special: Set<Int32>
    /// nil where the tokenizer has no decoder; blanks then stand between the tokens.
    private let steps: [DecodingStep]?

    init(
        vocabulary: [(token: String, id: Int32)], added: [(token: String, id: Int32)], special: Set<Int32>,
        steps: [DecodingStep]?
    ) {
        self.vocabulary = TokenTexts(vocabulary)
        self.added = TokenTexts(added)
        self.special = special
        self.steps = steps
    }

    func decode(_ ids: [Int32], specialTokens: SpecialTokenText) -> String {
        var tokens: [[UInt8]] = []
        tokens.reserveCapacity(ids.count)
        for id in ids where specialTokens == .written || !special.contains(id) {
            if let text = added[id] ?? vocabulary[id] { tokens.append(Array(text)) }
        }
        guard let steps else { return String(decoding: Array(tokens.joined(separator: [0x20])), as: UTF8.self) }
        for step in steps { tokens = step.apply(to: tokens) }
        return String(decoding: Array(tokens.joined()), as: UTF8.self)
    }
}

/// What decoding does with special tokens, such as `[CLS]` and `<|endoftext|>`.
public enum SpecialTokenText: Sendable, Hashable {
    case omitted, written
}
