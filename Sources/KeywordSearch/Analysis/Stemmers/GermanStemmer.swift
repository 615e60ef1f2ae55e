/// Reduces German words to stems, so that "Häuser" and "Haeuser" are found by "Haus".
///
/// - Source: The German stemming algorithm of Snowball 3.1, snowballstem.org/algorithms/german/stemmer.html.
enum GermanStemmer {
    private static let vowels = LetterSet("aeiouyäöü")
    /// These are no vowels between vowels.
    private static let marked = LetterSet("uy")
    private static let validBeforeS = LetterSet("bdfghklmnrt")
    private static let validBeforeSt = LetterSet("bdfghklmnt")
    private static let validBeforeEt = LetterSet("dfgklmnrstUzä")

    static func stem(_ word: inout StemWord) {
        word.capitalize(marked, between: vowels)
        replaceSpellings(&word)
        markRegions(&word)
        removeInflection(&word)
        removeComparison(&word)
        removeDerivation(&word)
        if let (length, _) = apostrophes.longest(in: word), word.count >= length + 2 { word.drop(length) }
        word.lowercase()
        word.map([(0xE4, 0x61), (0xF6, 0x6F), (0xFC, 0x75)])  // ä, ö, ü
    }

    /// ß is ss; ae, oe and ue are umlauts, but for "que".
    private static func replaceSpellings(_ word: inout StemWord) {
        let letters = word.letters
        word.letters.removeAll(keepingCapacity: true)
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let next = index + 1 < letters.count ? letters[index + 1] : 0
            switch (letter, next) {
            case (0xDF, _):
                word.letters += [0x73, 0x73]
                index += 1
            case (0x61, 0x65), (0x6F, 0x65), (0x75, 0x65):
                word.letters.append(letter == 0x61 ? 0xE4 : letter == 0x6F ? 0xF6 : 0xFC)
                index += 2
            case (0x71, 0x75):
                word.letters += [letter, next]
                index += 2
            default:
                word.letters.append(letter)
                index += 1
            }
        }
    }

    /// R1 leaves at least three letters before it.
    private static func markRegions(_ word: inout StemWord) {
        word.markRegions(vowels)
        if word.count < 3 { (word.r1, word.r2) = (word.count, word.count) }
        word.r1 = min(max(word.r1, 3), word.count)
    }

    private enum Inflection { case em, plain, e, s, ln }
    private static let inflections = SuffixTable<Inflection>([
        ("em", .em), ("ern er erin erinnen", .plain), ("e en es", .e), ("s", .s), ("ln lns", .ln),
    ])

    /// Step 1.
    private static func removeInflection(_ word: inout StemWord) {
        guard let (length, ending) = inflections.longest(in: word), word.isIn(word.r1, last: length) else { return }
        switch ending {
        case .em: if !word.ends("system") { word.drop(length) }
        case .plain: word.drop(length)
        case .e:
            word.drop(length)
            if word.ends("niss") { word.drop(1) }
        case .s: if validBeforeS.contains(word.letter(before: 1)) { word.drop(1) }
        case .ln: word.drop(length - 1)
        }
    }

    private enum Comparison { case plain, st, et }
    private static let comparisons = SuffixTable<Comparison>([("en er est", .plain), ("st", .st), ("et", .et)])
    /// Words that end so are no forms of a verb.
    private static let keepsEt = SuffixTable("geordnet internet planet ticket tret")

    /// Step 2.
    private static func removeComparison(_ word: inout StemWord) {
        guard let (length, ending) = comparisons.longest(in: word), word.isIn(word.r1, last: length) else { return }
        switch ending {
        case .plain: word.drop(length)
        case .st: if validBeforeSt.contains(word.letter(before: 2)), word.count >= 6 { word.drop(2) }
        case .et:
            if validBeforeEt.contains(word.letter(before: 2)), keepsEt.longest(in: word) == nil { word.drop(2) }
        }
    }

    private enum Derivation { case ung, ig, lich, keit }
    private static let derivations = SuffixTable<Derivation>([
        ("end ung", .ung), ("ig ik isch", .ig), ("lich heit", .lich), ("keit", .keit),
    ])

    /// Step 4: what is left of these goes behind two letters and more.
    private static let apostrophes = SuffixTable("' 's 'sch")

    /// Step 3.
    private static func removeDerivation(_ word: inout StemWord) {
        guard let (length, ending) = derivations.longest(in: word), word.isIn(word.r2, last: length) else { return }
        let e = UInt8(ascii: "e")
        switch ending {
        case .ung:
            word.drop(length)
            if word.letter(before: 2) != e { word.drop("ig", in: word.r2) }
        case .ig: if word.letter(before: length) != e { word.drop(length) }
        case .lich:
            word.drop(length)
            if !word.drop("er", in: word.r1) { word.drop("en", in: word.r1) }
        case .keit:
            word.drop(length)
            if !word.drop("lich", in: word.r2) { word.drop("ig", in: word.r2) }
        }
    }
}
