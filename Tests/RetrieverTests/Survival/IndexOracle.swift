import Foundation
import KeywordSearch
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Whether an index gives what a look at every row gives.
struct IndexOracle {
    let model: HashingEmbeddingModel
    let rows: StoreOracle.Rows

    /// - Parameter queries: What to ask for.
    func check(_ index: DeltaSyncIndex, _ queries: [String], _ context: Comment) async throws {
        let status = try index.status()
        #expect(status.rows == rows.count, context)
        #expect(status.vectors == rows.count && status.refused.isEmpty, context)
        for query in queries {
            let all = try await index.search(query, options: RetrievalOptions(mode: .vector, k: rows.count + 10))
            #expect(Set(all.map(\.key)) == Set(rows.keys.map { .integer($0) }), context)
            let near = try await index.search(query, options: RetrievalOptions(mode: .vector, k: 7))
            let expected = rows.values.map { score(query, $0) }.sorted(by: >).prefix(7)
            #expect(near.count == expected.count, context)
            #expect(zip(near, expected).allSatisfy { abs($0.score - $1) < 1e-5 }, context)
            let matching = try await index.search(query, options: RetrievalOptions(mode: .keyword, k: 1_000))
            #expect(matching.count == Set(matching.map(\.key)).count, context)
            let scores = Dictionary(matching.map { ($0.row.number, $0.score) }) { first, _ in first }
            #expect(try wordScores(query) == scores, context)
            for hit in all + matching { #expect(hit.row == rows[hit.row.number], context) }
        }
    }

    private func score(_ query: String, _ row: Row) -> Double {
        let body = row["body"]?.textValue ?? ""
        return Double(zip(model.vector(of: query), model.vector(of: body)).reduce(0) { $0 + $1.0 * $1.1 })
    }

    /// Of an index that is made of the rows alone: their statistics are those of one that has followed them, whatever its course.
    private func wordScores(_ query: String) throws -> [Int64: Double] {
        let index = try KeywordIndex(columns: [KeywordColumn("body")], analyzer: .standard)
        try index.add(rows.map { KeywordDocument(id: $0.key, $0.value["body"]?.textValue ?? "") })
        guard let clause = KeywordQuery(query).clause else { return [:] }
        let hits = try index.search(clause, k: rows.count)
        return Dictionary(hits.map { ($0.id, Double($0.score)) }) { first, _ in first }
    }
}
