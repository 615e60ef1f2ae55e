/// Reduces English words to stems, so that "indexes" is found by "indexing".
///
/// Words are lower-case ASCII letters, with apostrophes where the text has them; other words stay as they are.
/// - Source: M. F. Porter, "The English (Porter2) stemming algorithm", with the exceptions of Snowball 3.1.
package struct EnglishStemmer {
    /// The word while it is worked on; `Y` is a `y` that counts as a consonant.
    private var word = StemWord()

    package init() {}

    package static func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        var stemmer = EnglishStemmer()
        stemmer.stem(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces the word by its stem.
    package mutating func stem(_ bytes: inout [UInt8]) {
        guard bytes.count > 2, bytes.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x27 }) else { return }
        if bytes.count <= 6, Self.irregularFirsts.contains(bytes[0]), let irregular = Self.irregular[bytes] {
            bytes = irregular
            return
        }
        swap(&word.letters, &bytes)
        markConsonantY()
        markRegions()
        removePlural()
        removePastAndParticiple()
        replaceFinalY()
        replaceDerivation()
        shortenDerivation()
        removeSuffix()
        removeFinalLetter()
        word.lowercase()
        swap(&word.letters, &bytes)
    }
}

// MARK: - Regions

extension EnglishStemmer {
    private static let vowels = LetterSet("aeiouy")
    private static let y = UInt8(ascii: "y")
    private static let consonantY = UInt8(ascii: "Y")

    private mutating func markConsonantY() {
        if word.letters.first == UInt8(ascii: "'") { word.letters.removeFirst() }
        for index in word.letters.indices where word.letters[index] == Self.y {
            if index == 0 || Self.vowels.contains(word.letters[index - 1]) { word.letters[index] = Self.consonantY }
        }
    }

    /// R1 of these words begins behind them, which would otherwise fall together with unrelated ones.
    private static let regionPrefixes: [[UInt8]] = [
        "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
    ].map { Array($0.utf8) }
    private static let regionFirsts = LetterSet("acegilopu")

    private mutating func markRegions() {
        word.markRegions(Self.vowels)
        guard word.count >= 4, Self.regionFirsts.contains(word.letters[0]),
            let prefix = Self.regionPrefixes.first(where: { word.letters.starts(with: $0) })
        else { return }
        word.r1 = prefix.count
        word.r2 = word.after(consonantBehindVowelFrom: word.r1, Self.vowels)
    }
}

// MARK: - Inflection

extension EnglishStemmer {
    private enum Plural { case sses, ies, s, none }
    private static let plurals = SuffixTable<Plural>([("sses", .sses), ("ied ies", .ies), ("s", .s), ("us ss", .none)])

    /// Steps 0 and 1a: 's, plurals.
    private mutating func removePlural() {
        if let (length, _) = Self.possessives.longest(in: word) { word.drop(length) }
        guard let (_, plural) = Self.plurals.longest(in: word) else { return }
        switch plural {
        case .sses: word.drop(2)
        case .ies: word.drop(word.count > 4 ? 2 : 1)
        case .s:
            if word.count >= 2, word.letters[..<(word.count - 2)].contains(where: Self.vowels.contains) { word.drop(1) }
        case .none: break
        }
    }

    private static let possessives = SuffixTable("' 's 's'")

    private enum Past { case eed, ed, ing }
    private static let pasts = SuffixTable<Past>([("eed eedly", .eed), ("ed edly ingly", .ed), ("ing", .ing)])
    /// Stems before "-eed" that keep it.
    private static let keepsEed: Set<[UInt8]> = Set(["exc", "proc", "succ"].map { Array($0.utf8) })
    /// Stems before "-ing" that keep it.
    private static let keepsIng: Set<[UInt8]> = Set(
        ["cann", "earr", "even", "herr", "inn", "out"].map { Array($0.utf8) })

    /// Step 1b: "-eed", "-ed", "-ing" and their adverbs.
    private mutating func removePastAndParticiple() {
        guard let (length, past) = Self.pasts.longest(in: word) else { return }
        let stem = word.letters[..<(word.count - length)]
        switch past {
        case .eed:
            if stem.count >= word.r1, !Self.keepsEed.contains(Array(stem)) { word.replace(last: length, by: "ee") }
            return
        case .ing:
            if stem.count < 5, Self.keepsIng.contains(Array(stem)) { return }
            if stem.count == 2, stem.last == Self.y, !Self.vowels.contains(stem[0]) {
                word.replace(last: 4, by: "ie")  // dying → die
                return
            }
        case .ed: break
        }
        guard stem.contains(where: Self.vowels.contains) else { return }
        word.drop(length)
        if Self.takesE.longest(in: word) != nil {
            word.replace(last: 0, by: "e")
        } else if endsWithDouble {
            if word.count == 3, Self.keepsDouble.contains(word.letters[0]) { return }  // add, egg, off
            word.drop(1)
        } else if word.count == word.r1, endsWithShortSyllable(at: word.count) {
            word.replace(last: 0, by: "e")
        }
    }

