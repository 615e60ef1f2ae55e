import KeywordSearch
import Retriever
import Testing

@Suite struct KeywordQueryTests {
    @Test func aQueryAsksForEachWordOnce() {
        #expect(KeywordQuery("Saving, saving and SAVING files").terms == ["save", "file"])
        #expect(KeywordQuery("to be or not to be").terms == ["to", "be", "or", "not"])
        #expect(KeywordQuery("🙂 *** \"").clause == nil)
        #expect(KeywordQuery("saving the FILES, saving").clause == .text("saving FILES"))
        #expect(KeywordQuery("猫 東大寺の ABC東大").clause == .text("猫 東大寺の ABC"))
        #expect(KeywordQuery("猫 東大寺").terms == ["猫", "東大", "大寺"])
        let pairs = QuestionAnalysis(.english)
        #expect(
            KeywordQuery("猫 東大寺", analysis: pairs).clause
                == .any([.text("猫 東大寺"), .boosted(.prefix("猫"), 0.1)]))
    }

    /// A compound's parts, a pair's characters and a lone character are found as the words of a document are.
    @Test func everyWordOfATextFindsIt() throws {
        try everyWordFindsIt(.standard)
        try everyWordFindsIt(.english)
    }

    private func everyWordFindsIt(_ analyzer: KeywordAnalyzer) throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: analyzer)
        let text = "parseHTTPHeader_fields of Ｃａｆé, don't 5,000 東大寺の猫が 猫"
        try index.add([KeywordDocument(id: 1, text), KeywordDocument(id: 2, "something else")])
        for word in ["header", "parseHTTPHeader_fields", "cafe", "don't", "5000", "猫", "大寺", "寺の", "東"] {
            let clause = try #require(KeywordQuery(word, analysis: QuestionAnalysis(analyzer)).clause)
            #expect(try index.search(clause, k: 5).map(\.id) == [1], "\(word)")
        }
    }

    /// Those of the language, and those that an analyzer of one's own choice has instead.
    @Test func stopWordsAreLeftOutOfQuestions() {
        let german = QuestionAnalysis(.german)
        #expect(
            KeywordQuery("Wem gehört das Haus, und the house?", analysis: german).terms
                == ["wem", "gehort", "haus", "the", "hous"])
        #expect(KeywordQuery("und das", analysis: german).terms == ["und", "das"])
        let own = QuestionAnalysis(KeywordAnalyzer(stopWords: .words(["house"])))
        #expect(KeywordQuery("the house", analysis: own).terms == ["the"])
        #expect(KeywordQuery("the house", analysis: QuestionAnalysis(.whitespace)).terms == ["the", "house"])
        let french = KeywordQuery("l'histoire de l'art", analysis: QuestionAnalysis(.french))
        #expect(french.clause == .text("histoire art"))
    }

    /// Whatever the analysis, a question finds what its text as a whole finds, stop words apart.
    @Test func aQuestionAsksForTheTermsOfItsText() throws {
        let text = "os.path.join l'été 5,000 東京都の寿司屋 United Nations C++ ｶﾞｲﾄﾞ don't"
        let analyzers = [
            KeywordAnalyzer.standard, .english, .german, .french, .code, .whitespace,
            KeywordAnalyzer(synonyms: [["un", "united nations"]], wordBreaker: SystemWordBreaker.installed),
        ]
        for analyzer in analyzers {
            guard case .text(let asked, _)? = KeywordQuery(text, analysis: QuestionAnalysis(analyzer)).clause else {
                Issue.record("no words of \(text) by \(analyzer)")
                continue
            }
            #expect(Set(analyzer.terms(in: asked)) == Set(analyzer.withoutStopWords.terms(in: text)), "\(analyzer)")
        }
    }

    @Test func aPastedPageIsBounded() {
        let query = KeywordQuery((0..<10_000).map { "word\($0)" }.joined(separator: " "))
        #expect(query.terms.count == KeywordQuery.maximumTerms)
        #expect(query.droppedTerms == 10_000 - KeywordQuery.maximumTerms)
    }
}
