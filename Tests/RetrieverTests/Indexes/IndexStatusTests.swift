import Foundation
import GRDB
import KeywordSearch
import ModelServing
import Retriever
import Synchronization
import TestSupport
import Testing

/// What an index tells of itself, and which columns it has.
@Suite struct IndexStatusTests {
    @Test func theStatesComeOneAfterTheOther() async throws {
        let fixture = try IndexFixture()
        var status = try fixture.index.status()
        #expect(status.state == .provisioning && status.lastSync == nil && status.lag == 0)
        try fixture.put([1: "red fox", 2: "blue whale"])
        status = try fixture.index.status()
        #expect(status.state == .provisioning && status.lag == 1 && status.sourceRows == 2 && status.rows == 0)
        #expect(status.lagSeconds >= 0)

        try await fixture.sync()
        status = try fixture.index.status()
        #expect(status.state == .online && status.lagSeconds == 0 && status.rows == 2 && status.vectors == 2)
        let synced = try #require(status.lastSync)
        #expect(abs(synced.timeIntervalSinceNow) < 30)

        try fixture.put([3: "tree"])
        try fixture.put([4: "river"])
        try await Task.sleep(for: .milliseconds(20))
        status = try fixture.index.status()
        #expect(status.state == .onlinePendingUpdate && status.lag == 2 && status.lagSeconds >= 0.02)
        fixture.model.fail(with: ModelError(.unreachable, "gone"))
        await #expect(throws: ModelError.self) { try await fixture.index.sync() }
        status = try fixture.index.status()
        #expect(status.lastError?.contains("gone") == true && status.lastSync == synced && status.rows == 2)

        fixture.model.fail(with: nil)
        let index = fixture.index
        let running = Mutex(false)
        try await index.sync { _ in
            let now = try? index.status()
            running.withLock { $0 = now?.isSyncing == true && now?.state == .onlinePendingUpdate }
        }
        #expect(running.withLock { $0 })
        status = try fixture.index.status()
        #expect(status.state == .online && status.lastError == nil && !status.isSyncing)
        // As JSON, for whoever shows it.
        let json = try JSONEncoder().encode(status)
        #expect(try JSONDecoder().decode(IndexStatus.self, from: json).state == .online)

        try fixture.store.dropTable("notes")
        guard case .offline(let reason) = try fixture.index.status().state else {
            Issue.record("an index without its table is offline")
            return
        }
        #expect(reason.contains("notes"))
        let error = #expect(throws: IndexError.self) { try fixture.store.index("notes_index") }
        #expect(error?.code == .sourceMissing)
        try fixture.store.dropIndex("notes_index")
    }

    @Test func onlyTheNamedColumnsAreThere() async throws {
        let fixture = try IndexFixture()
        var definition = IndexDefinition(embeddedColumn: "body")
        definition.columns = ["group"]
        let index = try fixture.store.createIndex("few", over: "notes", definition: definition, model: fixture.model)
        try fixture.put([["id": 1, "title": "secret", "body": "red fox", "group": 3]])
        try await index.sync()
        let hit = try #require(try await index.search("red fox").first)
        #expect(Set(hit.row.values.keys) == ["id", "body", "group"])
        #expect(try await index.search("fox", options: .init(filter: Column("group") == 3)).count == 1)
        let filtered = await #expect(throws: StoreError.self) {
            try await index.search("fox", options: .init(filter: Column("title") == "secret"))
        }
        #expect(filtered?.code == .invalidFilter && filtered?.column == "title")
        let asked = await #expect(throws: StoreError.self) { try await index.search("fox", columns: ["title"]) }
        #expect(asked?.code == .unknownColumn)
        let tables = try await fixture.store.database.read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE name GLOB 'index_*_rows'")
        }
        #expect(tables.contains { !$0.contains("title") })
    }

    @Test func overwritingWithMostlyEqualRowsEmbedsOnlyTheOthers() async throws {
        let fixture = try IndexFixture()
        var rows = (0..<200).map { id -> Row in
            ["id": .integer(Int64(id)), "body": .text("note \(id)"), "group": 0]
        }
        try fixture.table.overwrite(rows)
        try await fixture.index.sync()
        fixture.model.resetCounts()
        for id in [7, 70, 170] { rows[id]["body"] = .text("changed \(id)") }
        rows.removeLast()
        try fixture.table.overwrite(rows)
        let report = try await fixture.index.sync()
        #expect(fixture.model.embeddedTexts.sorted() == ["changed 170", "changed 7", "changed 70"])
        #expect(report.written == 3 && report.removed == 1 && report.embeddedTexts == 3)
    }

    /// Of the format before, and before the time of the last sync was noted and definitions had more than four keys.
    @Test func anIndexOfAnEarlierVersionOpens() async throws {
        let fixture = try IndexFixture()
        var definition = IndexFixture.definition
        definition.analyzer = .english
        try await fixture.index.rebuild(definition: definition)
        try fixture.put([1: "red fox"])
        try await fixture.sync()
        try fixture.index.checkpoint()
        try await fixture.store.database.write { database in
            let json = try String.fetchOne(database, sql: "SELECT definition FROM tessera_indexes")
            #expect(
                json
                    == #"{"embeddedColumn":"body","keywordColumns":[{"name":"title","weight":2},{"name":"body","weight":1}],"#
                    + #""metric":"cosine"}"#)
            try database.execute(
                sql: """
                    DROP TABLE tessera_index_syncs;
                    ALTER TABLE tessera_indexes DROP COLUMN row_count;
                    ALTER TABLE tessera_indexes DROP COLUMN vector_count;
                    ALTER TABLE tessera_indexes ADD COLUMN analyzer INTEGER NOT NULL DEFAULT 1;
                    PRAGMA user_version = 2
                    """)
        }
        try fixture.reopen()
        #expect(try fixture.index.status().state == .online && fixture.index.status().lastSync == nil)
        #expect(try fixture.index.status().rows == 1 && fixture.index.status().vectors == 1)
        #expect(try await fixture.index.search("red fox").map(\.key) == [1])
        try fixture.put([2: "blue whale"])
        try await fixture.sync()
        #expect(try fixture.index.status().lastSync != nil)
    }
}
