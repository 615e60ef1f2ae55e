/// What a ``KeywordAnalyzer`` is composed of, and how that is written down.
///
/// A description is the language's name and, behind spaces, each choice that is not the usual one: `stop-words=standard`,
/// `stop-words=own:the,a`, `stemming=none`, `dictionary=Ananas,Tokyo`, `synonyms=un,united%20nations|car,auto`, `words=ICU-72`,
/// `characters=kept`. Bytes of ASCII other than letters, digits, `-`, `.` and `_` are written as `%` and two digits. There is one way to write
/// each analyzer.
struct AnalyzerChoices: Sendable {
    var language = KeywordLanguage.english
    var stopWords = KeywordStopWords.none
    var stemming = KeywordAnalyzer.Stemming.snowball
    var dictionary: [String] = []
    var synonyms: [[String]] = []
    var wordBreaker: (any KeywordWordBreaker)?
    var characters = KeywordAnalyzer.SingleCharacters.leftOut

    var description: String {
        var parts = [language.rawValue]
        switch stopWords {
        case .none: break
        case .standard: parts.append("stop-words=standard")
        case .words(let words): parts.append("stop-words=own:" + Self.list(Self.ordered(words)))
        }
        if stemming == .none { parts.append("stemming=none") }
        let known = Self.ordered(dictionary)
        if !known.isEmpty { parts.append("dictionary=" + Self.list(known)) }
        if !synonyms.isEmpty { parts.append("synonyms=" + synonyms.map(Self.list).joined(separator: "|")) }
        if let wordBreaker { parts.append("words=" + Self.escaped(wordBreaker.identity)) }
        if characters == .kept { parts.append("characters=kept") }
        return parts.joined(separator: " ")
    }

    /// Nil for what no analyzer writes, and for another word breaker than that given.
    init?(description: String, wordBreaker: (any KeywordWordBreaker)?) {
        // By bytes: a mark behind "=" makes another character of it.
        let parts = Self.split(Array(description.utf8)[...], at: " ")
        guard let language = KeywordLanguage(rawValue: String(decoding: parts[0], as: UTF8.self)) else { return nil }
        self.language = language
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let value = part[(equals + 1)...]
            switch String(decoding: part[..<equals], as: UTF8.self) {
            case "stop-words":
                if value.elementsEqual("standard".utf8) {
                    stopWords = .standard
                } else if value.starts(with: "own:".utf8), let words = Self.words(value.dropFirst(4)) {
                    stopWords = .words(words)
                } else {
                    return nil
                }
            case "stemming":
                guard let value = KeywordAnalyzer.Stemming(rawValue: String(decoding: value, as: UTF8.self)) else {
                    return nil
                }
                stemming = value
            case "dictionary":
                guard let words = Self.words(value) else { return nil }
                dictionary = words
            case "synonyms":
                for group in Self.split(value, at: "|") {
                    guard let words = Self.words(group) else { return nil }
                    synonyms.append(words)
                }
            case "words":
                guard let wordBreaker, Self.unescaped(value) == wordBreaker.identity else { return nil }
                self.wordBreaker = wordBreaker
            case "characters":
                guard value.elementsEqual("kept".utf8) else { return nil }
                characters = .kept
            default: return nil
            }
        }
        if self.description != description { return nil }
    }

    init(
        language: KeywordLanguage, stopWords: KeywordStopWords, stemming: KeywordAnalyzer.Stemming,
        dictionary: [String], synonyms: [[String]], wordBreaker: (any KeywordWordBreaker)?,
        characters: KeywordAnalyzer.SingleCharacters
    ) {
        self.language = language
        self.stopWords = stopWords
        self.stemming = stemming
        self.dictionary = dictionary
        self.synonyms = synonyms
        self.wordBreaker = wordBreaker
        self.characters = characters
    }

    /// Whether words pass nothing but an English stemmer.
    var isPlainEnglish: Bool {
        language == .english && stopWords == .none && stemming == .snowball && dictionary.isEmpty && synonyms.isEmpty
    }

    // MARK: - Lists

    /// In the order of their bytes, each once.
    private static func ordered(_ words: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return words.filter { !$0.isEmpty && seen.insert(Array($0.utf8)).inserted }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func list(_ words: [String]) -> String { words.map(escaped).joined(separator: ",") }

    private static func words(_ list: ArraySlice<UInt8>) -> [String]? {
        if list.isEmpty { return [] }
        var words: [String] = []
        for word in split(list, at: ",") {
            guard let word = unescaped(word) else { return nil }
            words.append(word)
        }
        return words
    }

    private static func split(_ bytes: ArraySlice<UInt8>, at separator: Unicode.Scalar) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digits.firstIndex),
                let low = rest.popFirst().flatMap(digits.firstIndex)
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
