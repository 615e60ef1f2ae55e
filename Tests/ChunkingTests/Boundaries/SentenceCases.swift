/// Awkward sentences made by hand; `|` stands where one ends and another begins.
enum SentenceCases {
    static let english = [
        "Mr. Smith met Dr. Jones at St. Mary's. |They talked.",
        "The U.S. Senate voted. |It passed.",
        "He moved to the U.S. |He stayed there.",
        "It opened at 5 p.m. Monday. |It closed at 6 p.m. |The staff left.",
        "Apple Inc. announced it. |Apple Inc. |The company grew.",
        "J. R. R. Tolkien and J.-P. Sartre wrote. |So did J.K. Rowling.",
        "John F. Kennedy spoke. |Plan B. |It failed.",
        "He is older than I. |She is not.",
        "It costs $3.14 per lb. or 2.5 kg. |That is 1,000.50 in all.",
        "See Fig. 3 and Eq. (4). |See also Figs. S1 and S2. |See Sec. 2.1. |Then stop.",
        "See p. 12. |The rest is on pp. 13-15.",
        "No. 5 is alive. |He said no. |Then he left.",
        "Smith et al. (2004) showed it. |Jones et al. [3] did not. |The work of Li et al. |However, is old.",
        "We use e.g. Lucene, i.e. a library, vs. Tantivy. |It works.",
        "Bring pens, paper, etc. |Then begin.",
        "Bring pens, paper, etc. and begin.",
        "\"Stop!\" he said. |\"Why?\" she asked. |\"Because.\" |He left.",
        "He said \"Stop.\" |Then he left.",
        "She asked (was it late?) and left. |(It was.) |He stayed.",
        "Well... |I think so.",
        "Well... maybe not. |It was … odd. |It ended… |Then it began.",
        "Wait . . . what? |Yes.",
        "1. First item. |2. Second item. |3. Third.",
        "Steps:\n1. Mix it. \n|2. Bake it.",
        "A. Mix it.\n|B. Bake it.",
        "I. Introduction\nII. Methods\nIV. Results",
        "It grew in 1998. |12 firms joined.",
        "In Jan. 2001 and on Feb. 3 it rained. |It stopped in Sept. |The sun came.",
        "Visit www.example.com or mail a.b@c.org today. |Use array.Count in foo.bar(). |Done.",
        "Version 2.0.1 is out. |Version 3 is not! |Is it? |Yes.",
        "What?! |No!! |Really?",
        "Yahoo! is a company. |Yahoo! |Is it?",
        "The cell died.[12] |The next lived.[3, 4] |End.",
        "**Bold end.** |Next one. |_It is._ |So.",
        "The flow is steady . |the wing is thin . |the end .",
        "He has a Ph.D. in physics. |She has a Ph.D. |He knows.",
        "Gen. Lee and Sen. Kim met Rep. Fox. |Lt. Col. Ray came.",
        "He lives on Main St. |The house is old. |She lives in St. Louis.",
        "We met at 3 a.m. |We left.",
        "The pH was 7.4. |The temp. was 37 °C. |Good.",
        "x is 5. y is 6.",
        "One line\nis wrapped here. |Two\n\n|Three",
        "Title without end\n\n|Text begins.",
        "– The first. |– The second.",
        "He left. |— So did she.",
        "Dr. The end.",
        "It was good (cf. Smith). |It was bad (see above). |So.",
        "Is it A.? |No.",
        "Approx. 5 ml were added. |Then 3 ml.",
        "Op. 27 No. 2 is famous. |Vol. IV is not.",
        "The so-called \"U.S.\" zone. |End.",
        "“Curly quotes end here.” |Next. |‘Single too.’ |Next.",
        "She said, “Go.” |He went.",
        "This, e.g. that. |It is. |He paid in Jan. |Smith did not.",
        "The co. grew. |Bros. Grimm told it.",
        "Mt. Fuji is high. |Ft. Knox is safe.",
        "Cells lack HR. |Moreover, they die in 5 min. |CONCLUSION It is so.",
        "It binds hnRNP K. |Further, J. Mol. Biol. and Proc. Natl. Acad. Sci. USA say so.",
    ]

