/// Reduces Spanish words to stems, so that "toreros" is found by "torero".
///
/// - Source: The Spanish stemming algorithm of Snowball 3.1, snowballstem.org/algorithms/spanish/stemmer.html.
enum SpanishStemmer {
    private static let vowels = LetterSet("aeiouáéíóúü")

    static func stem(_ word: inout StemWord) {
        word.markVerbRegion(vowels)
        word.markRegions(vowels)
        removePronoun(&word)
        if !removeSuffix(&word), !removeVerbInY(&word) { removeVerb(&word) }
        removeResidue(&word)
        word.map([(0xE1, 0x61), (0xE9, 0x65), (0xED, 0x69), (0xF3, 0x6F), (0xFA, 0x75)])  // á, é, í, ó, ú
    }

    // MARK: Step 0

    private static let pronouns = SuffixTable("me se sela selo selas selos la le lo las les los nos")
    private enum Verb { case iéndo, ándo, ár, ér, ír, plain, yendo }
    private static let pronounBearers = SuffixTable<Verb>([
        ("iéndo", .iéndo), ("ándo", .ándo), ("ár", .ár), ("ér", .ér), ("ír", .ír), ("ando iendo ar er ir", .plain),
        ("yendo", .yendo),
    ])

    private static func removePronoun(_ word: inout StemWord) {
        guard let (pronoun, _) = pronouns.longest(in: word) else { return }
        var stem = word
        stem.drop(pronoun)
        guard let (length, verb) = pronounBearers.longest(in: stem), stem.isIn(stem.rv, last: length) else { return }
        switch verb {
        case .iéndo: stem.replace(last: length, by: "iendo")
        case .ándo: stem.replace(last: length, by: "ando")
        case .ár: stem.replace(last: length, by: "ar")
        case .ér: stem.replace(last: length, by: "er")
        case .ír: stem.replace(last: length, by: "ir")
        case .plain: break
        case .yendo: if stem.letter(before: length) != UInt8(ascii: "u") { return }
        }
        word = stem
    }

    // MARK: Step 1

    private enum Suffix { case plain, ación, logía, ución, encia, amente, mente, idad, iva }
    private static let suffixes = SuffixTable<Suffix>([
        (
            """
            anza anzas ico ica icos icas ismo ismos able ables ible ibles ista istas oso osa osos osas amiento \
            amientos imiento imientos
            """, .plain
        ),
        ("adora ador ación adoras adores aciones ante antes ancia ancias acion", .ación), ("logía logías", .logía),
        ("ución uciones ucion", .ución), ("encia encias", .encia), ("amente", .amente), ("mente", .mente),
        ("idad idades", .idad), ("iva ivo ivas ivos", .iva),
    ])

    private static func removeSuffix(_ word: inout StemWord) -> Bool {
        guard let (length, suffix) = suffixes.longest(in: word) else { return false }
        guard word.isIn(suffix == .amente ? word.r1 : word.r2, last: length) else { return false }
        word.drop(length)
        switch suffix {
        case .plain: break
        case .ación: word.drop("ic", in: word.r2)
        case .logía: word.replace(last: 0, by: "log")
        case .ución: word.replace(last: 0, by: "u")
        case .encia: word.replace(last: 0, by: "ente")
        case .amente: removeBeforeAmente(&word)
        case .mente: word.dropAny(["ante", "able", "ible"], in: word.r2)
        case .idad: word.dropAny(["abil", "ic", "iv"], in: word.r2)
        case .iva: word.drop("at", in: word.r2)
        }
        return true
    }

    private static func removeBeforeAmente(_ word: inout StemWord) {
        if word.drop("iv", in: word.r2) {
            word.drop("at", in: word.r2)
        } else {
            word.dropAny(["os", "ic", "ad"], in: word.r2)
        }
    }

    // MARK: Step 2

    private static let verbsInY = SuffixTable("ya ye yan yen yeron yendo yo yó yas yes yais yamos")

    /// Step 2a: what begins with y, behind u.
    private static func removeVerbInY(_ word: inout StemWord) -> Bool {
        guard let (length, _) = verbsInY.longest(in: word, from: word.rv),
            word.letter(before: length) == UInt8(ascii: "u")
        else { return false }
        word.drop(length)
        return true
    }

    private enum Ending { case en, plain }
    private static let endings = SuffixTable<Ending>([
        ("en es éis emos", .en),
        (
            """
            arían arías arán arás aríais aría aréis aríamos aremos ará aré erían erías erán erás eríais ería eréis \
            eríamos eremos erá eré irían irías irán irás iríais iría iréis iríamos iremos irá iré aba ada ida ía ara \
            iera ad ed id ase iese aste iste an aban ían aran ieran asen iesen aron ieron ado ido ando iendo ió ar er \
            ir as abas adas idas ías aras ieras ases ieses ís áis abais íais arais ierais aseis ieseis asteis isteis \
            ados idos amos ábamos íamos imos áramos iéramos iésemos ásemos
            """, .plain
        ),
    ])

    /// Step 2b.
    private static func removeVerb(_ word: inout StemWord) {
        guard let (length, ending) = endings.longest(in: word, from: word.rv) else { return }
        word.drop(length)
        if ending == .en, word.ends("gu") { word.drop(1) }
    }

    // MARK: Step 3

    private enum Residue { case plain, e }
    private static let residues = SuffixTable<Residue>([("os a o á í ó", .plain), ("e é", .e)])

    private static func removeResidue(_ word: inout StemWord) {
        guard let (length, residue) = residues.longest(in: word), word.isIn(word.rv, last: length) else { return }
        word.drop(length)
        if residue == .e, word.ends("gu"), word.isIn(word.rv, last: 1) { word.drop(1) }
    }
}
