/// A query as users type it, read: what it asks for, and what of it was read otherwise than it was written.
///
///     let query = index.parse(#"+lighthouse "far away"~2 title:lamp^2 optic* retreival~1 -"gas light""#)
///     let hits = try index.search(query.clause, k: 10)
///     for note in query.notes { print(note) }  // nothing: all of it was understood
///
/// | Written | Asks for |
/// |---|---|
/// | `lamps far away` | any of the words; the more, the better |
/// | `+lamp -gas` | must be there; must not be there. Where something must, the other words only add to the score |
/// | `"far away"`, `"far away"~2` | the words in their order, with up to two others between them |
/// | `title:lamp`, `title:"far away"`, `title:(lamp light)` | in one column |
/// | `light*` | words that begin so |
/// | `lihgt~`, `lihgt~2` | words that differ by one or two characters |
/// | `lamp^2.5` | counts so many times as much |
/// | `lamp AND (gas OR light) NOT oil` | upper case; NOT binds closer than AND, AND than OR, and OR than standing side by side |
/// | `\+lamp`, `\AND` | the character or the operator as text |
///
/// A word that the analysis takes for several ("e-mail") asks for any of them where it stands among plain words, and is a phrase where an
/// operator stands at it.
///
/// Every text is a query. What has no meaning as an operator is words: an unknown column, a parenthesis or quote without its
/// partner, a dash between words, an AND at the end. Searching for ``clause`` throws for no text.
public struct ParsedKeywordQuery: Sendable, Hashable {
    /// What was written.
    public let text: String
    /// What it asks for; `.any([])`, which nothing matches, where there is no word in it.
    public let clause: KeywordClause
    /// What was left out, bounded or read otherwise, in the order of the text; at most 64.
    public let notes: [KeywordQueryNote]
    /// The bytes of the words and phrases, without signs, columns and numbers.
    let words: [Range<Int>]
}

/// How a query string is read.
public enum KeywordQuerySyntax: Sendable, Hashable {
    /// With everything that ``ParsedKeywordQuery`` lists.
    case operators
    /// As words alone, whatever characters are between them: what `search(_:k:)` does with a text.
    case words
}

/// Something of a query string that does not mean what it seems to.
public struct KeywordQueryNote: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// More than ``KeywordIndex/mostTerms`` different terms or ``KeywordIndex/mostQueryBytes``: nothing from here on was read.
        case textBounded
        /// More than ``KeywordIndex/mostClauses`` parts: the operators and words from here on were passed over.
        case clausesBounded
        /// More than ``KeywordIndex/mostExpansions`` prefixes and fuzzy words: this one is a word.
        case expansionsBounded
        /// Parentheses in parentheses more than ``KeywordIndex/mostNesting`` deep: these were passed over, not what is in them.
        case nestingBounded
        /// A number is larger than it may be: the largest was taken.
        case numberBounded
        /// There is no such column: its name is a word.
        case unknownColumn
        /// The columns keep no positions: the phrase's words must all be there, in any order.
        case phraseUnordered
        /// A parenthesis without its partner was passed over.
        case unbalanced
        /// The query only says what must not be there: nothing matches.
        case onlyExclusions
    }

    public let kind: Kind
    /// The bytes it is about, in the UTF-8 of the text.
    public let range: Range<Int>

    public var description: String {
        let bytes = "bytes \(range.lowerBound)..<\(range.upperBound)"
        return switch kind {
        case .textBounded:
            "\(bytes) were not read: a query has at most \(KeywordIndex.mostTerms) different terms and "
                + "\(KeywordIndex.mostQueryBytes) bytes"
        case .clausesBounded:
            "\(bytes) were passed over: a query has at most \(KeywordIndex.mostClauses) parts with operators"
        case .expansionsBounded:
            "\(bytes) are a plain word: a query has at most \(KeywordIndex.mostExpansions) prefixes and fuzzy words"
        case .nestingBounded:
            "\(bytes): parentheses are at most \(KeywordIndex.mostNesting) deep; these were passed over"
        case .numberBounded: "\(bytes): the number is too large; the largest there is was taken"
        case .unknownColumn: "\(bytes) are a word: there is no column of that name"
        case .phraseUnordered: "\(bytes): the columns keep no positions, so the phrase's words may be in any order"
        case .unbalanced: "\(bytes): a parenthesis without its partner was passed over"
        case .onlyExclusions: "\(bytes) only say what must not be there; say what is wanted, too"
        }
    }
}
