/// Gives every token of a text a vector that knows the text around it: an encoder before its pooling.
public protocol TokenEmbedder: TextTokenizer {
    /// The most tokens that the encoder takes at a time, its special tokens left out.
    var maximumTokens: Int { get }

    /// The vectors of a text's tokens, of at most ``maximumTokens``.
    func tokenVectors(in text: String) async throws -> TokenVectors
}

/// The tokens of a text and their vectors.
public struct TokenVectors: Sendable, Hashable {
    /// Where each token lies, in UTF-8 bytes of the text; special tokens are not among them.
    public var ranges: [Range<Int>]
    public var dimension: Int
    /// Shape: (tokens, dimension), row-major.
    public var values: [Float]

    public init(ranges: [Range<Int>], dimension: Int, values: [Float]) {
        self.ranges = ranges
        self.dimension = dimension
        self.values = values
    }
}
