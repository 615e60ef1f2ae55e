/// Reduces Italian words to stems, so that "propagandare" is found by "propaganda".
///
/// - Source: The Italian stemming algorithm of Snowball 3.1, snowballstem.org/algorithms/italian/stemmer.html.
enum ItalianStemmer {
    private static let vowels = LetterSet("aeiouàèìòù")
    /// These are no vowels between vowels.
    private static let marked = LetterSet("ui")

    static func stem(_ word: inout StemWord) {
        removeElision(&word)
        word.map([(0xE1, 0xE0), (0xE9, 0xE8), (0xED, 0xEC), (0xF3, 0xF2), (0xFA, 0xF9)])  // acute to grave
        markU(&word)
        word.capitalize(marked, between: vowels)
        word.markVerbRegion(vowels)
        if word.letters.starts(with: "divan".utf8) { word.rv = 5 }
        word.markRegions(vowels)
        removePronoun(&word)
        if !removeSuffix(&word) { removeVerb(&word) }
        removeVowels(&word)
        word.lowercase()
    }

    private static let elided = [
        "all", "d", "dall", "dell", "gl", "l", "m", "nell", "quell", "quest", "s", "sull", "t", "tutt", "un", "v",
    ].map { Array("\($0)'".utf8) }

    private static func removeElision(_ word: inout StemWord) {
        guard word.letters.contains(UInt8(ascii: "'")) else { return }
        if let article = elided.first(where: word.letters.starts), article.count < word.count {
            word.letters.removeFirst(article.count)
        }
    }

    /// u behind q is no vowel.
    private static func markU(_ word: inout StemWord) {
        for index in word.letters.indices.dropFirst()
        where word.letters[index] == UInt8(ascii: "u") && word.letters[index - 1] == UInt8(ascii: "q") {
            word.letters[index] = UInt8(ascii: "U")
        }
    }

    // MARK: Step 0

    private static let pronouns = SuffixTable(
        """
        ci gli la le li lo mi ne si ti vi sene gliela gliele glieli glielo gliene mela mele meli melo mene tela tele \
        teli telo tene cela cele celi celo cene vela vele veli velo vene
        """)
    private enum Verb { case ando, ar }
    private static let pronounBearers = SuffixTable<Verb>([("ando endo", .ando), ("ar er ir", .ar)])

    private static func removePronoun(_ word: inout StemWord) {
        guard let (pronoun, _) = pronouns.longest(in: word) else { return }
        var stem = word
        stem.drop(pronoun)
        guard let (length, verb) = pronounBearers.longest(in: stem), stem.isIn(stem.rv, last: length) else { return }
        if verb == .ar { stem.replace(last: 0, by: "e") }
        word = stem
    }

    // MARK: Step 1

    private enum Suffix { case plain, azione, logia, uzione, enza, amento, amente, ità, ivo }
    private static let suffixes = SuffixTable<Suffix>([
        (
            """
            anza anze ico ici ica ice iche ichi ismo ismi abile abili ibile ibili ista iste isti istà istè istì oso \
            osi osa ose mente atrice atrici ante anti
            """, .plain
        ),
        ("azione azioni atore atori", .azione), ("logia logie", .logia), ("uzione uzioni usione usioni", .uzione),
        ("enza enze", .enza), ("amento amenti imento imenti", .amento), ("amente", .amente), ("ità", .ità),
        ("ivo ivi iva ive", .ivo),
    ])

    private static func removeSuffix(_ word: inout StemWord) -> Bool {
        guard let (length, suffix) = suffixes.longest(in: word) else { return false }
        let region =
            switch suffix {
            case .amento: word.rv
            case .amente: word.r1
            default: word.r2
            }
        guard word.isIn(region, last: length) else { return false }
        word.drop(length)
        switch suffix {
        case .plain, .amento: break
        case .azione: word.drop("ic", in: word.r2)
        case .logia: word.replace(last: 0, by: "log")
        case .uzione: word.replace(last: 0, by: "u")
        case .enza: word.replace(last: 0, by: "ente")
        case .amente:
            if word.drop("iv", in: word.r2) {
                word.drop("at", in: word.r2)
            } else {
                word.dropAny(["os", "ic", "abil"], in: word.r2)
            }
        case .ità: word.dropAny(["abil", "ic", "iv"], in: word.r2)
        case .ivo: if word.drop("at", in: word.r2) { word.drop("ic", in: word.r2) }
        }
        return true
    }

    // MARK: Steps 2 and 3

    private static let verbs = SuffixTable(
        """
        ammo ando ano are arono asse assero assi assimo ata ate ati ato ava avamo avano avate avi avo emmo enda ende \
        endi endo erà erai eranno ere erebbe erebbero erei eremmo eremo ereste eresti erete erò erono essero ete eva \
        evamo evano evate evi evo Yamo iamo immo irà irai iranno ire irebbe irebbero irei iremmo iremo ireste iresti \
        irete irò irono isca iscano isce isci isco iscono issero ita ite iti ito iva ivamo ivano ivate ivi ivo ono uta \
        ute uti uto ar ir
        """)

    private static func removeVerb(_ word: inout StemWord) {
        if let (length, _) = verbs.longest(in: word, from: word.rv) { word.drop(length) }
    }

    private static let finalVowels = LetterSet("aeioàèìò")

    private static func removeVowels(_ word: inout StemWord) {
        if finalVowels.contains(word.letter(before: 0)), word.isIn(word.rv, last: 1) {
            word.drop(1)
            word.drop("i", in: word.rv)
        }
        if word.ends("ch") || word.ends("gh"), word.isIn(word.rv, last: 2) { word.drop(1) }
    }
}
