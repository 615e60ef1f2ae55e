/// Reduces English words to stems, so that "indexes" is found by "indexing".
///
/// Words are lower-case ASCII letters, with apostrophes where the text has them; other words stay as they are.
/// - Source: M. F. Porter, "The English (Porter2) stemming algorithm", with the exceptions of Snowball 3.1.
package struct EnglishStemmer {
    /// The word while it is worked on; `Y` is a `y` that counts as a consonant.
    private var word: [UInt8] = []
    /// Where R1 and R2 begin: the rest after the first (second) consonant that follows a vowel.
    private var r1 = 0
    private var r2 = 0

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
        if let irregular = Self.irregular[bytes] {
            bytes = irregular
            return
        }
        swap(&word, &bytes)
        markConsonantY()
        markRegions()
        removePlural()
        removePastAndParticiple()
        replaceFinalY()
        replaceDerivation()
        shortenDerivation()
        removeSuffix()
        removeFinalLetter()
        for index in word.indices where word[index] == Self.consonantY { word[index] = Self.y }
        swap(&word, &bytes)
    }
}

// MARK: - Steps

extension EnglishStemmer {
    private mutating func markConsonantY() {
        if word.first == Self.apostrophe { word.removeFirst() }
        for index in word.indices where word[index] == Self.y {
            if index == 0 || Self.isVowel(word[index - 1]) { word[index] = Self.consonantY }
        }
    }

    private mutating func markRegions() {
        r1 = Self.regionPrefixes.first { word.starts(with: $0) }?.count ?? regionStart(from: 0)
        r2 = regionStart(from: r1)
    }

    /// The position after the first consonant that follows a vowel.
    private func regionStart(from start: Int) -> Int {
        guard let vowel = word[start...].firstIndex(where: Self.isVowel),
            let consonant = word[vowel...].firstIndex(where: { !Self.isVowel($0) })
        else { return word.count }
        return consonant + 1
    }

    /// Steps 0 and 1a: 's, plurals.
    private mutating func removePlural() {
        for suffix in ["'s'", "'s", "'"] as [StaticString] where ends(suffix) {
            drop(suffix)
            break
        }
        if ends("sses") {
            drop("es")
        } else if ends("ied") || ends("ies") {
            word.removeLast(word.count > 4 ? 2 : 1)
        } else if ends("us") || ends("ss") {
            return
        } else if ends("s"), word.count >= 2, word[..<(word.count - 2)].contains(where: Self.isVowel) {
            word.removeLast()
        }
    }

    /// Step 1b: "-eed", "-ed", "-ing" and their adverbs.
    private mutating func removePastAndParticiple() {
        for suffix in ["eedly", "eed"] as [StaticString] where ends(suffix) {
            let stem = word.count - suffix.utf8CodeUnitCount
            if stem >= r1, !Self.keepsEed.contains(Array(word[..<stem])) { replace(suffix, by: "ee") }
            return
        }
        guard let suffix = (["ingly", "edly", "ing", "ed"] as [StaticString]).first(where: { ends($0) }) else { return }
        let stem = word[..<(word.count - suffix.utf8CodeUnitCount)]
        if ends("ing") {
            if Self.keepsIng.contains(Array(stem)) { return }
            if stem.count == 2, stem.last == Self.y, !Self.isVowel(stem[0]) {
                word = [stem[0], 0x69, 0x65]  // dying → die
                return
            }
        }
        guard stem.contains(where: Self.isVowel) else { return }
        drop(suffix)
        if ends("at") || ends("bl") || ends("iz") {
            append("e")
        } else if endsWithDouble {
            if word.count == 3, [0x61, 0x65, 0x6F].contains(word[0]) { return }  // add, egg, off
            word.removeLast()
        } else if word.count == r1, endsWithShortSyllable(at: word.count) {
            append("e")
        }
    }

    /// Step 1c: y after a consonant.
    private mutating func replaceFinalY() {
        guard word.count > 2, let last = word.last, last == Self.y || last == Self.consonantY,
            !Self.isVowel(word[word.count - 2])
        else { return }
        word[word.count - 1] = 0x69
    }

    /// Step 2: long derivational suffixes.
    private mutating func replaceDerivation() {
        guard let (suffix, replacement) = Self.derivations.first(where: { ends($0.0) }) else {
            guard ends("li"), inR1("li"), word.count > 2, Self.validBeforeLi.contains(word[word.count - 3]) else {
                return
            }
            drop("li")
            return
        }
        guard inR1(suffix) else { return }
        if suffix.utf8CodeUnitCount == 3, ends("ogi") {
            guard word.count > 3, word[word.count - 4] == 0x6C else { return }
        }
        replace(suffix, by: replacement)
    }

