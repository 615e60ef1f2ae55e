import Foundation
import Retriever
import TestSupport
import Testing

/// Filters of searches, which are evaluated on columns in memory where they can be, against the rows themselves.
@Suite struct FilteredSearchTests {
    private static let schema = TableSchema(
        columns: TableSchema.pages.columns + [
            .array("tags", of: .text, isNullable: true), .json("meta", isNullable: true),
        ],
        primaryKey: "id")

    private static func row(_ id: Int, using random: inout SeededGenerator) -> Row {
        var row = RandomRows.row(using: &random)
        row["id"] = .text("\(id)")
        row["embedding"] = .vector([1, Float.random(in: -1...1, using: &random), 0])
        let tags: [Value] = ["a", "é", "e\u{301}", "日本"]
        row["tags"] =
            [nil, .array([]), .array(Array(tags.shuffled(using: &random).prefix(2)))].randomElement(using: &random)
            ?? nil
        row["meta"] = [nil, .json("{\"a\": 1}"), .json("{\"a\": \"x\"}")].randomElement(using: &random) ?? nil
        return row
    }

    private static func filter(using random: inout SeededGenerator) -> Filter {
        let filter = RandomFilter.filter(depth: 2, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return filter && Column("tags").contains("é")
        case 1: return filter || !Column("tags").contains("日本")
        case 2 where Bool.random(using: &random): return filter || Column("meta")["a"] == 1
        default: return filter
        }
    }

    /// Rows come, go and change, filters come again, and another connection to the store asks too.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func aSearchFindsWhatItsFilterLetsPass(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let index = try Store(at: folder.url).createDirectAccessIndex(
            "direct", schema: Self.schema, definition: IndexDefinition(vectorColumn: "embedding"))
        let other = try Store(at: folder.url).directAccessIndex("direct")
        var rows: [Int: Row] = [:]
        let filters = (0..<25).map { _ in Self.filter(using: &random) }
        var selective = 0
        for step in 0..<12 {
            let changed = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                Int.random(in: 0..<150, using: &random)
            }
            if step % 4 == 3 {
                try await index.delete(keys: Set(changed).map { "\($0)" })
                for id in changed { rows[id] = nil }
            } else {
                let new = Set(changed).sorted().map { ($0, Self.row($0, using: &random)) }
                try await index.upsert(new.map(\.1))
                for (id, row) in new { rows[id] = row }
            }
            for _ in 0..<20 {
                let filter = filters.randomElement(using: &random) ?? filters[0]
                let asked = Bool.random(using: &random) ? index : other
                let hits = try asked.search(vector: [1, 0, 0], options: .init(k: 200, filter: filter))
                let expected = Set(rows.filter { filter.matches($0.value) }.keys.map { "\($0)" })
                #expect(Set(hits.compactMap(\.key.textValue)) == expected, "seed \(seed), step \(step): \(filter)")
                if !expected.isEmpty, expected.count < rows.count { selective += 1 }
            }
        }
        #expect(selective > 40, "seed \(seed): the filters are too dull to show anything")
    }
}
