import UnicodeForms

/// Tells a text's language: by its script where only one language is written in it, else by trigrams of letters.
///
/// Known by trigrams are Czech, Danish, Dutch, English, Finnish, French, German, Hungarian, Indonesian, Italian,
/// Norwegian Bokmål, Polish, Portuguese, Romanian, Spanish, Swedish, Turkish, Vietnamese; Macedonian, Russian,
/// Serbian, Ukrainian. A text in any other language of these scripts gets the name of a similar one. The same text has
/// the same answer on every platform.
/// - Source: naive Bayes over trigrams, as Dunning 1994, "Statistical identification of language"; trigrams that are
///   common in no language say nothing.
public struct LanguageDetector: Sendable {
    /// What a text seems to be written in.
    public struct Result: Sendable, Hashable {
        /// As BCP 47 has it.
        public var language: String
        /// How many bits speak for it rather than for the next best; infinite where the script decides.
        public var margin: Double
        /// Whether there was enough text to tell; otherwise the language is a guess.
        public var isReliable: Bool
    }

    /// How much of a text is looked at.
    static let sampleBytes = 4096

    public init() {}

    /// - Returns: Nil if there are no letters of a known script.
    /// - Complexity: O(1): the text's first 4 kB decide.
    public func detect(_ text: String) -> Result? {
        var text = text
        let bytes = text.withUTF8 { Array($0.prefix(Self.sampleBytes)) }
        guard let (script, letters) = Self.mainScript(of: bytes) else { return nil }
        switch script {
        case .latin: return Self.byTrigrams(bytes, .latin, LanguageProfiles.latin)
        case .cyrillic: return Self.byTrigrams(bytes, .cyrillic, LanguageProfiles.cyrillic)
        default:
            guard let language = script.language else { return nil }
            return Result(language: language, margin: .infinity, isReliable: letters >= 4)
        }
    }

    private static func byTrigrams(
        _ bytes: [UInt8], _ script: LanguageScript, _ profiles: LanguageProfiles
    ) -> Result? {
        var trigrams = TrigramCosts(profiles: profiles)
        forEachScalar(in: bytes) { value in
            if LanguageScript(of: value) == script { trigrams.add(SmallLetter.of(value)) } else { trigrams.endWord() }
        }
        let (costs, known) = trigrams.finish()
        guard known > 0, let least = costs.min(), let best = costs.firstIndex(of: least) else { return nil }
        let second = costs.indices.lazy.filter { $0 != best }.map { costs[$0] }.min() ?? least
        let margin = Double(second - least) / LanguageProfiles.stepsPerBit
        return Result(
            language: profiles.languages[best], margin: margin,
            isReliable: known >= leastTrigrams && margin >= leastMargin)
    }

    /// Fewer trigrams than a short sentence has are a guess.
    private static let leastTrigrams = 20
    /// In bits. Neighbouring trigrams are not independent, so it takes more than chance would have it.
    private static let leastMargin = 12.0

    // MARK: Scripts

    @inline(__always)
    private static func forEachScalar(in bytes: [UInt8], from start: Int = 0, _ visit: (UInt32) -> Void) {
        var i = start
        while i < bytes.count {
            // The sample may end inside a scalar.
            let length = bytes[i] < 0x80 ? 1 : bytes[i] < 0xE0 ? 2 : bytes[i] < 0xF0 ? 3 : 4
            if i + length > bytes.count { break }
            visit(UTF8Scalar.decode(bytes, at: i).value)
            i += length
        }
    }

    /// How many letters of ASCII a text begins with, and where words of eight bytes have others.
    private static func plainLetters(in bytes: [UInt8]) -> (letters: Int, end: Int) {
        let raw = bytes.span.bytes
        var (letters, i) = (0, 0)
        while i + ByteWord.size <= bytes.count {
            let word = ByteWord(raw, at: i)
            if word.wide != 0 { break }
            letters += ByteWord.count(word.letters)
            i += ByteWord.size
        }
        return (letters, i)
    }

