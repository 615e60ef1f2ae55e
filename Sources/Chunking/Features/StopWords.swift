/// Words that hold a sentence together and tell nothing of what it is about.
enum StopWords {
    /// Of a language as BCP 47 has it; for languages without a list here, nothing.
    static func of(_ language: String?) -> WordTable {
        let primary = language?.split(separator: "-").first.map(String.init) ?? "en"
        return lists[primary] ?? none
    }

    private static let lists: [String: WordTable] = words.mapValues { WordTable($0.split(separator: " ")) }
    private static let none = WordTable()

    private static let words: [String: String] = [
        "en": """
        a about above after again against all also although always am among an and any are as at be because been \
        before being below between both but by can cannot could did do does doing done down during each either else \
        ever every few for from further get gets given gives had has have having he hence her here hers him his how \
        however i if in into is it its itself just least less let like made make makes many may me might more most \
        much must my neither no nor not now of off often on once one only or other others our out over own per \
        rather same shall she should since so some such than that the their them then there therefore these they \
        this those though through thus to too two under until up upon us use used uses using very via was we well \
        were what when where whether which while who whom whose why will with within without would yet you your
        """,
        "de": """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bis bisher bzw da dabei \
        dadurch dafür daher damit dann daran darauf das dass dazu dem den denn der deren des dessen die dies diese \
        diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines einige er es etwa etwas für \
        gegen hat haben hatte hier hinter ich ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem \
        jeden jeder jedes jedoch kann kein keine keinen können man mehr mit muss müssen nach nicht nichts noch nun \
        nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so sogar soll sollte sondern um und uns \
        unter vom von vor war waren was weil welche welcher wenn wer werden wie wieder wird wo wurde wurden während \
        zu zum zur zwischen über
        """,
        "fr": """
        a ainsi alors au aucun aucune aussi autre autres aux avec avoir c ce cela celle celui ces cet cette ceux \
        chaque comme d dans de depuis des deux donc dont du elle elles en encore entre est et eux fait il ils j je l \
        la le les leur leurs lorsque lui m mais me même moins n ne ni non nos notre nous on ont ou où par parce pas \
        peut peuvent plus pour pourquoi qu quand que quel quelle quelques qui s sa sans se selon ses si son sont \
        sous sur t tous tout toute toutes très tu un une vers vos votre vous y à était été être
        """,
        "es": """
        a al algo algunos ante antes aquel así aunque cada como con cual cuando de del desde donde dos e el ella \
        ellas ellos en entre era es esa ese eso esta este esto estos está están fue ha hace han hasta hay la las le \
        les lo los me mi mientras muy más ni no nos o otra otras otro otros para pero por porque pueda puede pueden \
        que quien se sea ser si sido sin sobre son su sus sí también tanto tiene todo todos un una uno unos y ya
        """,
        "it": """
        a ad agli ai al alla alle allo anche ancora che chi ci come con cui da dagli dai dal dalla dalle degli dei \
        del della delle dello di dove e ed era essere fra gli ha hanno i il in io l la le lei lo loro lui ma mi nei \
        nel nella nelle non o ogni per però perché più può quale quando quella quelle quelli quello questa queste \
        questi questo qui se sei si sia solo sono su sua sue sugli sui sul sulla suo tra tutti tutto un una uno è
        """,
        "pt": """
        a ao aos as assim até cada com como da das de dela dele deles do dos e ela elas ele eles em entre era essa \
        esse esta este está foi foram há isso isto já mais mas me mesmo muito na nas nem no nos não o onde os ou \
        outra outro para pela pelas pelo pelos pode por porque qual quando que quem se sem ser seu seus sua suas são \
        só também te tem toda todas todo todos um uma você à às é
        """,
        "nl": """
        aan al alle als altijd andere bij daar dan dat de der deze die dit doen door dus een en er geen had heb hebben \
        heeft het hier hij hoe hun ik in is je kan kunnen maar meer men met mijn moet na naar niet nog nu of om omdat \
        ook op over te tegen tot uit u van veel voor was wat we welke werd wie wij worden wordt zal ze zelf zich zij \
        zijn zo zoals zonder zou
        """,
        "sv": """
        all alla allt att av blev bli blir de den denna deras dess dessa det detta dig din du där då efter ej eller \
        en er ett från för ha han har hade hon honom hur här i icke in inte jag kan man med men mer mot mycket ni nu \
        när och om oss på samma sedan sig sin sitt skulle som så till under upp ut vad var vara varje vi vid vilka \
        vilken vår är över
        """,
        "ru": """
        а без бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть \
        еще же за здесь и из или им их к как когда которая которые который кто ли между меня мне может мы на над \
        надо нас не него нет ни но о об однако он она они оно от перед по под после потому при про с сам себя со так \
        также такой там то того тоже только том ты у уже хотя чего чем что чтобы эта эти это этого этой этот я
        """,
    ]
}