    private static let takesE = SuffixTable("at bl iz")
    private static let keepsDouble = LetterSet("aeo")
    private static let doubled = LetterSet("bdfgmnprt")

    private var endsWithDouble: Bool {
        let last = word.letter(before: 0)
        return Self.doubled.contains(last) && word.letter(before: 1) == last
    }

    /// Step 1c: y after a consonant.
    private mutating func replaceFinalY() {
        guard word.count > 2, let last = word.letters.last, last == Self.y || last == Self.consonantY,
            !Self.vowels.contains(word.letter(before: 1))
        else { return }
        word.replace(last: 1, by: "i")
    }

    private static let endsNoSyllable = LetterSet("aeiouywxY")

    /// Consonant, vowel, consonant other than w, x, Y; or a vowel and a consonant that are all; or "past".
    private func endsWithShortSyllable(at end: Int) -> Bool {
        guard end >= 2 else { return false }
        let (vowel, last) = (word.letters[end - 2], word.letters[end - 1])
        if end >= 3, !Self.vowels.contains(word.letters[end - 3]), Self.vowels.contains(vowel),
            !Self.endsNoSyllable.contains(last)
        {
            return true
        }
        if end == 2, Self.vowels.contains(vowel), !Self.vowels.contains(last) { return true }
        return word.letters[..<end].suffix(4).elementsEqual("past".utf8)
    }
}

// MARK: - Derivation

extension EnglishStemmer {
    private enum Derivation {
        case to(StaticString)
        case ogi, li
    }

    private static let derivations = SuffixTable<Derivation>([
        ("izer ization", .to("ize")), ("ational ation ator", .to("ate")), ("fulness fulli", .to("ful")),
        ("ousness ousli", .to("ous")), ("iveness iviti", .to("ive")), ("tional", .to("tion")),
        ("biliti bli", .to("ble")), ("lessli", .to("less")), ("entli", .to("ent")), ("alism aliti alli", .to("al")),
        ("ogist", .to("og")), ("enci", .to("ence")), ("anci", .to("ance")), ("abli", .to("able")), ("ogi", .ogi),
        ("li", .li),
    ])
    private static let validBeforeLi = LetterSet("cdeghkmnrt")

    /// Step 2: long derivational suffixes.
    private mutating func replaceDerivation() {
        guard let (length, derivation) = Self.derivations.longest(in: word), word.isIn(word.r1, last: length) else {
            return
        }
        switch derivation {
        case .to(let suffix): word.replace(last: length, by: suffix)
        case .ogi: if word.letter(before: 3) == UInt8(ascii: "l") { word.drop(1) }
        case .li: if Self.validBeforeLi.contains(word.letter(before: 2)) { word.drop(2) }
        }
    }

    private enum Shortening {
        case to(StaticString)
        case ative
    }

    private static let shortenings = SuffixTable<Shortening>([
        ("ational", .to("ate")), ("tional", .to("tion")), ("alize", .to("al")), ("icate iciti ical", .to("ic")),
        ("ful ness", .to("")), ("ative", .ative),
    ])

    /// Step 3.
    private mutating func shortenDerivation() {
        guard let (length, shortening) = Self.shortenings.longest(in: word) else { return }
        switch shortening {
        case .to(let suffix): if word.isIn(word.r1, last: length) { word.replace(last: length, by: suffix) }
        case .ative: if word.isIn(word.r2, last: length) { word.drop(length) }
        }
    }

    private enum Suffix { case plain, ion }
    private static let suffixes = SuffixTable<Suffix>([
        ("ement ance ence able ible ment ant ent ism ate iti ous ive ize al er ic", .plain), ("ion", .ion),
    ])

    /// Step 4: suffixes that go where enough is left.
    private mutating func removeSuffix() {
        guard let (length, suffix) = Self.suffixes.longest(in: word), word.isIn(word.r2, last: length) else { return }
        if suffix == .ion {
            let before = word.letter(before: 3)
            guard before == UInt8(ascii: "s") || before == UInt8(ascii: "t") else { return }
        }
        word.drop(length)
    }

    /// Step 5.
    private mutating func removeFinalLetter() {
        let end = word.count - 1
        if word.ends("e") {
            if end >= word.r2 || (end >= word.r1 && !endsWithShortSyllable(at: end)) { word.drop(1) }
        } else if word.ends("ll"), end >= word.r2 {
            word.drop(1)
        }
    }
}

// MARK: - Exceptions

extension EnglishStemmer {
    /// Words of three to six letters.
    private static let irregular: [[UInt8]: [UInt8]] = {
        let words = [
            "andes": "andes", "atlas": "atlas", "bias": "bias", "cosmos": "cosmos", "howe": "howe", "news": "news",
            "sky": "sky", "skies": "sky", "skis": "ski", "idly": "idl", "gently": "gentl", "ugly": "ugli",
            "early": "earli", "only": "onli", "singly": "singl",
        ]
        return Dictionary(uniqueKeysWithValues: words.map { (Array($0.key.utf8), Array($0.value.utf8)) })
    }()
    private static let irregularFirsts = LetterSet("abceghinosu")
}
