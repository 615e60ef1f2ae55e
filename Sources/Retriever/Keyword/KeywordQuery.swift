package import KeywordSearch

/// A question as a search for its words, any of which may match.
///
/// Whatever a user types is words here: quotes, operators, column names and emoji have no meaning of their own.
package struct KeywordQuery: Sendable, Hashable {
    /// nil where the text holds no word.
    package let clause: KeywordClause?
    /// The distinct terms it asks for, in the question's order.
    package let terms: [String]
    /// Distinct terms of the question beyond ``maximumTerms``, which are not asked for.
    package let droppedTerms: Int

    /// A pasted page is cut here: each term costs a walk through its documents.
    package static let maximumTerms = 96

    package init(_ text: String, analysis: QuestionAnalysis = .standard) {
        var words = AskedWords(text, analysis.content)
        if words.terms.isEmpty { words = AskedWords(text, analysis.whole) }
        terms = words.terms
        droppedTerms = words.dropped
        if words.ranges.isEmpty {
            clause = nil
            return
        }
        let bytes = Array(text.utf8)
        let asked = words.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
        let all = KeywordClause.text(asked.joined(separator: " "))
        if analysis.findsCharacters || words.lone.isEmpty {
            clause = all
        } else {
            clause = .any([all] + words.lone.map { .boosted(.prefix($0), Self.beginningShare) })
        }
    }

    /// Where single characters are no terms, a lone one also matches where it begins a pair. That counts little: most such pairs are rare, and
    /// would outweigh all other words.
    private static let beginningShare = 0.1
}

/// How an index's questions are analysed: as its texts are, without the stop words of its language, unless there are no other words.
///
/// Stop words hardly change a score (`Docs/RetrievalQuality.md`) but make nearly every document a candidate.
package struct QuestionAnalysis: Sendable {
    let whole: KeywordAnalyzer
    let content: KeywordAnalyzer

    package init(_ analyzer: KeywordAnalyzer) {
        whole = analyzer
        content = analyzer.withoutStopWords
    }

    package static let standard = QuestionAnalysis(.standard)

    /// Whether a lone character is a term wherever it stands.
    var findsCharacters: Bool { whole.keepsCharacters }
}

/// The words of a text that are asked for, each different one once, as they are written; what has no spaces stays in one piece.
private struct AskedWords {
    private(set) var ranges: [Range<Int>] = []
    private(set) var terms: [String] = []
    private(set) var dropped = 0
    /// Characters of scripts without spaces that stand alone.
    private(set) var lone: [String] = []

    init(_ text: String, _ analyzer: KeywordAnalyzer) {
        var seen: Set<[UInt8]> = []
        /// Whether the last range is of a run of a script without spaces.
        var isRun = false
        analyzer.forEachTerm(in: text) { term, kind, range in
            if kind.isColocated { return }
            let isNew = seen.insert(term).inserted
            if isNew, terms.count == KeywordQuery.maximumTerms { return dropped += 1 }
            let goesOn = isRun && kind.isUnspaced && ranges.last.map { range.lowerBound <= $0.upperBound } ?? false
            guard isNew || goesOn else { return }
            if isNew { terms.append(String(decoding: term, as: UTF8.self)) }
            if isNew, kind == .lone { lone.append(String(decoding: term, as: UTF8.self)) }
            if goesOn, let last = ranges.last {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
            isRun = kind.isUnspaced
        }
    }
}
