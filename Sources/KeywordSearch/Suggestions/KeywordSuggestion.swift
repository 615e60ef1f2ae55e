/// What a query may have meant.
///
///     if let suggestion = try index.suggestion(for: index.parse("retreival of lihgthouses")) {
///         print("Did you mean \(suggestion.text)?")  // retrieval of lighthouses
///     }
public struct KeywordSuggestion: Sendable, Hashable {
    /// The query with each word that is replaced by the best of its candidates; all else as it was.
    public let text: String
    /// The words that are replaced, in the order of the text.
    public let corrections: [KeywordCorrection]
}

/// A word of a query that hardly any document has, and what it may have meant.
public struct KeywordCorrection: Sendable, Hashable {
    /// The word's bytes in the UTF-8 of what was written.
    public let range: Range<Int>
    /// How many documents have the word.
    public let documents: Int
    /// Words for it, the best first: those of fewest edits, and of these the ones that most documents have.
    public let candidates: [Candidate]

    /// A word that documents have.
    public struct Candidate: Sendable, Hashable {
        /// The word as people write it: the analysis takes it for a term of the index.
        public let word: String
        /// How many edits it is from what was written: characters put in, left out or replaced, or two neighbours exchanged.
        public let edits: Int
        public let documents: Int
    }
}
