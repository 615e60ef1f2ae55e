/// How large a chunk may grow, and by what it is counted.
public enum ChunkSize: Sendable {
    /// At most so many characters of the source text, counted as Unicode scalars.
    ///
    /// Scalars, not grapheme clusters: the count is the one of other tools, and never smaller than the clusters'.
    case characters(Int)

    /// At most so many words of the source text, and never more characters than the cap.
    ///
    /// Words are those of a ``WordSegmenter``: by its rules, which are the same on every machine, or with a dictionary for
    /// Japanese, Chinese and Thai, by which chunks are then cut too. The cap holds long words together, and runs of Thai
    /// where there is no dictionary; unless stated it is 18 characters a word, some three times the average of English.
    ///
    ///     .words(200)
    ///     .words(200, by: .withSystemDictionary)
    case words(Int, characterCap: Int? = nil, by: WordSegmenter = WordSegmenter())

    /// At most so many tokens of the source text, and never more characters than the cap.
    ///
    /// The cap holds text together that the tokenizer sees as few tokens or none: an unbroken word of 100,000
    /// letters, characters that an uncased vocabulary drops, text behind a truncation. Unless stated it is 12
    /// characters a token, some three times the average of English.
    case tokens(Int, any TextTokenizer, characterCap: Int? = nil)

    /// The number that stands in `characters(_:)`, `words(_:characterCap:by:)` or `tokens(_:_:characterCap:)`.
    public var limit: Int {
        switch self {
        case .characters(let limit), .words(let limit, _, _), .tokens(let limit, _, _): limit
        }
    }

    /// The most characters a chunk may have.
    public var characterLimit: Int {
        switch self {
        case .characters(let limit): limit
        case .words(let limit, let cap, _): cap ?? limit.multiplied(by: 18)
        case .tokens(let limit, _, let cap): cap ?? limit.multiplied(by: 12)
        }
    }

    var identity: String {
        switch self {
        case .characters(let limit): "characters=\(limit)"
        case .words(let limit, _, let segmenter): "words=\(limit)/\(characterLimit) by=\(segmenter.identity)"
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

    /// How many of the size's units, other than characters, a text has; 0 if it counts characters.
    func units(in text: String) -> Int {
        switch self {
        case .characters: 0
        case .words(_, _, let segmenter): segmenter.wordRanges(in: Array(text.utf8)).count
        case .tokens(_, let tokenizer, _): tokenizer.tokenRanges(in: text).count
        }
    }

    /// Whether a text that stands by itself is in the size.
    func holds(_ text: String) -> Bool {
        text.unicodeScalars.count <= characterLimit && units(in: text) <= limit
    }

    /// A part of the size in the same unit; of the cap the same share.
    func with(limit part: Int) -> ChunkSize {
        let whole = max(limit, 1)
        let (high, low) = characterLimit.multipliedFullWidth(by: min(part, whole))
        let cap = max(1, whole.dividingFullWidth((high, low)).quotient)
        return switch self {
        case .characters: .characters(part)
        case .words(_, _, let segmenter): .words(part, characterCap: cap, by: segmenter)
        case .tokens(_, let tokenizer, _): .tokens(part, tokenizer, characterCap: cap)
        }
    }
}

extension Int {
    fileprivate func multiplied(by factor: Int) -> Int {
        self > Int.max / factor ? Int.max : self * factor
    }
}
