/// The tokens of one text.
public struct TokenizedText: Sendable, Hashable {
    /// The ids that the model takes, special tokens included where they were asked for.
    public internal(set) var ids: [Int32]
    /// The UTF-8 bytes of the source that each token stands for; empty for the special ones that were added.
    ///
    /// They do not decrease. Tokens that share one character of the source, such as the jamo of a Hangul syllable,
    /// have its whole range each.
    public internal(set) var ranges: [Range<Int>]
    /// Whether tokens were left out at the end to keep the limit.
    public internal(set) var isTruncated: Bool

    /// Tokens that somebody else found.
    public init(ids: [Int32], ranges: [Range<Int>], isTruncated: Bool = false) {
        precondition(ids.count == ranges.count, "\(ids.count) ids and \(ranges.count) ranges")
        self.ids = ids
        self.ranges = ranges
        self.isTruncated = isTruncated
    }

    public var count: Int { ids.count }
}
