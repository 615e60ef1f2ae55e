/// Words that are known, packed by ``Abbreviations/key(_:)``.
///
/// English first; German, French, Spanish and Italian as far as no English word looks like it.
enum AbbreviationLists {
    static let words: [UInt64: Abbreviations.Kind] = {
        var words: [UInt64: Abbreviations.Kind] = [:]
        for (list, kind) in [
            (leading, Abbreviations.Kind.leading), (numbering, .numbering), (either, .either),
        ] {
            for word in list.split(separator: " ") { words[Abbreviations.key(word.utf8)] = kind }
        }
        return words
    }()

    private static let leading = """
        mr mrs ms messrs dr drs prof rev lt sgt capt cmdr e.g i.e vs cf viz al.s ca approx resp incl excl var z.b \
        d.h u.a s.o s.u i.d.r bzw vgl evtl ggf sog inkl hrsg geb gest hl frl dipl mgr mme mmes mlle sra srta dra \
        sres uds avda sig sigg dott avv p.ex p.ej dr.med ph
        """

    private static let numbering = """
        no nos nr vol vols fig figs eq eqs sec secs ch chap p pp par para pt ref refs tab ed eds op art arts ex \
        app lib bd abs kap ziff anm núm núms pág págs cap pag pagg tel ext jan feb mar apr jun jul aug sep sept \
        oct nov dec
        """

    private static let either = """
        al inc ltd co corp bros jr sr st ave blvd rd dept univ assn a.m p.m u.s u.k u.n ph.d m.d b.a m.a d.c b.c \
        a.d jh jhd mio mrd str ee.uu s.a s.p.a g.m.b.h éd trad esq acad natl sci gen col sen rep gov adm hon pres \
        supt mt ft spp hr fr var biol chem phys appl mol proc commun lett
        """

    /// Words that begin sentences more often than they follow an abbreviation as a name.
    static let beginnings: Set<UInt64> = keys(
        """
        the a he she it they we you this that these those there here i in on at as if when while after before \
        since although because however but and or for to from with by then thus so what who how why where which \
        his her their our my its one some many most such each both all no not now once only during under over \
        among about according further moreover together overall finally hence instead despite using both der die \
        er sie es wir ich ein eine einen dies diese dieser dieses dabei aber doch auch wenn als nach mit bei seit \
        im am und oder nun il elle ils elles on un une ce cette ces cet nous vous je mais dans en pour par et ou \
        no se pero este esta estos estas y o e è ma questo questa sono si
        """)

    static let germanMonths = keys(
        "januar februar märz april mai juni juli august oktober november dezember jänner")

    static let germanArticles = keys(
        "am der des dem den die das vom zum zur im und bis ab seit beim jeder jede sein seine ihr")

    private static func keys(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { Abbreviations.key($0.utf8) })
    }
}
