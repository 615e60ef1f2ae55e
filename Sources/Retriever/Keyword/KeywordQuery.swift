package import KeywordSearch

/// A question as a search for its words, any of which may match.
///
/// Whatever a user types is words here: quotes, operators, column names and emoji have no meaning of their own.
package struct KeywordQuery: Sendable, Hashable {
    /// nil where the text holds no word.
    package let clause: KeywordClause?
    /// The distinct words it asks for, in the question's order.
    package let terms: [String]
    /// Distinct words of the question beyond ``maximumTerms``, which are not asked for.
    package let droppedTerms: Int

    /// A pasted page is cut here: each term costs a walk through its documents.
    package static let maximumTerms = 96

    /// - Parameter dropsStopWords: Leaves out the words that nearly every English text has, unless there are no
    ///   others. They hardly change a score (SciFact nDCG@10 .6873 without, .6888 with; Cranfield .373 and .364) but make
    ///   nearly every document a candidate.
    package init(_ text: String, dropsStopWords: Bool = true) {
        var asked = Self.words(of: text)
        if dropsStopWords {
            let content = asked.filter { !Self.stopWords.contains($0.folded) }
            if !content.isEmpty { asked = content }
        }
        droppedTerms = max(0, asked.count - Self.maximumTerms)
        asked = Array(asked.prefix(Self.maximumTerms))
        terms = asked.map(\.folded)
        if asked.isEmpty {
            clause = nil
            return
        }
        let words = KeywordClause.text(asked.map(\.text).joined(separator: " "))
        let beginnings = asked.filter(\.isLone).map { KeywordClause.boosted(.prefix($0.text), Self.beginningShare) }
        clause = beginnings.isEmpty ? words : .any([words] + beginnings)
    }

    private static let stopWords = Set(KeywordLanguage.english.stopWords)

    /// A lone character also matches where it begins a pair. That counts little: most such pairs are rare, and would outweigh all other words.
    private static let beginningShare = 0.1

    private struct Word {
        let folded: String
        /// What the analysis is given: a compound as it was written, which tells its parts.
        let text: String
        let isLone: Bool
    }

    /// Each different one once.
    private static func words(of text: String) -> [Word] {
        var seen: Set<String> = []
        var words: [Word] = []
        var text = text
        text.withUTF8 { bytes in
            WordSegmenter.forEachWord(in: bytes) { word, kind, range in
                if kind.isColocated { return true }
                let folded = String(decoding: word, as: UTF8.self)
                guard seen.insert(folded).inserted else { return true }
                let isOfPairs = kind == .pair || kind == .lone
                words.append(
                    Word(
                        folded: folded, text: isOfPairs ? folded : String(decoding: bytes[range], as: UTF8.self),
                        isLone: kind == .lone))
                return true
            }
        }
        return words
    }
}
