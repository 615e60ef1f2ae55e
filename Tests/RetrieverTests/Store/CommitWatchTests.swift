import Foundation
import GRDB
import Testing

@testable import Retriever

/// The mark of a store changes with every commit of anybody, and with nothing else that matters.
@Suite struct CommitWatchTests {
    private static let schema = TableSchema(columns: [.integer("id"), .text("note")], primaryKey: "id")

    @Test func everyCommitOfAnybodyIsSeen() throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let table = try store.createTable("notes", schema: Self.schema)
        let other = try Store(at: folder.url)
        let foreign = try DatabaseQueue(path: folder.url.appendingPathComponent("store.sqlite").path)
        var marks: [CommitWatch.Mark] = []
        func note() throws {
            let mark = try #require(store.commits.mark())
            #expect(mark == other.commits.mark())
            marks.append(mark)
        }
        try note()
        for id in 0..<50 as Range<Int64> {
            let row: Retriever.Row = ["id": .integer(id), "note": .text("a")]
            switch id % 3 {
            case 0: try table.insert([row])
            case 1: try other.table("notes").insert([row])
            default: try foreign.write { try $0.execute(sql: "PRAGMA user_version = \(StoreFormat.version)") }
            }
            try note()
        }
        for (place, mark) in marks.enumerated() { #expect(!marks[..<place].contains(mark), "commit \(place)") }
    }

    @Test func readsAndFailuresChangeNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let table = try store.createTable("notes", schema: Self.schema)
        try table.insert([["id": 1, "note": "a"]])
        let mark = try #require(store.commits.mark())
        #expect(try table.count() == 1 && table.row(key: 1) != nil)
        #expect(throws: StoreError.self) { try table.insert([["id": 1, "note": "b"]]) }
        #expect(try Store(at: folder.url).table("notes").count() == 1)
        #expect(store.commits.mark() == mark)
    }

    @Test func aClosedStoreHasNoMark() throws {
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        #expect(store.commits.mark() != nil)
        try store.close()
        #expect(store.commits.mark() == nil)
    }
}
