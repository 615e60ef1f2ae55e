/// Where the tokens of a text are; what chunk sizes in tokens are counted by.
///
/// Any model's tokenizer can keep it; chunking needs the places alone, not the ids.
public protocol TextTokenizer: Sendable {
    /// The ranges of the tokens in UTF-8 bytes, ascending and without overlap; white space may lie between them.
    /// Special tokens are not among them, and nothing is truncated.
    func tokenRanges(in text: String) -> [Range<Int>]
}
