/// A part of a query string.
struct QueryToken {
    enum Kind: Equatable {
        case word
        case phrase(slop: Int)
        case prefix
        case fuzzy(edits: Int)
        case open, close
        case and, or, not
    }

    enum Sign { case must, mustNot }

    var kind: Kind
    var sign: Sign?
    var column: String?
    var boost: Double?
    /// Where all of it is, among the text's scalars.
    var range: Range<Int>
    /// Where its words are, without what is said of them.
    var content: Range<Int>

    /// Whether it is a word and nothing else.
    var isBare: Bool { kind == .word && sign == nil && column == nil && boost == nil }

    var isOperator: Bool { [.and, .or, .not].contains(kind) }
}
