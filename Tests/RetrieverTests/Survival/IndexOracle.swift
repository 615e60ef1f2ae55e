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
            #expect(Set(matching.map { $0.row.number }) == self.matching(query), context)
            for hit in all + matching { #expect(hit.row == rows[hit.row.number], context) }
        }
    }

    private func score(_ query: String, _ row: Row) -> Double {
        let body = row["body"]?.textValue ?? ""
        return Double(zip(model.vector(of: query), model.vector(of: body)).reduce(0) { $0 + $1.0 * $1.1 })
    }

    private func matching(_ query: String) -> Set<Int64> {
        let analyzer = KeywordAnalyzer()
        let asked = Set(analyzer.terms(in: query))
        return Set(
            rows.filter { !asked.isDisjoint(with: analyzer.terms(in: $0.value["body"]?.textValue ?? "")) }.keys)
    }
}
