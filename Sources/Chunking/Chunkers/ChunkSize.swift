/// How large a chunk may grow, and by what it is counted.
public enum ChunkSize: Sendable {
    /// At most so many characters of the source text, counted as Unicode scalars.
    ///
    /// Scalars, not grapheme clusters: the count is the one of other tools, and never smaller than the clusters'.
    case characters(Int)

    /// At most so many tokens of the source text, and never more characters than the cap.
    ///
    /// The cap holds text together that the tokenizer sees as few tokens or none: an unbroken word of 100,000
    /// letters, characters that an uncased vocabulary drops, text behind a truncation. Unless stated it is 12
    /// characters a token, some three times the average of English.
    case tokens(Int, any TextTokenizer, characterCap: Int? = nil)

    /// The number that stands in `characters(_:)` or `tokens(_:_:characterCap:)`.
    public var limit: Int {
        switch self {
        case .characters(let limit), .tokens(let limit, _, _): limit
        }
    }

    /// The most characters a chunk may have.
    public var characterLimit: Int {
        switch self {
        case .characters(let limit): limit
        case .tokens(let limit, _, let cap): cap ?? (limit > Int.max / 12 ? Int.max : limit * 12)
        }
    }

    var identity: String {
        switch self {
        case .characters(let limit): "characters=\(limit)"
        case .tokens(let limit, let tokenizer, _):
            "tokens=\(limit)/\(characterLimit) tokenizer=\(tokenizer.identity)"
        }
    }

    /// Checks a size and an overlap, counted in the same unit.
    func checked(overlap: Int) throws(ChunkingError) {
        guard limit >= 1 else { throw .invalidSize(limit) }
        guard characterLimit >= 1 else { throw .invalidSize(characterLimit) }
        guard overlap >= 0, overlap < limit else { throw .invalidOverlap(overlap, size: limit) }
    }
}