    static let german = [
        "Das ist z. B. Wasser. |Das ist d. h. nass. |Ende.",
        "Das gilt z.B. für Dr. Müller. |Prof. Dr. Meier kam.",
        "Am 3. Oktober war es kalt. |Der 2. Weltkrieg endete 1945. |Dann kam Frieden.",
        "Im 19. Jahrhundert lebte er. |Sie kam am 1. Mai.",
        "„Halt!“, rief er. |„Geh.“ |Er ging. |»Nein.« |Sie blieb.",
        "Vgl. Abs. 2 und Nr. 5 in Bd. 3. |Siehe S. 12 ff. der Ausgabe.",
        "Das kostet 3,50 bzw. 4,20 Euro usw. |Mehr nicht.",
        "Hr. Schmidt und Fr. Weber kamen. |Die GmbH zahlt 5 Mio. Euro. |Gut.",
        "Ist das wahr? |Ja! |Ärger droht. |Über allem Ruhe.",
    ]

    static let french = [
        "M. Dupont et Mme Durand sont là. |Mgr. Petit aussi.",
        "Quoi ? |Rien ! |Bon.",
        "« Bonjour. » |Il partit. |« Non ! » dit-il.",
        "Voir p. 12, art. 3 et chap. 2. |C'est clair.",
        "Il est né en 1950. |Elle est née en 1960.",
        "L'abbé G. Dubois écrivait. |À midi il dort. |Était-ce vrai ?",
    ]

    static let spanish = [
        "¡Hola! |¿Qué tal? |Bien.",
        "El Sr. García y la Sra. López llegaron. |El Dr. Ruiz no.",
        "¿Vienes? preguntó ella. |«Sí.» |Él vino.",
        "Véase la pág. 5 y el núm. 3. |Ud. sabe.",
        "Vive en EE.UU. con su madre. |Allí trabaja.",
    ]

    static let italian = [
        "Il sig. Rossi e il dott. Bianchi arrivano. |L'avv. Verdi no.",
        "Vedi pag. 12 e fig. 3. |È chiaro. |Perché? |Così.",
    ]

    static let japanese = [
        "今日は晴れです。|明日は雨でしょう。|終わり",
        "「行く。」と言った。|彼は来た。",
        "「行く！」と彼は叫んだ。|「なぜ？」って聞いた。",
        "「行く。」|その後、帰った。|「来る。」|彼は待った。",
        "本当ですか？|はい！|いいえ。",
        "「本当？」|はい、そうです。",
        "値段は３．１４円です。|次。",
        "これは文（注。）である。|次の文。",
        "えっ！？|まさか……。|そうか…と思った。",
        "彼は「そう…」と答えた。",
        "本当？と聞いた。|すごい！と思う。",
        "『本。』という題だ。|（終わり。）|次へ。",
        "句点は．|で終わる．|次も．",
        "わあ！　|すごい。　|はい。",
        "Swift 6.3です。|次はv2.0。",
        "すごい!|とても良い?|はい。",
        "「はい。」などと言う。|「いや。」|でも来た。",
        "文です。[1]|次です。",
        "「一。」|「二。」",
    ]

    static let others = [
        "他来了。|“走吧。”|他说。|你呢？|好！",
        "यह पहला है। |यह दूसरा है। |क्या? |हाँ।",
        "هل هذا صحيح؟ |نعم. |شكرا.",
        "А. С. Пушкин писал. |Он жил в России. |Что? |Да.",
        "첫 문장입니다. |둘째 문장입니다.",
        "Γεια σου. |Τι κάνεις; Καλά.",
        "สวัสดีครับ ผมชื่อ",
    ]

    /// Wrong still, each with what would be right.
    static let unsolved = [
        "\"Stop!\" Mr. Smith cried. |He ran.",  // who speaks is named with a capital letter
        "He works for Acme Co. |Apple pays more.",  // a name after an abbreviation
        "We saw Mr. X. |Smith saw Y.",  // an initial or a name's end
        "「行く。帰る。」と言った。",  // sentences within a quotation
        "Sales rose. |iPhone sales fell.",
        "Puis MM. Petit et Gros partent.",  // as a unit would be, in capital letters
    ]
}
