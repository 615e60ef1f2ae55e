import KeywordSearch
import Retriever
import Testing

@Suite struct KeywordQueryTests {
    @Test func aQueryAsksForEachWordOnce() {
        #expect(KeywordQuery("Saving, saving and SAVING files").terms == ["saving", "files"])
        #expect(KeywordQuery("to be or not to be").terms == ["to", "be", "or", "not"])
        #expect(KeywordQuery("🙂 *** \"").clause == nil)
        #expect(KeywordQuery("saving the FILES, saving").clause == .text("saving FILES"))
        #expect(KeywordQuery("猫 東大寺").clause == .any([.text("猫 東大 大寺"), .boosted(.prefix("猫"), 0.1)]))
    }

    /// A compound's parts, a pair's characters and a lone character are found as the words of a document are.
    @Test func everyWordOfATextFindsIt() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")])
        let text = "parseHTTPHeader_fields of Ｃａｆé, don't 5,000 東大寺の猫が 猫"
        try index.add([KeywordDocument(id: 1, text), KeywordDocument(id: 2, "something else")])
        for word in ["header", "parseHTTPHeader_fields", "cafe", "don't", "5000", "猫", "大寺", "寺の", "東"] {
            let clause = try #require(KeywordQuery(word).clause)
            #expect(try index.search(clause, k: 5).map(\.id) == [1], "\(word)")
        }
    }

    @Test func aPastedPageIsBounded() {
        let query = KeywordQuery((0..<10_000).map { "word\($0)" }.joined(separator: " "))
        #expect(query.terms.count == KeywordQuery.maximumTerms)
        #expect(query.droppedTerms == 10_000 - KeywordQuery.maximumTerms)
    }
}
