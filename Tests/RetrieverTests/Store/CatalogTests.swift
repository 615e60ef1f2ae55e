import Foundation
import GRDB
import Retriever
import Testing

@Suite struct CatalogTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url, principal: "ada")
    }

    @Test func objectsOfEveryKindAreMadeDescribedRenamedAndDropped() throws {
        try store.createTable("docs.pages", schema: .pages)
        try store.createObject(.prompt, "support.answer", definition: "Answer: {question}\n", comment: "for the desk")
        try store.createObject(.function, "support.weather", definition: "{}")
        try store.createObject(.model, "support.answer", definition: "m")
        #expect(
            try store.objects().map { "\($0.kind.rawValue) \($0.name)" } == [
                "table main.docs.pages", "model main.support.answer", "prompt main.support.answer",
                "function main.support.weather",
            ])
        #expect(try store.objects(kind: .prompt).count == 1)
        #expect(try store.objects(catalog: "MAIN", schema: "docs").map(\.name) == ["docs.pages"])

        #expect(#expect(throws: StoreError.self) { try store.object("support.answer") }?.code == .ambiguousName)
        let prompt = try store.object("support.answer", kind: .prompt)
        #expect(prompt.definition == "Answer: {question}\n")
        #expect(prompt.comment == "for the desk")
        #expect(
            #expect(throws: StoreError.self) {
                try store.createObject(.prompt, "support.answer", definition: "other")
            }?.code == .objectExists)
        try store.createObject(.prompt, "support.answer", definition: "other", replaces: true)
        #expect(try store.object("support.answer", kind: .prompt).definition == "other")
        #expect(try store.object("support.answer", kind: .prompt).comment == "for the desk")

        try store.setComment("of the web site", on: "docs.pages")
        try store.setTags(["team": "search", "pii": ""], on: "docs.pages")
        let pages = try store.object("docs.pages")
        #expect(pages.comment == "of the web site")
        #expect(pages.tags == ["team": "search", "pii": ""])
        #expect(pages.created <= pages.updated)

        try store.rename("support.answer", kind: .model, to: "support.model")
        #expect(try store.object("support.model").kind == .model)
        try store.drop("support.answer")
        for name in ["support.answer", "nothing"] as [ObjectName] {
            #expect(#expect(throws: StoreError.self) { try store.object(name) }?.code == .objectNotFound)
        }
        #expect(
            #expect(throws: StoreError.self) { try store.createObject(.table, "t", definition: "") }?.code
                == .invalidValue)
        let again = try Store(at: folder.url)
        #expect(try again.objects().map(\.name) == store.objects().map(\.name))
    }

    @Test func aTableOfFeaturesIsATableOfItsOwnKind() throws {
        let features = try store.createTable("shop.customers", schema: .pages, kind: .featureTable)
        try features.insert([["id": "a"]])
        #expect(try store.object("shop.customers").kind == .featureTable)
        #expect(
            #expect(throws: StoreError.self) { try store.createTable("shop.customers", schema: .pages) }?.code
                == .tableExists)
        #expect(
            #expect(throws: StoreError.self) { try store.createTable("x", schema: .pages, kind: .prompt) }?.code
                == .invalidValue)
        try store.rename("shop.customers", to: "shop.clients")
        #expect(try store.object("shop.clients").kind == .featureTable)
        try store.drop("shop.clients")
        #expect(try store.objects() == [])
    }

    @Test func aRenamedTableIsTheSameForHandlesVersionsAndFeed() throws {
        let pages = try store.createTable("pages", schema: .pages)
        try pages.insert([["id": "a"]])
        try store.createTable("taken", schema: .pages)
        #expect(#expect(throws: StoreError.self) { try store.rename("pages", to: "taken") }?.code == .tableExists)
        try store.rename("pages", to: "docs.sheets")
        try pages.insert([["id": "b"]])
        let sheets = try store.table("docs.sheets")
        #expect(try sheets.version == 2)
        #expect(try sheets.changes(since: 0).count == 2)
        #expect(#expect(throws: StoreError.self) { try store.table("pages") }?.code == .tableNotFound)
        try store.createTable("pages", schema: .pages)
        #expect(try store.table("pages").count() == 0)
        try store.drop("docs.sheets")
        #expect(#expect(throws: StoreError.self) { try pages.count() }?.code == .tableNotFound)
    }

    @Test func theAuditLogTellsWhoDidWhat() throws {
        try store.createTable("pages", schema: .pages)
        try store.setComment("all pages", on: "pages")
        #expect(throws: StoreError.self) { try store.createTable("pages", schema: .pages) }
        try store.addColumns([.text("lang", isNullable: true)], to: "pages")
        try store.renameColumn("lang", to: "language", of: "pages")
        try store.dropColumn("language", of: "pages")
        let other = try Store(at: folder.url, principal: "ben")
        try other.rename("pages", to: "sheets")
        try other.dropTable("sheets")
        let log = try store.auditLog()
        #expect(
            log.map { "\($0.principal ?? "") \($0.action.rawValue) \($0.name?.object ?? "") \($0.detail ?? "")" } == [
                "ada create pages ", "ada set_comment pages all pages", "ada add_columns pages lang",
                "ada rename_column pages lang to language", "ada drop_column pages language",
                "ben rename pages main.default.sheets", "ben drop sheets ",
            ])
        #expect(try store.auditLog(after: log[4].id, limit: 1).map(\.action) == [.rename])
    }

    @Test func lineageIsFollowedToEveryRemoveAndThroughNewNames() throws {
        for (kind, name) in [(.volume, "files"), (.model, "encoder"), (.prompt, "answers")]
            as [(ObjectKind, ObjectName)]
        {
            try store.createObject(kind, name, definition: "")
        }
        try store.createTable("chunks", schema: .pages)
        let (files, chunks) = (ObjectReference(.volume, "files"), ObjectReference(.table, "chunks"))
        try store.recordLineage(from: files, to: chunks, process: "ingest")
        try store.recordLineage(from: files, to: chunks, process: "ingest")
        try store.recordLineage(from: chunks, to: ObjectReference(.prompt, "answers"), process: "chain")
        try store.recordLineage(from: ObjectReference(.model, "encoder"), to: chunks, process: "embed")
        try store.recordLineage(from: chunks, to: files, process: "write-back")
        try store.rename("chunks", to: "pieces")
        let up = try store.lineage(of: "answers", kind: .prompt).upstream
        #expect(up.first?.source == ObjectReference(.table, "pieces"))
        #expect(up.count == 4, "a circle is walked once")
        #expect(Set(up.map(\.process)) == ["chain", "ingest", "embed", "write-back"])
        #expect(try store.lineage(of: "files", kind: .volume).downstream.first?.target.name == "pieces")
        try store.drop("files")
        #expect(try store.lineage(of: "answers", kind: .prompt).upstream.map(\.process) == ["chain", "embed"])
    }
}
