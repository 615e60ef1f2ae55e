/// What texts are written in: it decides on stems, stop words and the reading of numbers.
///
/// Words of other languages are found as well, as they are spelt: "Häuser" by "Häuser" under ``english``.
public enum KeywordLanguage: String, Sendable, Hashable, Codable, CaseIterable {
    /// Stems of Snowball's English algorithm; "5,000" is 5000.
    case english
    /// Stems of Snowball's German algorithm, which takes "ae" for "ä"; "1.000,5" is 1000.5.
    case german
    /// Stems of Snowball's French algorithm; "l'homme" is "homme"; "3,14" is 3.14.
    case french
    /// Stems of Snowball's Spanish algorithm; "1.000,5" is 1000.5.
    case spanish
    /// Stems of Snowball's Italian algorithm; "dell'arte" is "arte"; "1.000,5" is 1000.5.
    case italian
    /// Stems of Snowball's Portuguese algorithm; "1.000,5" is 1000.5.
    case portuguese
    /// Source text with English comments: whole identifiers and their parts; `os.path.join` is found by itself, by `join` and by `path`.
    case code
}

extension KeywordLanguage {
    /// Whether stems depend on accents, which go after it then.
    var keepsAccents: Bool {
        switch self {
        case .english, .code: false
        case .german, .french, .spanish, .italian, .portuguese: true
        }
    }

    /// Words that lose their vowel before another one and are written with it: they are no part of it.
    var elided: [[UInt8]] {
        let words =
            switch self {
            case .french: "c d j l m n s t qu jusqu lorsqu puisqu quoiqu"
            case .italian:
                "agl all c ch coll d dagl dall degl dell gl l m n negl nell quell quest s sugl sull t tutt un v"
            case .portuguese: "d"
            case .english, .german, .spanish, .code: ""
            }
        return words.split(separator: " ").map { Array($0.utf8) }
    }

    /// Replaces a word that ``StemWord`` has taken by its stem; English ones have a stemmer of their own.
    func stem(_ word: inout StemWord) {
        switch self {
        case .german: GermanStemmer.stem(&word)
        case .french: FrenchStemmer.stem(&word)
        case .spanish: SpanishStemmer.stem(&word)
        case .italian: ItalianStemmer.stem(&word)
        case .portuguese: PortugueseStemmer.stem(&word)
        case .english, .code: break
        }
    }
}
