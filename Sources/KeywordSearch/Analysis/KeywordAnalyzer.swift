/// Turns text into the terms that a keyword index holds.
///
///     KeywordAnalyzer()                                            // English: folded words as stems
///     KeywordAnalyzer.german.terms(in: "Die Häuser")               // ["die", "haus"]
///     KeywordAnalyzer.code.terms(in: "os.path.join")               // ["os.path.join", "os", "path", "join"]
///     KeywordAnalyzer.whitespace.terms(in: "as it is")             // ["as", "it", "is"]
///     KeywordAnalyzer(language: .french, stopWords: .standard)     // without "le", "la", "de"
///     KeywordAnalyzer(stemming: .none)                             // words as they are, folded
///     KeywordAnalyzer(synonyms: [["UN", "United Nations"]])        // each finds the other
///     KeywordAnalyzer(dictionary: ["Ananas", "東京都"])              // no stem of the one, no pairs of the other
///     KeywordAnalyzer(characters: .kept).terms(in: "東京")           // ["東京", "東", "京"]
///
/// Documents and queries pass the same analysis. An index's file is stamped with the analyzer's ``description`` and ``version``, and opens
/// with that analyzer and no other.
///
/// All but ``whitespace`` give words in lower case and without accents. Scripts without spaces give pairs of
/// neighbouring characters, unless a dictionary knows their words, and single characters besides where these are kept. Words with accents also give what
/// their spelling without them has for a stem, where that is another: so "informacao" finds "informação".
public struct KeywordAnalyzer: Sendable {
    /// Grows whenever the same text gives other terms.
    public static let version = 1

    /// Words as stems, or as they are.
    public enum Stemming: String, Sendable, Hashable {
        /// By the language's algorithm of Snowball.
        case snowball
        case none
    }

    /// Of scripts without spaces, whether each character is a term besides the pair or the word that it is of.
    ///
    /// Kept, they find what shares characters with a query and no pair, and Japanese questions their passages more often
    /// (`Docs/RetrievalQuality.md`); the index of such texts becomes larger.
    public enum SingleCharacters: String, Sendable, Hashable {
        /// Only those that stand alone, and the last ones of runs.
        case leftOut
        case kept
    }

    /// The language's name, `code` or `whitespace`.
    public let name: String

    /// Everything that makes the analyzer what it is, in one line: "german stop-words=standard".
    ///
    /// Two analyzers are equal if their descriptions are; ``init(description:wordBreaker:)`` reads one.
    public let description: String

    /// What is done to each word; nil for plain English and white space, which have a way of their own.
    let filters: TermFilters?
    /// What it is made of; nil for white space.
    let choices: AnalyzerChoices?
    private let unspaced: UnspacedWords

    /// English words as stems.
    public init() { self.init(language: .english) }

    /// An analyzer of choices.
    ///
    /// - Parameters:
    ///   - language: Of the texts.
    ///   - stopWords: What is left out; nothing unless stated.
    ///   - stemming: Whether words become stems; they do unless stated.
    ///   - dictionary: Words that stay whole: of scripts with spaces they are not stemmed, of others not cut, the longest one that fits
    ///     first. An entry of several words stands for each of them.
    ///   - synonyms: Groups of words or phrases that stand for one another. All words of a group are one term; phrases give that term
    ///     besides their own words. A word of two groups belongs to the first.
    ///   - wordBreaker: What parts words of scripts without spaces; pairs of characters where there is none.
    ///   - characters: Whether single characters of such scripts are terms as well; they are not unless stated.
    public init(
        language: KeywordLanguage = .english, stopWords: KeywordStopWords = .none, stemming: Stemming = .snowball,
        dictionary: [String] = [], synonyms: [[String]] = [], wordBreaker: (any KeywordWordBreaker)? = nil,
        characters: SingleCharacters = .leftOut
    ) {
        self.init(
            AnalyzerChoices(
                language: language, stopWords: stopWords, stemming: stemming, dictionary: dictionary,
                synonyms: synonyms, wordBreaker: wordBreaker, characters: characters))
    }

    init(_ choices: AnalyzerChoices) {
        name = choices.language.rawValue
        description = choices.description
        self.choices = choices
        filters = choices.isPlainEnglish ? nil : TermFilters(choices)
        unspaced = UnspacedWords(breaker: choices.wordBreaker, keepsCharacters: choices.characters == .kept)
    }

    private init(name: String) {
        self.name = name
        description = name
        filters = nil
        choices = nil
        unspaced = UnspacedWords()
    }

