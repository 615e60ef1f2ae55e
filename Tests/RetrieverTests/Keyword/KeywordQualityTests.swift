import KeywordSearch
import Retriever
import Testing

/// BM25 through the analysis of ours, on judged collections: a change that makes ranking worse fails here.
@Suite struct KeywordQualityTests {
    @Test func sciFactIsRankedAtLeastAsWellAsThePublishedBM25() throws {
        guard let data = try RetrievalData("scifact", judgements: "test") else { return }
        let quality = try data.nDCG10(rankings(of: data, titleWeight: 2))
        print("SciFact nDCG@10 by keyword: \(quality)")
        #expect(quality >= 0.685, "nDCG@10 is \(quality)")
    }

    @Test func japaneseQuestionsFindTheirParagraphs() throws {
        guard let data = try RetrievalData("jaquad", judgements: "dev") else { return }
        let quality = try data.nDCG10(rankings(of: data, titleWeight: 2))
        print("JaQuAD nDCG@10 by keyword: \(quality)")
        #expect(quality >= 0.92, "nDCG@10 is \(quality)")
    }

    private func rankings(of data: RetrievalData, titleWeight: Double) throws -> [String: [String]] {
        let index = try KeywordIndex(columns: [KeywordColumn("words")], analyzer: .standard)
        let weights = KeywordWeights([titleWeight, 1])
        try index.add(
            data.corpus.enumerated().map {
                KeywordDocument(id: Int64($0), texts: [$1.title ?? "", $1.text], times: weights.times)
            })
        let options = KeywordSearchOptions(scoring: weights.scoring)
        var rankings: [String: [String]] = [:]
        for query in data.queries {
            guard let clause = KeywordQuery(query.text).clause else { continue }
            rankings[query.id] = try index.search(clause, k: 10, options: options).map { data.corpus[Int($0.id)].id }
        }
        return rankings
    }
}
