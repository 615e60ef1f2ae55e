import Foundation
import GRDB
import Retriever
import Testing

/// BM25 through the analysis of ours, on judged collections: a change that makes ranking worse fails here.
@Suite struct KeywordQualityTests {
    @Test func sciFactIsRankedAtLeastAsWellAsThePublishedBM25() throws {
        guard let data = try RetrievalData("scifact", judgements: "test") else { return }
        let quality = try data.nDCG10(rankings(of: data, titleWeight: 2))
        #expect(quality >= 0.66, "nDCG@10 is \(quality)")
    }

    @Test func japaneseQuestionsFindTheirParagraphs() throws {
        guard let data = try RetrievalData("jaquad", judgements: "dev") else { return }
        let quality = try data.nDCG10(rankings(of: data, titleWeight: 2))
        #expect(quality >= 0.90, "nDCG@10 is \(quality)")
    }

    private func rankings(
        of data: RetrievalData, titleWeight: Double
    ) throws -> [String: [String]] {
        var configuration = Configuration()
        configuration.prepareDatabase { $0.add(tokenizer: KeywordTokenizer.self) }
        let database = try DatabaseQueue(configuration: configuration)
        return try database.write { db in
            try db.execute(
                sql: "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, text, tokenize='tessera_keywords')")
            for passage in data.corpus {
                try db.execute(
                    sql: "INSERT INTO passages VALUES (?, ?, ?)",
                    arguments: [passage.id, passage.title ?? "", passage.text])
            }
            var rankings: [String: [String]] = [:]
            for query in data.queries {
                guard let expression = KeywordQuery(query.text).expression else { continue }
                rankings[query.id] = try String.fetchAll(
                    db,
                    sql: """
                        SELECT id FROM passages WHERE passages MATCH ? \
                        ORDER BY bm25(passages, 0, ?, 1), rowid LIMIT 10
                        """, arguments: [expression, titleWeight])
            }
            return rankings
        }
    }
}