    /// Step 3.
    private mutating func shortenDerivation() {
        if ends("ative") {
            if inR2("ative") { drop("ative") }
            return
        }
        guard let (suffix, replacement) = Self.shortenings.first(where: { ends($0.0) }), inR1(suffix) else { return }
        replace(suffix, by: replacement)
    }

    /// Step 4: suffixes that go where enough is left.
    private mutating func removeSuffix() {
        guard let suffix = Self.removable.first(where: { ends($0) }), inR2(suffix) else { return }
        if suffix.utf8CodeUnitCount == 3, ends("ion") {
            guard word.count > 3, [0x73, 0x74].contains(word[word.count - 4]) else { return }  // -sion, -tion
        }
        drop(suffix)
    }

    /// Step 5.
    private mutating func removeFinalLetter() {
        let end = word.count - 1
        if ends("e") {
            if end >= r2 || (end >= r1 && !endsWithShortSyllable(at: end)) { word.removeLast() }
        } else if ends("ll"), end >= r2 {
            word.removeLast()
        }
    }
}

// MARK: - Conditions

extension EnglishStemmer {
    private func ends(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard word.count >= length else { return false }
        return suffix.withUTF8Buffer { word[(word.count - length)...].elementsEqual($0) }
    }

    private func inR1(_ suffix: StaticString) -> Bool { word.count - suffix.utf8CodeUnitCount >= r1 }
    private func inR2(_ suffix: StaticString) -> Bool { word.count - suffix.utf8CodeUnitCount >= r2 }

    private mutating func drop(_ suffix: StaticString) { word.removeLast(suffix.utf8CodeUnitCount) }

    private mutating func append(_ suffix: StaticString) { suffix.withUTF8Buffer { word.append(contentsOf: $0) } }

    private mutating func replace(_ suffix: StaticString, by replacement: StaticString) {
        drop(suffix)
        append(replacement)
    }

    private var endsWithDouble: Bool {
        guard word.count > 1, word[word.count - 1] == word[word.count - 2] else { return false }
        return Self.doubled.contains(word[word.count - 1])
    }

    /// Consonant, vowel, consonant other than w, x, Y; or a vowel and a consonant that are all; or "past".
    private func endsWithShortSyllable(at end: Int) -> Bool {
        guard end >= 2 else { return false }
        let (vowel, last) = (word[end - 2], word[end - 1])
        if end >= 3, !Self.isVowel(word[end - 3]), Self.isVowel(vowel), !Self.isVowel(last),
            ![0x77, 0x78, Self.consonantY].contains(last)
        {
            return true
        }
        if end == 2, Self.isVowel(vowel), !Self.isVowel(last) { return true }
        return word[..<end].suffix(4).elementsEqual("past".utf8)
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }
}

// MARK: - Tables

extension EnglishStemmer {
    private static let y: UInt8 = 0x79
    private static let consonantY: UInt8 = 0x59
    private static let apostrophe: UInt8 = 0x27
    private static let doubled = Array("bdfgmnprt".utf8)
    private static let validBeforeLi = Array("cdeghkmnrt".utf8)

    /// Words whose R1 begins after this much, which would otherwise fall together with unrelated ones.
    private static let regionPrefixes: [[UInt8]] = [
        "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
    ].map { Array($0.utf8) }

    /// Stems before "-eed" that keep it.
    private static let keepsEed: Set<[UInt8]> = Set(["exc", "proc", "succ"].map { Array($0.utf8) })
    /// Stems before "-ing" that keep it.
    private static let keepsIng: Set<[UInt8]> = Set(
        ["cann", "earr", "even", "herr", "inn", "out"].map { Array($0.utf8) })

    private static let irregular: [[UInt8]: [UInt8]] = {
        let words = [
            "andes": "andes", "atlas": "atlas", "bias": "bias", "cosmos": "cosmos", "howe": "howe", "news": "news",
            "sky": "sky", "skies": "sky", "skis": "ski", "idly": "idl", "gently": "gentl", "ugly": "ugli",
            "early": "earli", "only": "onli", "singly": "singl",
        ]
        return Dictionary(uniqueKeysWithValues: words.map { (Array($0.key.utf8), Array($0.value.utf8)) })
    }()

    /// Longest first among those that end alike.
    private static let derivations: [(StaticString, StaticString)] = [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"),
        ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("ogist", "og"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
        ("bli", "ble"), ("ogi", "og"),
    ]

    private static let shortenings: [(StaticString, StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
        ("ful", ""), ("ness", ""),
    ]

    private static let removable: [StaticString] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
        "ion", "al", "er", "ic",
    ]
}
