extension KeywordIndex {
    /// The most different terms of a text that are searched for: each costs a walk through its documents.
    ///
    /// Of a longer text the first ones count. They are no worse a choice than the rarest ones for what a person pastes, and the same
    /// text asks for the same whatever else is in the index.
    public static let mostTerms = 1_024
    /// The most bytes of a text that are looked at for terms.
    public static let mostQueryBytes = 262_144
    /// The most parts that a query string may have: words with operators, phrases, and runs of plain words.
    public static let mostClauses = 1_024
    /// The most prefixes and fuzzy words of a query string: each stands for up to ``mostTerms`` terms.
    public static let mostExpansions = 16
    /// How deep parentheses of a query string may be.
    public static let mostNesting = 32

    /// Reads a query as users type it; see ``ParsedKeywordQuery``.
    ///
    /// - Complexity: O(bytes of the text), and never more than for ``mostQueryBytes``.
    public func parse(_ text: String, as syntax: KeywordQuerySyntax = .operators) -> ParsedKeywordQuery {
        let whole = text.utf8.count
        let read = words(of: text).bytes
        var notes: [KeywordQueryNote] = []
        if read < whole { notes.append(KeywordQueryNote(kind: .textBounded, range: read..<whole)) }
        guard syntax == .operators else {
            return ParsedKeywordQuery(text: text, clause: .text(text), notes: notes, words: [0..<read])
        }
        let lexer = QueryLexer(text.prefix(bytes: read), columns: columns.map(\.name))
        var parser = QueryParser(lexer, columns: columns, analyzer: analyzer)
        let clause = parser.clause()
        return ParsedKeywordQuery(text: text, clause: clause, notes: parser.notes + notes, words: parser.words)
    }

    /// A text's different words with how often each comes, and how many bytes of it were read: those in front of the first word too many.
    func words(of text: String) -> (words: [(word: [UInt8], count: Int)], bytes: Int) {
        let text = text.prefix(bytes: Self.mostQueryBytes)
        var places: [[UInt8]: Int] = [:]
        var words: [(word: [UInt8], count: Int)] = []
        var bytes = text.utf8.count
        var isFull = false
        analyzer.forEachTerm(in: text) { term, kind, range in
            if isFull || !kind.isAsked { return }
            if let place = places[term] {
                words[place].count += 1
            } else if words.count < Self.mostTerms {
                places[term] = words.count
                words.append((term, 1))
            } else {
                isFull = true
                bytes = range.lowerBound
            }
        }
        return (words, bytes)
    }

    /// What words that begin so begin with, and the term that the beginning is as a whole word, where stemming makes it another one.
    func beginning(_ text: String) -> (bytes: [UInt8], whole: [UInt8]?) {
        var first: [UInt8]?
        analyzer.forEachTerm(in: text.prefix(bytes: Self.mostQueryBytes)) { term, kind, _ in
            if first == nil { first = kind == .lone || kind == .pair ? term : [] }
        }
        // Of scripts without spaces terms are pairs, and begin as the first pair does.
        if let first, !first.isEmpty { return (first, nil) }
        let bytes = Array((analyzer == .whitespace ? text : Folding.folded(text)).utf8)
        let words = phraseWords(of: text)
        return (bytes, words.count == 1 && !words[0].starts(with: bytes) ? words[0] : nil)
    }

    /// A text's words as they follow one another.
    func phraseWords(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        analyzer.forEachTerm(in: text.prefix(bytes: Self.mostQueryBytes)) { term, kind, _ in
            if !kind.isColocated, words.count < Self.mostTerms { words.append(term) }
        }
        return words
    }
}

extension String {
    /// Its beginning of at most so many bytes, without a part of a scalar.
    func prefix(bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(startIndex, offsetBy: bytes)
        while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
