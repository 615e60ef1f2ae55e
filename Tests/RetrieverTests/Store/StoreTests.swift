import Foundation
import GRDB
import Retriever
import TestSupport
import Testing

@Suite struct StoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var file: URL { folder.url.appendingPathComponent("store.sqlite") }

    /// The store of `folder` with 200 rows, closed.
    private func makeStore() throws {
        let store = try Store(at: folder.url)
        let pages = try store.createTable("pages", schema: .pages)
        try pages.insert(
            (0..<200).map { ["id": .text("r\($0)"), "note": .text(String(repeating: "x", count: 1_000))] })
        try store.close()
    }

    @Test func aStoreIsMadeInANewFolderAndOpenedAgain() throws {
        let deep = folder.url.appendingPathComponent("a/b")
        do {
            let store = try Store(at: deep)
            #expect(FileManager.default.fileExists(atPath: store.indexesFolder.path))
            try store.createTable("docs.pages", schema: .pages).insert([["id": "a"]])
        }
        let store = try Store(at: deep)
        #expect(try store.tables().map(\.name) == ["main.docs.pages"])
        #expect(try store.table("docs.Pages").schema == .pages)
        #expect(try store.table("docs.pages").version == 1)
        #expect(try store.check() == [])
    }

    @Test func tablesAreMadeOnceAndDroppedForGood() throws {
        let store = try Store(at: folder.url)
        let pages = try store.createTable("pages", schema: .pages)
        try pages.insert([["id": "a"]])
        #expect(throws: StoreError.self) { try store.createTable("PAGES", schema: .pages) }
        try store.dropTable("pages")
        #expect(try !store.tableExists("pages"))
        let again = try store.createTable("pages", schema: .pages)
        #expect(try again.version == 0)
        let error = #expect(throws: StoreError.self) { try pages.count() }
        #expect(error?.code == .tableNotFound, "the old table is not the new one")
        #expect(#expect(throws: StoreError.self) { try store.dropTable("x") }?.code == .tableNotFound)
        #expect(#expect(throws: StoreError.self) { try store.table("x") }?.code == .tableNotFound)
    }

    @Test func namesHaveThreeLevels() throws {
        #expect(try ObjectName(parsing: "Chunks").description == "main.default.chunks")
        #expect(try ObjectName(parsing: "a.b.c") == ObjectName("a.b.c"))
        for bad in ["", "a.", ".a", "a..b", "a.b.c.d", "a b", "a'b", "a/b", "a\nb", "a.\u{301}b"] {
            #expect(throws: ObjectNameError.self, "\(bad)") { try ObjectName(parsing: bad) }
        }
    }

    @Test(arguments: [
        TableSchema(columns: [], primaryKey: "id"),
        TableSchema(columns: [.text("a")], primaryKey: "id"),
        TableSchema(columns: [.text("id", isNullable: true)], primaryKey: "id"),
        TableSchema(columns: [.real("id")], primaryKey: "id"),
        TableSchema(columns: [.text("id"), .text("ID")], primaryKey: "id"),
        TableSchema(columns: [.text("id"), .text("_row_id")], primaryKey: "id"),
        TableSchema(columns: [.text("id"), .text("a b")], primaryKey: "id"),
        TableSchema(columns: [.text("id"), .vector("v", dimension: 0)], primaryKey: "id"),
        TableSchema(columns: (0..<1_001).map { .text("c\($0)") }, primaryKey: "c0"),
    ])
    func aSchemaThatCannotBeIsRefused(schema: TableSchema) throws {
        let store = try Store(at: folder.url)
        let error = #expect(throws: StoreError.self) { try store.createTable("pages", schema: schema) }
        #expect(error?.code == .invalidSchema)
        #expect(try store.tables().isEmpty)
    }

    struct BadRow: Sendable {
        let row: Row
        let code: StoreError.Code
        let column: String?

        init(_ row: Row, _ code: StoreError.Code, _ column: String?) {
            self.row = row
            self.code = code
            self.column = column
        }
    }

    static let badRows: [BadRow] = [
        BadRow(["id": "b", "pages": 1], .unknownColumn, "pages"),
        BadRow(["page": 1], .missingValue, "id"),
        BadRow(["id": nil], .missingValue, "id"),
        BadRow(["id": 3], .typeMismatch, "id"),
        BadRow(["id": "b", "page": "1"], .typeMismatch, "page"),
        BadRow(["id": "b", "page": 1.0], .typeMismatch, "page"),
        BadRow(["id": "b", "score": .real(.nan)], .notFinite, "score"),
        BadRow(["id": "b", "isDraft": 1], .typeMismatch, "isDraft"),
        BadRow(["id": "b", "note": "a\0b"], .invalidValue, "note"),
        BadRow(["id": "b", "time": "2024"], .typeMismatch, "time"),
        BadRow(["id": "b", "time": .timestamp(Date.distantFuture + 1e15)], .invalidValue, "time"),
        BadRow(["id": "b", "embedding": [1, 2]], .dimensionMismatch, "embedding"),
        BadRow(["id": "b", "embedding": [1, .nan, 2]], .notFinite, "embedding"),
        BadRow(["id": "b", "embedding": [1, .infinity, 2]], .notFinite, "embedding"),
        BadRow(["id": "a"], .duplicateKey, nil),
        BadRow(["id": "kept"], .duplicateKey, nil),
    ]

    @Test(arguments: badRows)
    func aBadRowIsRefusedWithItsKeyAndColumnAndNoRowIsAdded(bad: BadRow) throws {
        let (row, code, column) = (bad.row, bad.code, bad.column)
        let store = try Store(at: folder.url)
        let pages = try store.createTable("pages", schema: .pages)
        try pages.insert([["id": "kept", "page": 1]])
        let error = #expect(throws: StoreError.self) { try pages.insert([["id": "a"], row]) }
        #expect(error?.code == code)
        #expect(error?.column == column)
        #expect(error?.key == row["id"])
        #expect(error?.table == "pages")
        #expect(try pages.rows(columns: ["id"]) == [["id": "kept"]])
        #expect(try pages.version == 1)
    }

    @Test func theErrorOfAWrongDimensionNamesBoth() throws {
        let pages = try Store(at: folder.url).createTable("pages", schema: .pages)
        let error = #expect(throws: StoreError.self) { try pages.merge([["id": "a", "embedding": [1]]]) }
        #expect(error?.expected == "vector(3)")
        #expect(error?.actual == "vector(1)")
    }

    @Test func versionsThatATableDoesNotHaveAreRefused() throws {
        let pages = try Store(at: folder.url).createTable("pages", schema: .pages)
        try pages.insert([["id": "a"]])
        for (start, end) in [(2, nil), (-1, nil), (0, 2), (1, 0)] as [(Int64, Int64?)] {
            let error = #expect(throws: StoreError.self) { try pages.changes(since: start, to: end) }
            #expect(error?.code == .versionNotFound)
        }
        #expect(#expect(throws: StoreError.self) { try pages.update(where: nil, set: ["id": "x"]) }?.column == "id")
        #expect(#expect(throws: StoreError.self) { try pages.rows(columns: ["x"]) }?.code == .unknownColumn)
        #expect(#expect(throws: StoreError.self) { try pages.row(key: 3) }?.code == .typeMismatch)
    }

    // MARK: - Folders and files that are no store

    @Test func aFolderOfOtherThingsIsRefusedAndLeftAlone() throws {
        try Data("hello".utf8).write(to: folder.url.appendingPathComponent("letter.txt"))
        #expect(#expect(throws: StoreError.self) { try Store(at: folder.url) }?.code == .notAStore)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["letter.txt"])
        let letter = folder.url.appendingPathComponent("letter.txt")
        #expect(#expect(throws: StoreError.self) { try Store(at: letter) }?.code == .notAStore)
        let below = letter.appendingPathComponent("store")
        #expect(#expect(throws: StoreError.self) { try Store(at: below) }?.code == .cannotOpen)
    }

    @Test func theDatabaseOfAnotherApplicationIsRefused() throws {
        let queue = try DatabaseQueue(path: file.path)
        try queue.write { try $0.execute(sql: "CREATE TABLE t (a); INSERT INTO t VALUES (1)") }
        try queue.close()
        #expect(#expect(throws: StoreError.self) { try Store(at: folder.url) }?.code == .notAStore)
    }

    @Test func aLaterFormatIsRefusedWithBothNumbers() throws {
        try makeStore()
        let queue = try DatabaseQueue(path: file.path)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        let error = #expect(throws: StoreError.self) { try Store(at: folder.url) }
        #expect(error?.code == .unsupportedFormat)
        #expect(error?.actual == "99")
    }

    @Test func aDamagedFileIsAnErrorNeverAnEmptyStore() throws {
        try makeStore()
        let whole = try Data(contentsOf: file)
        for length in [0, 1, 99, 100, 4_096, whole.count / 2, whole.count - 16_384] {
            try whole.prefix(length).write(to: file)
            try expectDamage("cut to \(length) bytes")
        }
        try (Data(count: 16_384) + whole.dropFirst(16_384)).write(to: file)
        try expectDamage("first page zeroed")
        var generator = SeededGenerator(seed: 5)
        for page in 1..<(whole.count / 16_384) {
            var bytes = whole
            for offset in 0..<16_384 { bytes[page * 16_384 + offset] = UInt8.random(in: 0...255, using: &generator) }
            try bytes.write(to: file)
            try expectDamage("page \(page) overwritten")
        }
    }

    /// Opening, checking or reading everything must show it.
    private func expectDamage(_ what: Comment) throws {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        do {
            let store = try Store(at: folder.url)
            let problems = try store.check()
            #expect(!problems.isEmpty, what)
            let pages = try store.table("pages")
            _ = try pages.rows()
            _ = try pages.changes(since: 0)
        } catch {
            #expect([.damaged, .notAStore, .unsupportedFormat].contains(error.code), "\(what): \(error)")
        }
    }

    // MARK: - The machine's refusals

    @Test func aFullDiskTakesTheWriteBackAndLosesNothing() throws {
        let store = try Store(at: folder.url)
        let pages = try store.createTable("pages", schema: .pages)
        try pages.insert([["id": "a", "page": 1]])
        try store.database.writeWithoutTransaction { database in
            let pageCount = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pageCount + 8)")
        }
        let large = (0..<1_000).map {
            ["id": .text("r\($0)"), "note": .text(String(repeating: "x", count: 2_000))] as Row
        }
        #expect(
            #expect(throws: StoreError.self) { try pages.merge(large + [["id": "a", "page": 2]]) }?.code == .diskFull)
        #expect(try pages.rows(columns: ["id", "page"]) == [["id": "a", "page": 1]])
        #expect(try pages.version == 1)
        try pages.insert([["id": "b"]])
        try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        try pages.insert(large)
        #expect(try pages.count() == 1_002)
        #expect(try pages.version == 3)
        #expect(try store.check() == [])
    }

    @Test func aReadOnlyDatabaseIsATypedError() throws {
        let store = try Store(at: folder.url)
        let pages = try store.createTable("pages", schema: .pages)
        try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        #expect(#expect(throws: StoreError.self) { try pages.insert([["id": "a"]]) }?.code == .readOnly)
    }

    @Test func twoStoresOnOneFolderTakeTurns() throws {
        let first = try Store(at: folder.url)
        let second = try Store(at: folder.url, busyTimeout: 0.1)
        let pages = try first.createTable("pages", schema: .pages)
        let same = try second.table("pages")
        try first.write { transaction in
            try transaction.insert([["id": "a"]], into: pages)
            #expect(#expect(throws: StoreError.self) { try same.insert([["id": "b"]]) }?.code == .busy)
            #expect(try same.count() == 0, "reading does not wait")
        }
        try same.insert([["id": "b"]])
        #expect(try pages.count() == 2)
        #expect(try pages.version == 2)
        #expect(#expect(throws: StoreError.self) { try first.read { try $0.count(in: same) } }?.code == .otherStore)
    }

    @Test func storesThatAreMadeAtTheSameTimeAreOne() async throws {
        let url = folder.url.appendingPathComponent("new")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let store = try Store(at: url)
                    try store.createTable(ObjectName(parsing: "t\(number)"), schema: .pages).insert([["id": "a"]])
                }
            }
            try await group.waitForAll()
        }
        #expect(try Store(at: url).tables().count == 8)
    }
}
