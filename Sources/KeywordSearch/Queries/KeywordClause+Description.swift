extension KeywordClause: CustomStringConvertible {
    /// The clause as a query string that asks for the same; see ``ParsedKeywordQuery``.
    ///
    /// Clauses that no query string can say come near it: an empty `any` or `all`, which nothing matches, is left out, and a prefix or fuzzy
    /// word with blanks in it is one for each word.
    public var description: String {
        switch self {
        case .text(let text, nil): Self.escaped(text)
        case .any(let clauses): clauses.map(\.part).joined(separator: " ")
        case .all(let clauses): clauses.map { "+" + $0.part }.joined(separator: " ")
        case .excluding(let wanted, let excluded): "+\(wanted.part) -\(excluded.part)"
        case .preferring(let wanted, let preferred): "+\(wanted.part) \(preferred.part)"
        case .text, .phrase, .prefix, .fuzzy, .boosted: part
        }
    }

    /// As a part of another clause, which a sign can stand before and a number behind.
    private var part: String {
        switch self {
        case .text(let text, let column): Self.bound(column, Self.isOneWord(text) ? text : "(\(Self.escaped(text)))")
        case .phrase(let text, let slop, let column):
            Self.bound(column, "\"\(Self.escaped(text))\"" + (slop == 0 ? "" : "~\(slop)"))
        case .prefix(let text, let column): Self.bound(column, Self.escaped(text) + "*")
        case .fuzzy(let text, let edits, let column): Self.bound(column, Self.escaped(text) + "~\(edits)")
        case .any, .all, .excluding, .preferring: "(\(self))"
        case .boosted(.boosted(let clause, let inner), let factor): "((\(clause.part)^\(inner)))^\(factor)"
        case .boosted(let clause, let factor): "\(clause.part)^\(factor)"
        }
    }

    private static func bound(_ column: String?, _ part: String) -> String { (column.map { $0 + ":" } ?? "") + part }

    /// Whether it is a word to every analysis.
    private static func isOneWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace }.map { word in
            if QueryLexer.operators[String(word)] != nil { return "\\" + String(word) }
            return word.map { (QueryLexer.escaped.contains($0) ? "\\" : "") + String($0) }.joined()
        }.joined(separator: " ")
    }
}
