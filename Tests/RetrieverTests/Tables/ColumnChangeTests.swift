import Foundation
import Retriever
import Testing

@Suite struct ColumnChangeTests {
    let folder: TemporaryFolder
    let store: Store
    let pages: Table

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url)
        pages = try store.createTable(
            "pages", schema: TableSchema(columns: [.text("id"), .integer("page", isNullable: true)], primaryKey: "id"))
        try pages.insert([["id": "a", "page": 1], ["id": "b", "page": 2]])
        try pages.update(where: Column("id") == "a", set: ["page": 10])
    }

    @Test func addedColumnsAreNullInAllRowsAndKnownToEveryHandle() throws {
        try store.addColumns([.text("lang", isNullable: true)], to: "pages")
        #expect(try pages.version == 2)
        #expect(try pages.row(key: "a") == ["id": "a", "page": 10, "lang": nil])
        try pages.merge([["id": "a", "page": 10, "lang": "ja"]])
        try pages.update(where: nil, set: ["lang": "en"])
        #expect(try pages.rows(where: Column("lang") == "ja", at: 3).map(\.id) == ["a"])
        #expect(try pages.row(key: "a", at: 1)?["lang"] == .null)
        #expect(try pages.changes(since: 2).map { $0.row["lang"]?.textValue } == [nil, "ja", "ja", "en", nil, "en"])
        #expect(try Store(at: folder.url).table("pages").schema.column("lang") != nil)
    }

    @Test func aRenamedColumnKeepsItsValuesAndItsPast() throws {
        try store.renameColumn("page", to: "number", of: "pages")
        #expect(try pages.rows(where: Column("number") == 10).map(\.id) == ["a"])
        #expect(try pages.row(key: "a", at: 1) == ["id": "a", "number": 1])
        #expect(
            #expect(throws: StoreError.self) { try pages.insert([["id": "c", "page": 3]]) }?.code == .unknownColumn)
        try store.renameColumn("id", to: "key", of: "pages")
        #expect(try pages.row(key: "b") == ["key": "b", "number": 2])
        try pages.delete(keys: ["b"])
        #expect(try pages.changes(since: 2).map(\.row) == [["key": "b", "number": 2]])
        #expect(try store.check() == [])
    }

    @Test func aDroppedColumnIsGoneFromEveryVersion() throws {
        try store.dropColumn("page", of: "pages")
        #expect(try pages.rows(at: 1) == [["id": "a"], ["id": "b"]])
        #expect(try pages.changes(since: 1).map(\.row) == [["id": "a"], ["id": "a"]])
        #expect(try store.check() == [])
        try store.addColumns([.text("page", isNullable: true)], to: "pages")
        #expect(try pages.row(key: "a")?["page"] == .null)
    }

    @Test func changesThatCannotBeAreRefused() throws {
        try store.addCheck(Check("positive", Column("page") > 0), to: "pages")
        let attempts: [(StoreError.Code, () throws -> Void)] = [
            (.invalidSchema, { try store.addColumns([.text("lang")], to: "pages") }),
            (.invalidSchema, { try store.addColumns([.text("page", isNullable: true)], to: "pages") }),
            (.invalidSchema, { try store.addColumns([.text("ID", isNullable: true)], to: "pages") }),
            (.invalidSchema, { try store.renameColumn("page", to: "number", of: "pages") }),
            (.invalidSchema, { try store.renameColumn("id", to: "Page", of: "pages") }),
            (.invalidSchema, { try store.renameColumn("id", to: "_x", of: "pages") }),
            (.unknownColumn, { try store.renameColumn("nothing", to: "x", of: "pages") }),
            (.unknownColumn, { try store.dropColumn("nothing", of: "pages") }),
            (.invalidSchema, { try store.dropColumn("id", of: "pages") }),
            (.invalidSchema, { try store.dropColumn("page", of: "pages") }),
            (.tableNotFound, { try store.dropColumn("page", of: "nothing") }),
            (.invalidSchema, { try store.addCheck(Check("positive", Column("page") > 1), to: "pages") }),
            (.invalidSchema, { try store.addCheck(Check("other", Column("nothing") > 1), to: "pages") }),
            (.checkFailed, { try store.addCheck(Check("small", Column("page") < 10), to: "pages") }),
            (.invalidSchema, { try store.dropCheck("nothing", of: "pages") }),
        ]
        for (index, (code, attempt)) in attempts.enumerated() {
            #expect(
                #expect(throws: StoreError.self, "attempt \(index)") { try attempt() }?.code == code, "attempt \(index)"
            )
        }
        #expect(try store.table("pages").schema.columns == pages.schema.columns)
        #expect(try pages.row(key: "a", at: 1) == ["id": "a", "page": 1])
    }

    @Test func aCheckHoldsForEveryWayOfWriting() throws {
        try store.addCheck(Check("positive", Column("page") > 0), to: "pages")
        let bad: Row = ["id": "c", "page": 0]
        let attempts: [() throws -> Void] = [
            { try pages.insert([["id": "d"], bad]) }, { try pages.merge([bad]) }, { try pages.overwrite([bad]) },
            { try pages.update(where: Column("id") == "b", set: ["page": -1]) },
            { _ = try store.write { try $0.update(pages, where: nil, set: ["page": 0]) } },
        ]
        for attempt in attempts {
            let error = #expect(throws: StoreError.self) { try attempt() }
            #expect(error?.code == .checkFailed)
            #expect(error?.description.contains("positive") == true)
            #expect(error?.key != nil)
        }
        #expect(try pages.version == 2)
        try pages.insert([["id": "d"]])
        try store.dropCheck("positive", of: "pages")
        try pages.insert([bad])
        let checked = try store.createTable(
            "checked",
            schema: TableSchema(
                columns: [.text("id"), .text("lang")], primaryKey: "id",
                checks: [Check("known", Column("lang").in(["ja", "it's"]))]))
        #expect(
            #expect(throws: StoreError.self) { try checked.insert([["id": "a", "lang": "fr"]]) }?.code == .checkFailed)
        #expect(try Store(at: folder.url).table("checked").schema == checked.schema)
    }
}
