import KeywordSearch
import Retriever
import Testing

@Suite struct SystemWordBreakerTests {
    @Test(.enabled(if: SystemWordBreaker.installed != nil)) func japaneseIsPartedIntoWords() throws {
        let breaker = try #require(SystemWordBreaker.installed)
        let analyzer = KeywordSearch.KeywordAnalyzer(wordBreaker: breaker)
        #expect(analyzer.terms(in: "東京で寿司を食べる tokyo") == ["東京", "で", "寿司", "を", "食べる", "tokyo"])
        #expect(analyzer.description.hasPrefix("english words="))
        let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: analyzer)
        try index.add([KeywordDocument(id: 1, "東京で寿司を食べる"), KeywordDocument(id: 2, "京都で酒を飲む")])
        #expect(try index.search("寿司", k: 9).map(\.id) == [1])
        #expect(try index.search(.phrase("酒を飲む"), k: 9).map(\.id) == [2])
    }
}
