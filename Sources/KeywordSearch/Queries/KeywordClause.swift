/// What a keyword search asks for, where any of a text's words is not enough.
///
///     let clause = KeywordClause.all([.phrase("hybrid search", slop: 1), .any([.prefix("index"), .fuzzy("retreival")])])
///     try index.search(.excluding(clause, .text("draft", column: "title")), k: 10)
///
/// Clauses say which documents match. A matching document's score is the sum of what every term of the query adds to it, those
/// of what is excluded apart: words of phrases, and words that begin so or are spelt nearly so, count like any others.
public indirect enum KeywordClause: Sendable, Hashable {
    /// Any of a text's words.
    case text(String, column: String? = nil)
    /// All of a text's words in their order, with up to `slop` other ones between them. Only columns that keep positions have phrases.
    case phrase(String, slop: Int = 0, column: String? = nil)
    /// Words that begin so: the beginning is folded and not stemmed, but what its stem as a whole word is found, too.
    case prefix(String, column: String? = nil)
    /// Words that differ by one or two edits from the analysed word: a character put in, left out or replaced, or two neighbours exchanged.
    case fuzzy(String, edits: Int = 1, column: String? = nil)
    case any([KeywordClause])
    case all([KeywordClause])
    /// What matches the first and not the second.
    case excluding(KeywordClause, KeywordClause)
    /// What matches the first; the words of the second only add to its score.
    case preferring(KeywordClause, KeywordClause)
    /// The same, with what it adds to a score multiplied by a number from 0 to 1e6.
    case boosted(KeywordClause, Double)
}
