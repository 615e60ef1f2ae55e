public import ModelServing

/// How many tokens a text costs; what budgets are counted in.
///
///     let tokenizer = try Tokenizers.load(contentsOf: modelFolder)
///     let packer = BudgetPacker(tokenBudget: 2_000, counter: TokenCounter(tokenizer, name: "qwen3"))
public struct TokenCounter: Sendable {
    /// What traces call it.
    public let name: String
    private let body: @Sendable (String) -> Int

    /// - Parameter count: Must not shrink when a text grows.
    public init(name: String, count: @escaping @Sendable (String) -> Int) {
        self.name = name
        body = count
    }

    /// The model's own count, without special tokens.
    public init(_ tokenizer: any Tokenizer, name: String) {
        self.init(name: name) { tokenizer.tokens(of: $0).ids.count }
    }

    /// The tokens of a text.
    public func callAsFunction(_ text: String) -> Int { body(text) }

    /// A guess that errs to the high side for prose and Markdown, for models whose tokenizer is not at hand.
    ///
    /// A token for each 4 ASCII letters begun in a word, for each digit, sign and line break, and for each run of
    /// more than one space (a single space is part of the word after it); for other scripts a token for each 2 UTF-8
    /// bytes of a scalar begun, but 2 at most: 1 for é and я, 2 for a kana, kanji, hangul or emoji. Models trained on
    /// many languages spend about one token on a kana or kanji. Those trained on English alone can spend 3, and more
    /// than one on 4 letters of hashes and other noise: for them give their own tokenizer.
    public static let estimate = TokenCounter(name: "estimate") { text in
        var tokens = 0
        var letters = 0
        var spaces = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if letters % 4 == 0 { tokens += 1 }
                letters += 1
                spaces = 0
            case UInt8(ascii: " "):
                spaces += 1
                if spaces == 2 { tokens += 1 }
                letters = 0
            case 0x80..<0xC0:
                continue
            default:
                // The first byte tells a scalar's length: 2, 3 or 4 bytes cost 1, 2 or 2.
                tokens += byte >= 0xE0 ? 2 : 1
                letters = 0
                spaces = 0
            }
        }
        return tokens
    }
}
