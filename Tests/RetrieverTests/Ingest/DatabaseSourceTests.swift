import Foundation
import GRDB
import Retriever
import Testing

@Suite struct DatabaseSourceTests {
    private func database(_ fixture: IngestFixture) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: fixture.place.appendingPathComponent("notes.db").path)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, updated TEXT, author TEXT, draft INTEGER);
                    INSERT INTO notes VALUES (1, 'Foxes are red.', '2024-05-01T10:00:00Z', 'Mia', 0),
                        (2, 'Whales are blue.', '2024-05-02', 'Noa', 0), (3, 'Secret.', '2024-05-03', 'Noa', 1),
                        (4, NULL, '2024-05-04', 'Noa', 0);
                    """)
        }
        return queue
    }

    private func source(_ fixture: IngestFixture, modified: String? = "updated") -> DatabaseSource {
        DatabaseSource(
            fixture.place.appendingPathComponent("notes.db"), identity: "notes",
            query: "SELECT id, body, updated, author FROM notes WHERE NOT draft", textColumn: "body",
            modifiedColumn: modified)
    }

    @Test func rowsAreDocuments() async throws {
        let fixture = try IngestFixture(fields: [.text("author", isNullable: true)])
        let queue = try database(fixture)
        var report = try await fixture.collection.ingest(source(fixture))
        #expect(report.added == 2 && report.problems.map(\.path) == ["4"], "\(report.problems)")
        #expect(try fixture.texts() == ["1": ["Foxes are red."], "2": ["Whales are blue."]])
        let filter = Column("author") == "Mia" && Column("modified") == Date(timeIntervalSince1970: 1_714_557_600)
        #expect(try await fixture.collection.search("red", options: .init(filter: filter)).map(\.path) == ["1"])

        report = try await fixture.collection.ingest(source(fixture))
        #expect(report.unchanged == 2 && report.readCalls == 1 && report.parseCalls == 0)
        try await queue.write { database in
            try database.execute(
                sql: """
                    UPDATE notes SET body = 'Foxes are tan.', updated = '2025' WHERE id = 1;
                    UPDATE notes SET draft = 1 WHERE id = 2; UPDATE notes SET draft = 0 WHERE id = 3;
                    """)
        }
        report = try await fixture.collection.ingest(source(fixture))
        #expect(report.changed == 1 && report.added == 1 && report.deleted == 1)
        #expect(try fixture.texts() == ["1": ["Foxes are tan."], "3": ["Secret."]])
    }

    @Test func withoutAColumnOfModificationTextsDecide() async throws {
        let fixture = try IngestFixture()
        let queue = try database(fixture)
        _ = try await fixture.collection.ingest(source(fixture, modified: nil))
        try await queue.write { try $0.execute(sql: "UPDATE notes SET body = 'Tan.' WHERE id = 1") }
        let report = try await fixture.collection.ingest(source(fixture, modified: nil))
        #expect(report.changed == 1 && report.unchanged == 1 && report.parseCalls == 1)
    }

    @Test func theDatabaseIsOnlyRead() async throws {
        let fixture = try IngestFixture()
        let queue = try database(fixture)
        let file = fixture.place.appendingPathComponent("notes.db")
        for query in [
            "DELETE FROM notes RETURNING id, body AS text", "SELECT id FROM notes", "SELECT nothing", "nonsense",
        ] {
            let source = DatabaseSource(file, query: query)
            await #expect(throws: IngestError.self, "\(query)") { try await fixture.collection.ingest(source) }
        }
        let missing = fixture.place.appendingPathComponent("none.db")
        await #expect(throws: IngestError.self) {
            try await fixture.collection.ingest(DatabaseSource(missing, query: "SELECT 1 AS id, 'a' AS text"))
        }
        #expect(!FileManager.default.fileExists(atPath: missing.path))
        #expect(try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notes") } == 4)
    }

    @Test func idsThatCannotBeAreProblems() async throws {
        let fixture = try IngestFixture()
        _ = try database(fixture)
        let source = DatabaseSource(
            fixture.place.appendingPathComponent("notes.db"),
            query: """
                SELECT 'a' AS id, 'one' AS text UNION ALL SELECT 'a', 'two' UNION ALL SELECT NULL, 'three'
                UNION ALL SELECT 1.5, 'four' UNION ALL SELECT '07', 'seven'
                """)
        let report = try await fixture.collection.ingest(source)
        #expect(report.problems.count == 3 && report.added == 2)
        #expect(try fixture.texts()["07"] == ["seven"])
    }
}
