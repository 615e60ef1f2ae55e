/// Turns text into the terms that the keyword index holds: folded words, English ones as stems.
///
/// Documents and queries pass the same analysis; an index is stamped with ``version`` and made anew when it changes.
/// Terms hold no language of their own: English stemming applies to words of ASCII letters, and words of other
/// scripts stay whole or, where the script has no spaces, become pairs of characters.
public struct KeywordAnalyzer: Sendable {
    /// Grows whenever the same text gives other terms.
    public static let version = 1

    public init() {}

    /// The terms of a document, in its order.
    public func terms(in text: String) -> [String] {
        var terms: [String] = []
        Self.forEachTerm(in: text) { term, _ in terms.append(term) }
        return terms
    }

    /// The stem of one lower-case English word.
    package static func stem(_ word: String) -> String { EnglishStemmer.stem(word) }

    /// Calls back with each term and whether it stands at the place of the one before.
    private static func forEachTerm(in text: String, _ body: (String, Bool) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var stemmer = EnglishStemmer()
            WordSegmenter.forEachWord(in: bytes) { word, kind, _ in
                if kind.isStemmed { stemmer.stem(&word) }
                body(String(decoding: word, as: UTF8.self), kind.isColocated)
                return true
            }
        }
    }
}

extension WordSegmenter.Kind {
    var isStemmed: Bool {
        switch self {
        case .word, .part: true
        case .compound, .pair, .lone, .last: false
        }
    }

    /// Whether the term adds nothing to its document's length.
    var isColocated: Bool {
        switch self {
        case .part, .last: true
        case .word, .compound, .pair, .lone: false
        }
    }
}
