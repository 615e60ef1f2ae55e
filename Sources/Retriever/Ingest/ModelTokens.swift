public import Chunking
public import ModelServing

/// A model's own tokens as chunk sizes count them: `.tokens(200, ModelTokens(encoder.tokenizer))`.
public struct ModelTokens: TextTokenizer {
    public let tokenizer: any Tokenizer

    public init(_ tokenizer: any Tokenizer) { self.tokenizer = tokenizer }

    /// With the hash of vocabulary and settings, which tells one tokenizer from another.
    public var identity: String { "tokens/" + String(tokenizer.fingerprint, radix: 16) }

    public func tokenRanges(in text: String) -> [Range<Int>] { tokenizer.tokenRanges(in: text) }
}
