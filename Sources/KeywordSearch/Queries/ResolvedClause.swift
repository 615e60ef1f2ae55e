/// A clause in terms of the index: analysed, and with the words that prefixes and fuzzy words stand for.
indirect enum ResolvedClause {
    /// Any of some terms, by their place in the list of ``ClauseResolver``.
    case terms([Int])
    case phrase([[UInt8]], column: Int, slop: Int)
    case any([ResolvedClause])
    case all([ResolvedClause])
    case excluding(ResolvedClause, ResolvedClause)

    /// Whether every document that has any scored term matches.
    var isAnyTerm: Bool {
        switch self {
        case .terms: true
        case .any(let clauses): clauses.allSatisfy(\.isAnyTerm)
        case .phrase, .all, .excluding: false
        }
    }
}
