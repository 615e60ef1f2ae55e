import KeywordSearch

/// A question as a query that FTS5 cannot misread: its words, each quoted, any of which may match.
///
/// Whatever a user types is words here: quotes, operators, column names and emoji have no meaning of their own.
package struct KeywordQuery: Sendable, Hashable {
    /// The expression for `MATCH`; nil where the text holds no word.
    package let expression: String?
    /// The distinct terms it asks for, in the question's order.
    package let terms: [String]
    /// Distinct words of the question beyond ``maximumTerms``, which are not asked for.
    package let droppedTerms: Int

    /// A pasted page is cut here: each term costs a walk through its documents.
    package static let maximumTerms = 96

    /// - Parameter dropsStopWords: Leaves out the words that nearly every English text has, unless there are no
    ///   others. They hardly change a score (SciFact nDCG@10 .6873 without, .6888 with; Cranfield .373 and .364) but make
    ///   nearly every document a candidate: without them such questions take half the time.
    package init(_ text: String, dropsStopWords: Bool = true) {
        var seen: Set<String> = []
        var asked: [(word: String, isLone: Bool)] = []
        var text = text
        text.withUTF8 { bytes in
            WordSegmenter.forEachWord(in: bytes) { word, kind, _ in
                if kind == .last { return true }
                let term = String(decoding: word, as: UTF8.self)
                if seen.insert(term).inserted { asked.append((term, kind == .lone)) }
                return true
            }
        }
        if dropsStopWords {
            let content = asked.filter { !StopWords.english.contains($0.word) }
            if !content.isEmpty { asked = content }
        }
        droppedTerms = max(0, asked.count - Self.maximumTerms)
        asked = Array(asked.prefix(Self.maximumTerms))
        terms = asked.map(\.word)
        // A lone character also matches where it begins a pair.
        let quoted = asked.map { "\"\($0.word)\"\($0.isLone ? " *" : "")" }
        expression = quoted.isEmpty ? nil : quoted.joined(separator: " OR ")
    }
}

/// Words too frequent to tell documents apart.
enum StopWords {
    static let english: Set<String> = Set(
        """
        a about above after again against all am an and any are as at be because been before being below between both \
        but by can could did do does doing down during each few for from further had has have having he her here hers \
        herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on \
        once only or other our ours ourselves out over own same she should so some such than that the their theirs \
        them themselves then there these they this those through to too under until up very was we were what when \
        where which while who whom why will with would you your yours yourself yourselves
        """.split(separator: " ").map(String.init))
}
