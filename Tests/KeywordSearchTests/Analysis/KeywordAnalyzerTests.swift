import KeywordSearch
import Testing

@Suite struct KeywordAnalyzerTests {
    private let analyzer = KeywordAnalyzer()

    /// Words with the stems that Snowball 3.1.1's English stemmer gives.
    static let stems: [(String, String)] = [
        ("caresses", "caress"), ("ponies", "poni"), ("ties", "tie"), ("cats", "cat"), ("gas", "gas"), ("this", "this"),
        ("kiwis", "kiwi"), ("agreed", "agre"), ("feed", "feed"), ("proceed", "proceed"), ("plastered", "plaster"),
        ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("troubled", "troubl"),
        ("sized", "size"), ("hopping", "hop"), ("hoping", "hope"), ("falling", "fall"), ("added", "add"),
        ("dying", "die"), ("flying", "fli"), ("evening", "evening"), ("happy", "happi"), ("say", "say"), ("by", "by"),
        ("relational", "relat"), ("conditional", "condit"), ("vietnamization", "vietnam"), ("operator", "oper"),
        ("feudalism", "feudal"), ("decisiveness", "decis"), ("hopefulness", "hope"), ("sensibility", "sensibl"),
        ("biologist", "biolog"), ("apology", "apolog"), ("quickly", "quick"), ("triplicate", "triplic"),
        ("formative", "format"), ("formalize", "formal"), ("electricity", "electr"), ("goodness", "good"),
        ("replacement", "replac"), ("adoption", "adopt"), ("irritant", "irrit"), ("homologous", "homolog"),
        ("effective", "effect"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controlling", "control"),
        ("rolled", "roll"), ("generate", "generat"), ("generic", "generic"), ("communism", "communism"),
        ("arsenal", "arsenal"), ("university", "universiti"), ("skies", "sky"), ("news", "news"), ("early", "earli"),
        ("john's", "john"), ("youth", "youth"), ("toy", "toy"), ("past", "past"), ("pasted", "paste"),
    ]

    @Test func stemsAreThoseOfSnowball() {
        for (word, stem) in Self.stems { #expect(KeywordAnalyzer.stem(word) == stem, "\(word)") }
    }

    @Test func wordsAreFoldedAndStemmed() {
        #expect(analyzer.terms(in: "The Résumés, naïvely: ＣＡＦÉ!") == ["the", "resum", "naiv", "cafe"])
        #expect(analyzer.terms(in: "don’t John's O'Reilly") == ["don't", "john", "o'reilli"])
        #expect(analyzer.terms(in: "Straße Ærø Ökonomie") == ["strass", "aero", "okonomi"])
        #expect(analyzer.terms(in: "Москва α-β") == ["москва", "α", "β"])
    }

    @Test func numbersStayWhole() {
        #expect(analyzer.terms(in: "5,000 units at 3.14, v1.2.3.") == ["5000", "unit", "at", "3.14", "v1.2.3"])
        #expect(analyzer.terms(in: "1. 2, .5") == ["1", "2", "5"])
    }

    @Test func compoundsGiveTheWholeAndTheParts() {
        #expect(analyzer.terms(in: "DeltaSyncIndex") == ["deltasyncindex", "delta", "sync", "index"])
        #expect(analyzer.terms(in: "max_connections") == ["max_connections", "max", "connect"])
        #expect(analyzer.terms(in: "parseHTTPHeader") == ["parsehttphead", "pars", "http", "header"])
        #expect(analyzer.terms(in: "mRNA iPhone _") == ["mrna", "iphon"])
    }

    @Test func scriptsWithoutSpacesGivePairs() {
        #expect(analyzer.terms(in: "東大寺") == ["東大", "大寺", "寺"])
        #expect(analyzer.terms(in: "猫") == ["猫"])
        #expect(analyzer.terms(in: "ｶﾞｲﾄﾞ") == ["ガイ", "イド", "ド"])
        #expect(analyzer.terms(in: "か\u{3099}は\u{309A}う\u{3099}") == analyzer.terms(in: "がぱゔ"))
        #expect(analyzer.terms(in: "8世紀のABC") == ["8", "世紀", "紀の", "の", "abc"])
    }

    @Test func everythingElseIsNoTerm() {
        #expect(analyzer.terms(in: "").isEmpty)
        #expect(analyzer.terms(in: " \n—…🙂👩‍👩‍👧‍👦 \"'()*^:-+,. ").isEmpty)
    }

    @Test func aLongWordIsCut() {
        let terms = analyzer.terms(in: String(repeating: "x", count: 100_000))
        #expect(terms.count == 1 && terms[0].count <= 128)
    }
}