    /// The script that most letters are of, ideographs and syllables counting double, since each says more.
    private static func mainScript(of bytes: [UInt8]) -> (LanguageScript, letters: Int)? {
        var counts = [Int](repeating: 0, count: LanguageScript.allCases.count)
        let plain = plainLetters(in: bytes)
        counts[LanguageScript.latin.rawValue] = plain.letters * LanguageScript.latin.weight
        forEachScalar(in: bytes, from: plain.end) { value in
            if let script = LanguageScript(of: value) { counts[script.rawValue] += script.weight }
        }
        let kana = counts[LanguageScript.kana.rawValue]
        let han = counts[LanguageScript.han.rawValue]
        // Japanese has kana in every sentence; Chinese has none.
        if kana > 0, kana * 10 >= han {
            counts[LanguageScript.kana.rawValue] = kana + han
            counts[LanguageScript.han.rawValue] = 0
        }
        var best: (LanguageScript, letters: Int)?
        for script in LanguageScript.allCases where counts[script.rawValue] > best?.letters ?? 0 {
            best = (script, counts[script.rawValue])
        }
        return best
    }
}

/// Scripts that say something about the language.
enum LanguageScript: Int, CaseIterable {
    case latin, cyrillic, greek, hebrew, arabic, devanagari, bengali, tamil, telugu, thai, georgian, armenian, kana,
        han,
        hangul

    /// The language that is most written in it; nil if many are.
    var language: String? {
        switch self {
        case .latin, .cyrillic: nil
        case .greek: "el"
        case .hebrew: "he"
        case .arabic: "ar"
        case .devanagari: "hi"
        case .bengali: "bn"
        case .tamil: "ta"
        case .telugu: "te"
        case .thai: "th"
        case .georgian: "ka"
        case .armenian: "hy"
        case .kana: "ja"
        case .han: "zh"
        case .hangul: "ko"
        }
    }

    var weight: Int {
        switch self {
        case .kana, .han, .hangul: 2
        default: 1
        }
    }

    /// Nil for what is no letter of these.
    @inline(__always)
    init?(of value: UInt32) {
        if value < 0x80 {
            guard ASCII.isLetter(UInt8(truncatingIfNeeded: value)) else { return nil }
            self = .latin
        } else {
            self.init(wide: value)
        }
    }

    private init?(wide value: UInt32) {
        switch value {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: self = .latin
        case 0..<0x370: return nil
        case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC, 0xFF66...0xFF9D: self = .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x3005, 0x20000...0x323AF: self = .han
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F: self = .cyrillic
        case 0x531...0x587: self = .armenian
        case 0x5D0...0x5EA: self = .hebrew
        case 0x620...0x64A, 0x66E...0x6D3: self = .arabic
        case 0x900...0x97F: self = .devanagari
        case 0x980...0x9FF: self = .bengali
        case 0xB80...0xBFF: self = .tamil
        case 0xC00...0xC7F: self = .telugu
        case 0xE01...0xE4E: self = .thai
        case 0x10A0...0x10FF: self = .georgian
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E: self = .hangul
        default: return nil
        }
    }
}

/// Small letters of the Latin, Greek and Cyrillic scripts, one scalar for one.
enum SmallLetter {
    @inline(__always)
    static func of(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x41...0x5A: value + 0x20
        case 0..<0xC0: value
        case 0xC0...0xDE where value != 0xD7, 0x391...0x3A9: value + 0x20
        case 0x130: 0x69
        case 0x178: 0xFF
        // Here capital and small letters take turns; in these two stretches the capitals are the odd ones.
        case 0x139...0x148, 0x179...0x17E: value + (value & 1)
        case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1E95, 0x1EA0...0x1EFF, 0x218...0x21B: value | 1
        case 0x1A0: 0x1A1
        case 0x1AF: 0x1B0
        case 0x400...0x40F: value + 0x50
        case 0x410...0x42F: value + 0x20
        case 0x460...0x481, 0x48A...0x4BF: value | 1
        default: value
        }
    }
}
