public import Foundation

/// Text into the tokens of a model, each with its place in the text.
///
///     let tokenizer = try Tokenizers.load(contentsOf: modelFolder)
///     let tokens = tokenizer.encode("Où est la bibliothèque ?", maximumTokens: 512)
///     // tokens.ids go to the model, tokens.ranges are UTF-8 bytes of the text
///     let text = tokenizer.decode(tokens.ids)
public protocol Tokenizer: Sendable {
    /// How many tokens the model's vocabulary has, added ones not counted.
    var vocabularySize: Int { get }
    /// The largest id that a token may have; the model's table must be longer.
    var largestID: Int32 { get }
    /// What distinguishes this tokenizer from others: a hash over vocabulary and settings, the same on every machine.
    var fingerprint: UInt64 { get }
    /// How many special tokens stand around a text, such as `[CLS]` and `[SEP]`.
    var specialTokenCount: Int { get }

    /// The tokens as the model takes them, with the special ones around them.
    ///
    /// - Parameter maximumTokens: The most tokens to give, the special ones among them; at least
    ///   ``specialTokenCount``. The rest of the text is left out. nil has no limit.
    /// - Complexity: O(n log n) at most, O(n) for all but byte-pair encoding of one unbroken word.
    func encode(_ text: String, maximumTokens: Int?) -> TokenizedText

    /// The tokens of the text alone: no special ones are added and nothing is left out.
    func tokens(of text: String) -> TokenizedText

    /// The text of some tokens, as the model's own decoder writes it.
    ///
    /// What normalisation took away does not come back. Bytes that are no UTF-8, as at the cut ends of a text, become
    /// U+FFFD; an id without a token is left out.
    func decode(_ ids: [Int32], specialTokens: SpecialTokenText) -> String
}

extension Tokenizer {
    /// The tokens as the model takes them, without a limit.
    public func encode(_ text: String) -> TokenizedText {
        encode(text, maximumTokens: nil)
    }

    /// The text of some tokens without the special ones.
    public func decode(_ ids: [Int32]) -> String {
        decode(ids, specialTokens: .omitted)
    }

    /// Where the tokens of the text are, in UTF-8 bytes, ascending and without overlap.
    ///
    /// Of several tokens that share one character of the source the first has its range and the others an empty one
    /// at its end, so that there is one range for each token.
    public func tokenRanges(in text: String) -> [Range<Int>] {
        var ranges = tokens(of: text).ranges
        var end = 0
        for index in ranges.indices {
            let range = ranges[index]
            ranges[index] = max(range.lowerBound, end)..<max(range.upperBound, end)
            end = ranges[index].upperBound
        }
        return ranges
    }
}

/// Opens the tokenizer of a model.
public enum Tokenizers {
    /// Reads `tokenizer.json` of Hugging Face's `tokenizers`, or BERT's `vocab.txt` where there is none.
    ///
    /// BERT's usual combination gives a ``WordPieceTokenizer``, every other a ``PipelineTokenizer``. Truncation and
    /// padding that the file asks for are not taken over: they are the caller's choice here.
    /// - Throws: ``ModelError``: a missing file, a damaged one (the description names the field), or a kind of
    ///   component that is not implemented.
    public static func load(contentsOf folder: URL) throws(ModelError) -> any Tokenizer {
        try forEncoder(folder)
    }

    /// The same, of which every kind can be an encoder's.
    static func forEncoder(_ folder: URL) throws(ModelError) -> any EncoderTokenizer {
        let files = ModelFolder(folder)
        guard files.contains("tokenizer.json") else { return try WordPieceTokenizer(contentsOf: folder) }
        let json = try files.object("tokenizer.json")
        if let description = try WordPieceDescription(ifBERT: json) {
            return try WordPieceTokenizer(description)
        }
        return try PipelineTokenizer(json)
    }
}
