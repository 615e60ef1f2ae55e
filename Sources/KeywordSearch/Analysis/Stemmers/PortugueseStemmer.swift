/// Reduces Portuguese words to stems, so that "quilométricas" is found by "quilométrico".
///
/// - Source: The Portuguese stemming algorithm of Snowball 3.1, snowballstem.org/algorithms/portuguese/stemmer.html.
enum PortugueseStemmer {
    private static let vowels = LetterSet("aeiouáéíóúâêô")

    static func stem(_ word: inout StemWord) {
        partNasals(&word)
        word.markVerbRegion(vowels)
        word.markRegions(vowels)
        if removeSuffix(&word) || removeVerb(&word) {
            if word.ends("ci"), word.isIn(word.rv, last: 1) { word.drop(1) }
        } else if let (length, _) = residues.longest(in: word), word.isIn(word.rv, last: length) {
            word.drop(length)
        }
        removeFinalE(&word)
        joinNasals(&word)
    }

    // MARK: Nasal vowels

    /// ã and õ count as a vowel and a consonant: "a~" and "o~".
    private static func partNasals(_ word: inout StemWord) {
        guard word.letters.contains(where: { $0 == 0xE3 || $0 == 0xF5 }) else { return }
        word.letters = word.letters.flatMap { letter -> [UInt8] in
            switch letter {
            case 0xE3: [UInt8(ascii: "a"), UInt8(ascii: "~")]
            case 0xF5: [UInt8(ascii: "o"), UInt8(ascii: "~")]
            default: [letter]
            }
        }
    }

    private static func joinNasals(_ word: inout StemWord) {
        for index in word.letters.indices.reversed() where index > 0 && word.letters[index] == UInt8(ascii: "~") {
            switch word.letters[index - 1] {
            case UInt8(ascii: "a"): word.letters[index - 1] = 0xE3
            case UInt8(ascii: "o"): word.letters[index - 1] = 0xF5
            default: continue
            }
            word.letters.remove(at: index)
        }
    }

    // MARK: Step 1

    private enum Suffix { case plain, logia, ução, ência, amente, mente, idade, iva, ira }
    private static let suffixes = SuffixTable<Suffix>([
        (
            """
            eza ezas ico ica icos icas ismo ismos ável ível ista istas oso osa osos osas amento amentos imento \
            imentos adora ador aça~o adoras adores aço~es ante antes ância
            """, .plain
        ),
        ("logia logias", .logia), ("uça~o uço~es", .ução), ("ência ências", .ência), ("amente", .amente),
        ("mente", .mente), ("idade idades", .idade), ("iva ivo ivas ivos", .iva), ("ira iras", .ira),
    ])
    private static let beforeMente = SuffixTable("ante avel ível")

    private static func removeSuffix(_ word: inout StemWord) -> Bool {
        guard let (length, suffix) = suffixes.longest(in: word) else { return false }
        let region =
            switch suffix {
            case .amente: word.r1
            case .ira: word.rv
            default: word.r2
            }
        guard word.isIn(region, last: length) else { return false }
        if suffix == .ira, word.letter(before: length) != UInt8(ascii: "e") { return false }
        word.drop(length)
        switch suffix {
        case .plain: break
        case .logia: word.replace(last: 0, by: "log")
        case .ução: word.replace(last: 0, by: "u")
        case .ência: word.replace(last: 0, by: "ente")
        case .amente:
            if word.drop("iv", in: word.r2) {
                word.drop("at", in: word.r2)
            } else {
                word.dropAny(["os", "ic", "ad"], in: word.r2)
            }
        case .mente: if let (length, _) = beforeMente.longest(in: word, from: word.r2) { word.drop(length) }
        case .idade: word.dropAny(["abil", "ic", "iv"], in: word.r2)
        case .iva: word.drop("at", in: word.r2)
        case .ira: word.replace(last: 0, by: "ir")
        }
        return true
    }

    // MARK: Steps 2 to 5

    private static let verbs = SuffixTable(
        """
        ada ida ia aria eria iria ará ara erá era irá ava asse esse isse aste este iste ei arei erei irei am iam ariam \
        eriam iriam aram eram iram avam em arem erem irem assem essem issem ado ido ando endo indo ara~o era~o ira~o \
        ar er ir as adas idas ias arias erias irias arás aras erás eras irás avas es ardes erdes irdes ares eres ires \
        asses esses isses astes estes istes is ais eis íeis aríeis eríeis iríeis áreis areis éreis ereis íreis ireis \
        ásseis ésseis ísseis áveis ados idos ámos amos íamos aríamos eríamos iríamos áramos éramos íramos ávamos emos \
        aremos eremos iremos ássemos êssemos íssemos imos armos ermos irmos eu iu ou ira iras
        """)

    private static func removeVerb(_ word: inout StemWord) -> Bool {
        guard let (length, _) = verbs.longest(in: word, from: word.rv) else { return false }
        word.drop(length)
        return true
    }

    private static let residues = SuffixTable("os a i o á í ó")
    private static let finalE = LetterSet("eéê")

    /// Step 5: e, and u of "gu" or i of "ci" before it; ç becomes c.
    private static func removeFinalE(_ word: inout StemWord) {
        if finalE.contains(word.letter(before: 0)), word.isIn(word.rv, last: 1) {
            word.drop(1)
            if word.ends("gu") || word.ends("ci"), word.isIn(word.rv, last: 1) { word.drop(1) }
        } else if word.letters.last == 0xE7 {
            word.replace(last: 1, by: "c")
        }
    }
}
