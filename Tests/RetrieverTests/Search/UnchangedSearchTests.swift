import Foundation
import GRDB
import Retriever
import TestSupport
import Testing

/// Searches of a store to which nobody commits ask memory alone; what somebody commits, they see at once.
@Suite struct UnchangedSearchTests {
    private static let schema = TableSchema(
        columns: [.text("id"), .text("note"), .integer("page"), .vector("embedding", dimension: 3)], primaryKey: "id")
    private static let definition = IndexDefinition(vectorColumn: "embedding", keywordColumns: [.init("note")])

    private static func row(_ id: Int, using random: inout SeededGenerator) -> Row {
        [
            "id": .text("\(id)"), "note": .text("word \(Int.random(in: 0..<1_000_000, using: &random))"),
            "page": .integer(Int64.random(in: 0..<4, using: &random)),
            "embedding": .vector([1, Float.random(in: -1...1, using: &random), 0]),
        ]
    }

    private static func found(
        _ index: DirectAccessIndex, filter: Filter?, columns: [String]?, using random: inout SeededGenerator
    ) throws -> [String: Row] {
        let options = RetrievalOptions(k: 200, filter: filter)
        let hits =
            switch Int.random(in: 0..<3, using: &random) {
            case 0: try index.search(vector: [1, 0, 0], options: options, columns: columns)
            case 1: try index.search(text: "word", vector: nil, options: options, columns: columns)
            default: try index.search(text: "word", vector: [1, 0, 0], options: options, columns: columns)
            }
        return Dictionary(uniqueKeysWithValues: hits.map { ($0.key.textValue ?? "", $0.row) })
    }

    /// Each answer has the rows as they were when it was asked for, whoever changed them and however often the same was asked.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func rowsAreThoseOfTheLastCommit(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let index = try Store(at: folder.url).createDirectAccessIndex(
            "direct", schema: Self.schema, definition: Self.definition)
        let other = try Store(at: folder.url).directAccessIndex("direct")
        var rows: [String: Row] = [:]
        let lists: [[String]?] = [nil, ["note"], ["page", "id"], []]
        for step in 0..<30 {
            let writer = Bool.random(using: &random) ? index : other
            let ids = Set(
                (0..<Int.random(in: 1...20, using: &random)).map { _ in Int.random(in: 0..<60, using: &random) })
            if step % 4 == 3 {
                try await writer.delete(keys: ids.map { "\($0)" })
                for id in ids { rows["\(id)"] = nil }
            } else {
                let new = ids.sorted().map { Self.row($0, using: &random) }
                try await writer.upsert(new)
                for row in new { rows[row["id"]?.textValue ?? ""] = row }
            }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let columns = lists.randomElement(using: &random) ?? nil
                let filter: Filter? = Bool.random(using: &random) ? nil : Column("page") < 2
                let asked = Bool.random(using: &random) ? index : other
                let found = try Self.found(asked, filter: filter, columns: columns, using: &random)
                let expected = rows.filter { filter?.matches($0.value) ?? true }.mapValues { row in
                    Row(row.values.filter { columns?.contains($0.key) ?? true })
                }
                #expect(found == expected, "seed \(seed), step \(step)")
            }
        }
    }

    /// An index of one row that was asked for it again and again.
    private static func askedIndex(in store: Store) async throws -> DirectAccessIndex {
        let index = try store.createDirectAccessIndex("direct", schema: schema, definition: definition)
        var random = SeededGenerator(seed: 1)
        try await index.upsert([row(1, using: &random)])
        for _ in 0..<3 { #expect(try index.search(vector: [1, 0, 0]).count == 1) }
        return index
    }

    /// A program that knows nothing of us commits to the database itself.
    @Test func aCommitOfAnotherProgramIsSeen() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let index = try await Self.askedIndex(in: store)
        let foreign = try DatabaseQueue(path: folder.url.appendingPathComponent("store.sqlite").path)
        try await foreign.write { try $0.execute(sql: "DELETE FROM tessera_indexes") }
        #expect(throws: IndexError.self) { try index.search(vector: [1, 0, 0]) }
    }

    @Test func aClosedStoreAnswersNothing() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let index = try await Self.askedIndex(in: store)
        try store.close()
        #expect(throws: (any Error).self) { try index.search(vector: [1, 0, 0]) }
    }

    /// More rows than are kept, of many lists of columns.
    @Test func rowsThatWereForgottenAreReadAgain() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let index = try store.createDirectAccessIndex("direct", schema: Self.schema, definition: Self.definition)
        let rows: [Row] = (0..<60).map { id in
            [
                "id": .text("\(id)"), "note": .text(String(repeating: "\(id) ", count: 300_000)),
                "page": .integer(Int64(id)),
                "embedding": .vector([1, Float(id) / 60, 0]),
            ]
        }
        try await index.upsert(rows)
        for turn in 0..<3 {
            for row in rows.shuffled() {
                guard case .vector(let vector)? = row["embedding"] else { continue }
                let columns = turn == 2 ? ["id", "note", "id"] : ["note", "id"]
                let hits = try index.search(vector: vector, options: .init(k: 1), columns: columns)
                #expect(hits.map(\.key) == [row["id"]])
                #expect(hits.first?.row["note"] == row["note"])
            }
        }
    }
}