    /// English words as stems, and of scripts without spaces pairs and single characters: what suits texts of which nothing is known.
    public static let standard = KeywordAnalyzer(characters: .kept)
    public static let english = KeywordAnalyzer()
    public static let german = KeywordAnalyzer(language: .german)
    public static let french = KeywordAnalyzer(language: .french)
    public static let spanish = KeywordAnalyzer(language: .spanish)
    public static let italian = KeywordAnalyzer(language: .italian)
    public static let portuguese = KeywordAnalyzer(language: .portuguese)

    /// Source text: whole identifiers and their parts, and comments in English.
    public static let code = KeywordAnalyzer(language: .code)

    /// What stands between white space, as it is: for text whose analysis is done elsewhere.
    public static let whitespace = KeywordAnalyzer(name: "whitespace")

    /// The analyzer that a ``description`` is of.
    ///
    /// - Parameter wordBreaker: What the analyzer had, where it had one.
    /// - Returns: Nil for what is no description, or is one of another word breaker.
    public init?(description: String, wordBreaker: (any KeywordWordBreaker)? = nil) {
        if description == Self.whitespace.description {
            self = .whitespace
            return
        }
        guard let choices = AnalyzerChoices(description: description, wordBreaker: wordBreaker) else { return nil }
        self.init(choices)
    }

    /// What parts words of scripts without spaces.
    package var wordBreaker: (any KeywordWordBreaker)? { choices?.wordBreaker }

    package var keepsCharacters: Bool { choices?.characters == .kept }

    /// The same with another word breaker in the place of its own; itself where it has none.
    ///
    /// - Parameter wordBreaker: Not looked for where it is not needed: that may load the system's dictionary.
    package func replacing(wordBreaker: @autoclosure () -> any KeywordWordBreaker) -> KeywordAnalyzer {
        guard var choices, choices.wordBreaker != nil else { return self }
        choices.wordBreaker = wordBreaker()
        return KeywordAnalyzer(choices)
    }

    /// The same for questions, in which the language's stop words ask for nothing; itself where stop words are chosen already.
    package var withoutStopWords: KeywordAnalyzer {
        guard var choices, choices.stopWords == .none else { return self }
        choices.stopWords = .standard
        return KeywordAnalyzer(choices)
    }

    /// The terms of a document, in its order.
    public func terms(in text: String) -> [String] {
        var terms: [String] = []
        forEachTerm(in: text) { term, _, _ in terms.append(String(decoding: term, as: UTF8.self)) }
        return terms
    }

    /// The stem of one lower-case English word.
    package static func stem(_ word: String) -> String { EnglishStemmer.stem(word) }

    /// Calls back with each term, its kind and the bytes of the text it came from.
    package func forEachTerm(in text: String, _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            if let filters { return filters.forEachTerm(in: bytes, body) }
            if name == Self.whitespace.name { return Self.forEachPart(of: bytes, body) }
            var stemmer = EnglishStemmer()
            WordSegmenter(unspaced: unspaced).forEachWord(in: bytes) { word, kind, range in
                if kind.isStemmed { stemmer.stem(&word) }
                body(word, kind, range)
                return true
            }
        }
    }

    private static func forEachPart(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void
    ) {
        var start = 0
        var word: [UInt8] = []
        for end in 0...bytes.count where end == bytes.count || bytes[end] <= 0x20 {
            if end > start {
                word.removeAll(keepingCapacity: true)
                word.append(contentsOf: bytes[start..<end])
                body(word, .word, start..<end)
            }
            start = end + 1
        }
    }
}

extension KeywordAnalyzer: Hashable, CustomStringConvertible {
    public static func == (one: KeywordAnalyzer, other: KeywordAnalyzer) -> Bool {
        one.description == other.description
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension WordSegmenter.Kind {
    package var isStemmed: Bool {
        switch self {
        case .word, .part: true
        case .compound, .name, .pair, .lone, .last, .character, .known, .spelling, .synonym: false
        }
    }

    /// Whether the term adds nothing to its document's length.
    package var isColocated: Bool {
        switch self {
        case .part, .name, .last, .character, .spelling, .synonym: true
        case .word, .compound, .pair, .lone, .known: false
        }
    }

    /// Whether it is of a script without spaces, a run of which gives several terms.
    package var isUnspaced: Bool {
        switch self {
        case .pair, .lone, .last, .character, .known: true
        case .word, .compound, .part, .name, .spelling, .synonym: false
        }
    }

    /// Whether a query asks for the term: there is another one for it where it does not.
    package var isAsked: Bool {
        switch self {
        case .last, .spelling: false
        case .word, .compound, .part, .name, .pair, .lone, .character, .known, .synonym: true
        }
    }
}
