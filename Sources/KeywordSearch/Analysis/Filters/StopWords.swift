/// Words that an analyzer leaves out, of documents and of queries.
///
/// Leaving them out makes an index smaller and questions faster, and hardly changes the order of hits; "to be or not to be" cannot be
/// found any more. In phrases the words around them are neighbours.
public enum KeywordStopWords: Sendable, Hashable {
    /// None: every word can be found.
    case none
    /// The most frequent function words of the analyzer's language, ``KeywordLanguage/stopWords``.
    case standard
    /// One's own, in whatever case and with or without accents. An entry of several words stands for each of them.
    case words([String])
}

extension KeywordLanguage {
    /// The most frequent words that tell no text from another: articles, pronouns, prepositions, conjunctions, auxiliary verbs. Lower-case, with
    /// accents.
    public var stopWords: [String] {
        let words =
            switch self {
            case .english, .code: Self.englishStopWords
            case .german: Self.germanStopWords
            case .french: Self.frenchStopWords
            case .spanish: Self.spanishStopWords
            case .italian: Self.italianStopWords
            case .portuguese: Self.portugueseStopWords
            }
        return words.split(separator: " ").map(String.init)
    }

    private static let englishStopWords = """
        a about above after again against all am an and any are as at be because been before being below between both \
        but by can could did do does doing down during each few for from further had has have having he her here hers \
        herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on \
        once only or other our ours ourselves out over own same she should so some such than that the their theirs \
        them themselves then there these they this those through to too under until up very was we were what when \
        where which while who whom why will with would you your yours yourself yourselves
        """

    private static let germanStopWords = """
        ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus \
        bei beim bin bis bist da dadurch daher damit dann das dass dazu dein deine deinem deinen deiner dem den denen \
        denn der deren derer des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein \
        eine einem einen einer eines er es etwas euch euer eure eurem euren eurer für gegen hab habe haben hat hatte \
        hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden \
        jeder jedes jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner können könnte man manche \
        manchem manchen mancher mein meine meinem meinen meiner mich mir mit muss müssen nach nicht nichts noch nun \
        nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so solche solchem solchen solcher \
        soll sollen sollte sondern sonst über um und uns unser unsere unserem unseren unter vom von vor war waren was \
        weil welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir wird wo wollen worden \
        wurde wurden würde würden zu zum zur zwar zwischen
        """

    private static let frenchStopWords = """
        a à ai aie ainsi alors as au aucun aucune aujourd'hui auquel aura auraient aurait auront aussi autre autres \
        aux auxquelles auxquels avaient avais avait avant avec avez aviez avions avoir avons ayant c car ce ceci cela \
        celle celles celui cependant ces cet cette ceux chaque chez comme comment d dans de depuis des donc dont du \
        duquel elle elles en encore entre est et étaient étais était étant êtes être eu eux fait faut furent fut \
        ici il ils j je jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lorsque lui m ma mais me \
        même mêmes mes moi moins mon n ne ni nos notre nous on ont or où par parce pas pendant peu peut peuvent plus \
        pour pourquoi puis puisque qu quand que quel quelle quelles quels qui quoi quoique s sa sans se sera seraient \
        serait seront ses si soit sommes son sont sous suis sur t ta te tel telle telles tels tes toi ton tous tout \
        toute toutes très tu un une vers voici voilà vos votre vous y
        """

    private static let spanishStopWords = """
        a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aquí así aun \
        aún aunque bajo bien cada como cómo con contra cual cuál cuales cuáles cuando cuándo de del desde después donde \
        dónde dos durante e el él ella ellas ello ellos en entonces entre era eran eras es esa esas ese eso esos esta \
        está estaba estaban estado están estar estas este esto estos estoy fue fueron ha había habían haber han has \
        hasta hay he hemos incluso la las le les lo los más me mi mí mía mías mientras mío míos mis mismo mucho \
        muchos muy nada ni no nos nosotras nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para \
        pero poco por porque pues que qué quien quién quienes se sea según ser si sí sido siempre sin sino sobre solo \
        sólo son soy su sus suya suyas suyo suyos tal también tampoco tan tanto te tenía tiene tienen toda todas todo \
        todos tras tu tú tus un una unas uno unos usted ustedes vosotras vosotros vuestra vuestras vuestro vuestros y \
        ya yo
        """

    private static let italianStopWords = """
        a abbiamo ad agli ai al alla alle allo allora altra altre altri altro anche ancora aveva avevano avere c che \
        chi ci ciò coi col come con contro cosa così cui d da dagli dai dal dalla dalle dallo degli dei del della \
        delle dello di dopo dove due e è ed era erano essa esse essere essi esso fa fino fra fu furono già gli ha hai \
        hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mie miei mio molto ne né negli nei nel \
        nella nelle nello no noi non nostra nostre nostri nostro o ogni oppure ora per perché perciò però più poi \
        poiché prima proprio può qual quale quali quando quanta quante quanti quanto quel quella quelle quelli quello \
        questa queste questi questo qui quindi sarà saranno se sé sei sempre senza si sia siamo siano siete sono sotto \
        sta stata state stati stato su sua sue sugli sui sul sulla sulle sullo suo suoi te ti tra tu tua tue tuo tuoi \
        tutta tutte tutti tutto un una uno vi voi vostra vostre vostri vostro
        """

    private static let portugueseStopWords = """
        a à ainda além algo algum alguma algumas alguns ante antes ao aos apenas após aquela aquelas aquele aqueles \
        aquilo as às assim até cada com como contra cuja cujas cujo cujos da daquela daquele das de dela delas dele \
        deles depois desde dessa desse desta deste disso do dois dos durante e é ela elas ele eles em enquanto então \
        entre era eram essa essas esse esses esta está estão estar estas estava estavam este estes estou eu foi for \
        foram há havia isso isto já lhe lhes mais mas me mesma mesmas mesmo mesmos meu meus minha minhas muita muito \
        muitos na não nas nem nenhum nenhuma nessa nesse nesta neste no nos nós nossa nossas nosso nossos num numa o \
        onde os ou outra outras outro outros para pela pelas pelo pelos pois por porém porque pouco qual quais quando \
        quanto que quem são se sem sempre sendo ser será seu seus si sido sob sobre sua suas tal também tampouco tanto \
        te tem têm ter teu teus teve tinha tinham toda todas todo todos tu tua tuas um uma umas uns você vocês vos
        """
}
