import Foundation
import KeywordSearch
import Testing

@Suite struct LanguageAnalyzerTests {
    @Test func wordsBecomeStemsWithoutAccents() {
        #expect(
            KeywordAnalyzer.german.terms(in: "Die Häuser, Haeuser und GRÖẞE") == [
                "die", "haus", "haus", "und", "gross",
            ])
        #expect(KeywordAnalyzer.french.terms(in: "Continuellement l’homme") == ["continuel", "homm"])
        #expect(KeywordAnalyzer.spanish.terms(in: "toreros niños") == ["torer", "nin"])
        #expect(KeywordAnalyzer.italian.terms(in: "propagandare dell'arte") == ["propagand", "arte"])
        #expect(KeywordAnalyzer.portuguese.terms(in: "quilométricas") == ["quilometr"])
        #expect(KeywordAnalyzer.german.terms(in: "東大寺 Москва") == ["東大", "大寺", "寺", "москва"])
    }

    @Test(arguments: [
        (KeywordAnalyzer.portuguese, "informação", "informacao"), (.french, "abandonné", "abandonne"),
        (.spanish, "comí", "comi"), (.italian, "abituerò", "abituero"), (.german, "Größe", "Grosse"),
        (.french, "œuvres", "oeuvres"),
    ])
    func accentsMayBeLeftOut(analyzer: KeywordAnalyzer, accented: String, plain: String) throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: analyzer)
        try index.add([KeywordDocument(id: 1, accented), KeywordDocument(id: 2, "otra")])
        for query in [accented, plain, plain.uppercased()] {
            #expect(try index.search(query, k: 9).map(\.id) == [1], "\(query)")
        }
        // A query asks for one term of the two.
        #expect(try index.explain(.text(accented), id: 1).count == 1)
        // Letters and marks that are apart are the same letters.
        #expect(analyzer.terms(in: accented.decomposedStringWithCanonicalMapping) == analyzer.terms(in: accented))
    }

    @Test func phrasesMayBeTypedWithoutAccents() throws {
        let index = try KeywordIndex(
            columns: [KeywordColumn("text", storesPositions: true)], analyzer: .portuguese)
        try index.add([KeywordDocument(id: 1, "a informação pública"), KeywordDocument(id: 2, "pública, a informação")])
        for phrase in ["informacao publica", "informação pública"] {
            #expect(try index.search(.phrase(phrase), k: 9).map(\.id) == [1])
        }
    }

    @Test func numbersAreReadAsTheLanguageWritesThem() {
        let text = "1.000,5 3,14 3.14 1.000.000 1,000.5 1.2.3 2,5kg 12.500€ 1.2345"
        let continental = ["1000.5", "3.14", "3.14", "1000000", "1000.5", "1.2.3", "2.5kg", "12500", "1.2345"]
        #expect(KeywordAnalyzer.german.terms(in: text) == continental)
        #expect(
            KeywordAnalyzer.english.terms(in: "1,000.5 3.14 1,000,000 v1.2.3")
                == ["1000.5", "3.14", "1000000", "v1.2.3"])
    }

    @Test func stopWordsAreLeftOutWhereTheyAreToBe() {
        #expect(KeywordAnalyzer(stopWords: .standard).terms(in: "The cat and the hat") == ["cat", "hat"])
        #expect(
            KeywordAnalyzer(language: .german, stopWords: .standard).terms(in: "für die Häuser FUER über Dächer")
                == ["haus", "fur", "dach"])
        #expect(
            KeywordAnalyzer(language: .french, stopWords: .standard).terms(in: "c’est qu'il y a l'été où L'École")
                == ["ete", "ecol"])
        let own = KeywordAnalyzer(stopWords: .words(["Résumé of", "cat"]))
        #expect(own.terms(in: "The resumés of a cat, resume") == ["the", "resum", "a"])
        for language in KeywordLanguage.allCases {
            let analyzer = KeywordAnalyzer(language: language, stopWords: .standard)
            #expect(analyzer.terms(in: language.stopWords.joined(separator: " ")).isEmpty, "\(language)")
            #expect(Set(language.stopWords).count == language.stopWords.count && language.stopWords.count > 100)
        }
    }

    @Test func wordsMayStayAsTheyAre() {
        #expect(KeywordAnalyzer(stemming: .none).terms(in: "Running Résumés") == ["running", "resumes"])
        let analyzer = KeywordAnalyzer(language: .german, dictionary: ["Ananas", "Größen"])
        #expect(analyzer.terms(in: "ananas Kürbisse größen Größe") == ["ananas", "kurbiss", "grossen", "gross"])
    }

    @Test func dictionaryWordsOfScriptsWithoutSpacesStayWhole() {
        let analyzer = KeywordAnalyzer(dictionary: ["東京都", "京都", "ガイド"])
        #expect(analyzer.terms(in: "東京都庁へ") == ["東京都", "庁へ", "へ"])
        #expect(analyzer.terms(in: "京都のｶﾞｲﾄﾞ本") == ["京都", "の", "ガイド", "本"])
        #expect(analyzer.terms(in: "東京") == ["東京", "京"])
    }

    @Test func aWordBreakerPartsWordsOfScriptsWithoutSpaces() {
        let analyzer = KeywordAnalyzer(dictionary: ["寿司"], wordBreaker: EveryThird())
        #expect(analyzer.terms(in: "abc 一二三四五 x 寿司六七八九") == ["abc", "一二三", "四五", "x", "寿司", "六", "七八九"])
        #expect(KeywordAnalyzer(wordBreaker: Nonsense()).terms(in: "一二三") == ["一二三"])
    }

    @Test func singleCharactersMayBeTermsBesides() throws {
        let kept = KeywordAnalyzer(characters: .kept)
        #expect(kept.terms(in: "東京都 x 猫") == ["東京", "東", "京都", "京", "都", "x", "猫"])
        #expect(kept.terms(in: "The ｶﾞｲﾄﾞ") == ["the", "ガイ", "ガ", "イド", "イ", "ド"])
        let words = KeywordAnalyzer(dictionary: ["寿司"], wordBreaker: EveryThird(), characters: .kept)
        #expect(words.terms(in: "寿司六七八九") == ["寿司", "寿", "司", "六", "七八九", "七", "八", "九"])
        let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: kept)
        try index.add([KeywordDocument(id: 1, "東京都庁"), KeywordDocument(id: 2, "京の都"), KeywordDocument(id: 3, "京都")])
        // 京都 shares its characters with all, and is a pair of two.
        #expect(try index.search("京都", k: 9).map(\.id) == [3, 1, 2])
        #expect(try index.search(.phrase("京都庁"), k: 9).map(\.id) == [1])
        // What must be there is the pair.
        let must = try #require(index.parse("+京都").clause)
        #expect(Set(try index.search(must, k: 9).map(\.id)) == [1, 3])
        let plain = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: kept)
        try plain.add([KeywordDocument(id: 1, "東京都庁"), KeywordDocument(id: 2, "都庁の京"), KeywordDocument(id: 3, "京都")])
        let unordered = try #require(plain.parse("+京都庁").clause)
        #expect(try plain.search(unordered, k: 9).map(\.id) == [1])
    }

    @Test func synonymsAreOneTerm() throws {
        let analyzer = KeywordAnalyzer(
            synonyms: [["automobile", "Cars", "motor car"], ["United Nations", "UN"], ["cars", "wagon"], ["lonely"]])
        #expect(
            analyzer.terms(in: "Cars, automobiles and a wagon") == ["automobil", "automobil", "and", "a", "automobil"])
        #expect(analyzer.terms(in: "the United Nations") == ["the", "unit", "nation", "un"])
        #expect(analyzer.terms(in: "a motor car") == ["a", "motor", "automobil", "automobil"])
        let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: analyzer)
        try index.add([
            KeywordDocument(id: 1, "the UN met"), KeywordDocument(id: 2, "United Nations met"),
            KeywordDocument(id: 3, "nothing"),
        ])
        for query in ["UN", "united nations"] { #expect(try Set(index.search(query, k: 9).map(\.id)) == [1, 2]) }
        #expect(try index.search(.phrase("united nations"), k: 9).map(\.id) == [2])
    }
}

/// Parts after every third character of three bytes.
private struct EveryThird: KeywordWordBreaker {
    let identity = "every third"

    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        runs.flatMap { Array(stride(from: $0.lowerBound + 9, to: $0.upperBound, by: 9)) }
    }
}

private struct Nonsense: KeywordWordBreaker {
    let identity = "nonsense"

    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] { [-5, 1, 2, 4, 0, 99, 1_000_000] }
}
