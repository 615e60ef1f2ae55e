import Retriever
import Testing

@Suite struct KeywordQueryTests {
    @Test func aQueryAsksForEachWordOnce() {
        #expect(KeywordQuery("Saving, saving and SAVING files").terms == ["saving", "files"])
        #expect(KeywordQuery("to be or not to be").terms == ["to", "be", "or", "not"])
        #expect(KeywordQuery("🙂 *** \"").expression == nil)
        #expect(KeywordQuery("猫 東大寺").expression == "\"猫\" * OR \"東大\" OR \"大寺\"")
    }

    @Test func aPastedPageIsBounded() {
        let query = KeywordQuery((0..<10_000).map { "word\($0)" }.joined(separator: " "))
        #expect(query.terms.count == KeywordQuery.maximumTerms)
        #expect(query.droppedTerms == 10_000 - KeywordQuery.maximumTerms)
    }
}
