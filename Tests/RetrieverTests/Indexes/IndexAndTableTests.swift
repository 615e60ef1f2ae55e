import Foundation
import Retriever
import TestSupport
import Testing

/// What is done to a table or to its past behind an index's back.
@Suite struct IndexAndTableTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func anIndexThatIsFurtherBehindThanAVacuumComparesTheRows(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try IndexFixture()
        func change() throws {
            for _ in 0..<4 {
                try fixture.put([
                    Int64.random(in: 0..<30, using: &random): "note \(Int.random(in: 0..<9, using: &random)) fox"
                ])
                try fixture.delete([Int64.random(in: 0..<30, using: &random)])
            }
        }
        for _ in 0..<6 {
            try change()
            if Bool.random(using: &random) { try await fixture.sync() }
            try change()
            try fixture.store.vacuum(retention: 0)
            try await fixture.sync()
            let hits = try await fixture.index.search("fox", options: .init(mode: .keyword, k: 100))
            #expect(Set(hits.compactMap { $0.key.integerValue }) == Set(fixture.rows.keys), "seed \(seed)")
            #expect(hits.allSatisfy { $0.row == fixture.rows[$0.key.integerValue ?? -1] })
            let near = try await fixture.index.search("note 3 fox", options: .init(mode: .vector, k: 100))
            #expect(near.count == fixture.rows.count)
        }
    }

    @Test func aRowThatWasRefusedAndIsGoneIsForgottenAfterAVacuum() async throws {
        let folder = try StoreFolder()
        let table = try folder.store.createTable(
            "t", schema: TableSchema(columns: [.integer("id"), .vector("v", dimension: 2)], primaryKey: "id"))
        let index = try folder.store.createIndex("i", over: "t", definition: IndexDefinition(vectorColumn: "v"))
        try table.insert([["id": 1, "v": [0, 0]], ["id": 2, "v": [0, 1]]])
        #expect(try await index.sync().refused.map(\.key) == [1])
        try table.delete(keys: [1, 2])
        try folder.store.vacuum(retention: 0)
        #expect(try await index.sync().refused.isEmpty)
        #expect(try index.status().rows == 0)
    }

    @Test func aVacuumWhileItEmbedsLosesNothing() async throws {
        let fixture = try IndexFixture()
        try fixture.put(Dictionary(uniqueKeysWithValues: (1...150).map { (Int64($0), "note \($0)") }))
        let (store, table) = (fixture.store, fixture.table)
        try await fixture.index.sync { progress in
            // The planned images of these rows are history, and then are not.
            guard progress.embedded == 64 else { return }
            _ = try? table.merge([["id": 100, "body": "another fox", "group": 0]])
            _ = try? table.delete(keys: [120])
            _ = try? store.vacuum(retention: 0)
        }
        try await fixture.index.sync()
        let status = try fixture.index.status()
        #expect(status.rows == 149 && status.vectors == 149 && status.lag == 0)
        #expect(try await fixture.index.search("another fox", options: .init(mode: .vector, k: 1)).first?.key == 100)
    }

    @Test func columnsThatComeGoAndChangeTheirNamesAreFollowed() async throws {
        let fixture = try IndexFixture()
        let few = try fixture.store.createIndex(
            "few", over: "notes", definition: IndexDefinition(embeddedColumn: "body", columns: ["group"]),
            model: fixture.model)
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        try await few.sync()
        try fixture.store.addColumns([.text("lang", isNullable: true)], to: "notes")
        try fixture.store.table("notes").merge([["id": 2, "body": "blue fox", "group": 1, "lang": "en"]])
        // Objects that were opened before have the column too.
        try await fixture.index.sync()
        try await few.sync()
        var hits = try await fixture.index.search("fox", options: .init(mode: .keyword, filter: Column("lang") == "en"))
        #expect(hits.map(\.key) == [2] && hits.first?.row["lang"] == "en")
        try fixture.store.renameColumn("lang", to: "language", of: "notes")
        hits = try await fixture.index.search("blue fox", options: .init(mode: .vector, k: 1))
        #expect(hits.first?.row["language"] == "en" && hits.first?.row["lang"] == nil)
        try fixture.store.dropColumn("language", of: "notes")
        hits = try await fixture.index.search("fox")
        #expect(hits.count == 2 && hits.allSatisfy { Set($0.row.values.keys) == ["id", "title", "body", "group"] })
        #expect(try await few.search("fox").allSatisfy { Set($0.row.values.keys) == ["id", "body", "group"] })
        // What an index is made of stays.
        for column in ["body", "group"] {
            #expect(throws: StoreError.self) { try fixture.store.dropColumn(column, of: "notes") }
        }
        try fixture.store.dropIndex("few")
        try fixture.store.dropColumn("group", of: "notes")
        #expect(try await fixture.index.search("fox").count == 2)
    }

    @Test func otherNamesOfTableAndIndexChangeNothing() async throws {
        let fixture = try IndexFixture()
        let index = try fixture.store.createIndex(
            "old", over: "notes", definition: IndexDefinition(embeddedColumn: "body", writesBack: true),
            model: fixture.model)
        try fixture.put([1: "red fox"])
        try await index.sync()
        try fixture.store.rename("notes", kind: .table, to: "pages")
        try fixture.store.rename("old", kind: .index, to: "new")
        try fixture.store.table("pages").merge([["id": 2, "body": "blue fox", "group": 0]])
        try await index.sync()
        #expect(try index.status().rows == 2)
        #expect(try fixture.store.table("new_writeback").count() == 2)
        #expect(try !fixture.store.tableExists("old_writeback"))
        #expect(index.source.name == "pages")
        let again = try fixture.store.index("new", model: fixture.model)
        #expect(try await again.search("blue fox", options: .init(k: 1)).map(\.key) == [2])
        try await again.rebuild(model: HashingEmbeddingModel(dimension: 8))
        #expect(try fixture.store.indexes() == ["new", "notes_index"])
        #expect(try fixture.store.objects(kind: .index).map(\.name) == ["new", "notes_index"])
        try fixture.store.dropIndex("new")
        #expect(try fixture.store.objects(kind: .index).map(\.name) == ["notes_index"])
    }
}
