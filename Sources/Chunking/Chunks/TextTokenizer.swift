/// Where the tokens of a text are; what chunk sizes in tokens are counted by.
///
/// Any model's tokenizer can keep it; chunking needs the places alone, not the ids.
public protocol TextTokenizer: Sendable {
    /// The ranges of the tokens in UTF-8 bytes, ascending; white space may lie between them.
    ///
    /// Special tokens are not among them, and nothing is truncated. Tokens that share a character may give its range
    /// each. Characters that belong to no token are kept in the chunks all the same.
    func tokenRanges(in text: String) -> [Range<Int>]

    /// Names the tokenizer and its vocabulary, for ``Chunker/identity``; the type's name unless stated.
    var identity: String { get }
}

extension TextTokenizer {
    public var identity: String { String(describing: Self.self) }
}
