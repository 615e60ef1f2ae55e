import Foundation
import Retriever
import Testing

@Suite struct TableTests {
    let folder: TemporaryFolder
    let store: Store
    let pages: Table

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url)
        pages = try store.createTable("pages", schema: .pages)
    }

    @Test func aTableJustMadeIsEmptyAtVersionZero() throws {
        #expect(try pages.version == 0)
        #expect(try pages.count() == 0)
        #expect(try pages.changes(since: 0) == [])
        #expect(try pages.row(key: "a") == nil)
    }

    @Test func aRowComesBackAsItWasWritten() throws {
        let row: Row = [
            "id": "日本語 🗾 e\u{301}", "page": .integer(.min), "score": .real(-1.5e300), "isDraft": true, "note": "",
            "time": .timestamp(Date(timeIntervalSince1970: 1_714_555_800.123_456)), "bytes": .blob(Data([0, 255, 7])),
            "embedding": [1, -0.0, 3.4e38],
        ]
        try pages.insert([row])
        #expect(try pages.row(key: "日本語 🗾 e\u{301}") == row)
        #expect(try pages.row(key: "日本語 🗾 \u{E9}") == nil, "keys are compared byte by byte")
        #expect(try pages.rows() == [row])
        #expect(try pages.rows(columns: ["page", "id"]) == [["id": row.id, "page": row["page"]!]])
    }

    @Test func columnsLeftOutAreNull() throws {
        try pages.insert([["id": "a"]])
        let row = try #require(try pages.row(key: "a"))
        #expect(row.values.count == TableSchema.pages.columns.count)
        #expect(row["page"] == .null)
        #expect(row["nothing"] == nil)
    }

    @Test func eachCommitRaisesTheVersionByOneAndTheFeedTellsWhatItDid() throws {
        try pages.insert([["id": "a", "page": 1], ["id": "b", "page": 2]])
        try pages.update(where: Column("id") == "a", set: ["page": 10])
        try pages.merge([["id": "b", "page": 20], ["id": "c"]])
        try pages.delete(keys: ["a"])
        #expect(try pages.version == 4)

        let feed = try pages.changes(since: 0).map {
            "\($0.version) \($0.type.rawValue) \($0.row["id"]?.textValue ?? "") \($0.row["page"] ?? .null)"
        }
        #expect(
            feed == [
                "1 insert a 1", "1 insert b 2", "2 update_preimage a 1", "2 update_postimage a 10",
                "3 update_preimage b 2", "3 update_postimage b 20", "3 insert c NULL", "4 delete a 10",
            ])
        #expect(try pages.changes(since: 1, to: 2).map(\.version) == [2, 2])
        #expect(try pages.changes(since: 4) == [])
        let times = try pages.changes(since: 0).map(\.timestamp)
        #expect(times == times.sorted())
        #expect(abs(times[0].timeIntervalSinceNow) < 60)
    }

    @Test func aWriteThatChangesNothingMakesNoVersion() throws {
        let rows: [Row] = [["id": "a", "page": 1, "embedding": [1, 2, 3]], ["id": "b", "score": 0.0]]
        try pages.insert(rows)
        #expect(try pages.merge(rows) == WriteSummary(unchanged: 2))
        #expect(try pages.merge([["id": "b", "score": -0.0]]) == WriteSummary(unchanged: 1))
        #expect(try pages.overwrite(rows) == WriteSummary(unchanged: 2))
        #expect(try pages.update(where: nil, set: [:]) == WriteSummary(unchanged: 2))
        #expect(try pages.update(where: Column("page") == 1, set: ["page": 1]) == WriteSummary(unchanged: 1))
        #expect(try pages.delete(keys: ["x"]) == WriteSummary())
        #expect(try pages.delete(where: Column("page") > 1) == WriteSummary())
        #expect(try pages.insert([]) == WriteSummary())
        #expect(try pages.version == 1)
        #expect(try pages.changes(since: 1) == [])
    }

    @Test func overwritingTouchesOnlyTheRowsThatDiffer() throws {
        try pages.insert((0..<10).map { ["id": .text("r\($0)"), "page": .integer(Int64($0))] })
        let summary = try pages.overwrite(
            (5..<12).map { ["id": .text("r\($0)"), "page": $0 == 7 ? 70 : .integer(Int64($0))] })
        #expect(summary == WriteSummary(inserted: 2, updated: 1, deleted: 5, unchanged: 4))
        #expect(try pages.count() == 7)
        #expect(try pages.changes(since: 1).map(\.type).filter { $0 == .delete }.count == 5)
    }

    @Test func rowsAreSortedAndCutAsAsked() throws {
        try pages.insert(
            (0..<10).map { ["id": .text("r\($0)"), "page": .integer(Int64($0 % 3)), "note": $0 == 4 ? nil : "n"] })
        let rows = try pages.rows(
            where: Column("note").isNotNull, orderedBy: [.descending("page"), .ascending("id")], limit: 4, offset: 1,
            columns: ["id"])
        #expect(rows.map { $0["id"]?.textValue } == ["r5", "r8", "r1", "r7"])
        #expect(try pages.rows(limit: 0) == [])
        #expect(try pages.rows(offset: 9).count == 1)
        #expect(try pages.rows(orderedBy: [.ascending("note")], limit: 1).first?["id"] == "r4", "null comes first")
    }

    @Test func aTransactionMakesOneVersionOfEachTableThatItChanges() throws {
        let other = try store.createTable("other", schema: .pages)
        let untouched = try store.createTable("untouched", schema: .pages)
        try store.write { transaction in
            try transaction.insert([["id": "a", "page": 1]], into: pages)
            try transaction.merge([["id": "a", "page": 2], ["id": "b"]], into: pages)
            try transaction.insert([["id": "x"]], into: other)
            try transaction.insert([["id": "y"]], into: untouched)
            try transaction.delete(keys: ["y"], from: untouched)
            #expect(try transaction.row(key: "a", in: pages)?["page"] == 2, "a transaction reads its own writes")
            #expect(try pages.count() == 0, "others do not see them yet")
        }
        #expect(try pages.version == 1)
        #expect(try other.version == 1)
        #expect(try untouched.version == 0)
        #expect(try pages.changes(since: 0).map(\.type) == [.insert, .insert])
    }

    @Test func withinATransactionTheFeedHoldsTheNetEffect() throws {
        try pages.insert([["id": "kept", "page": 1], ["id": "gone", "page": 1], ["id": "again", "page": 1]])
        try store.write { transaction in
            for page in 2...5 { try transaction.merge([["id": "kept", "page": .integer(Int64(page))]], into: pages) }
            try transaction.update(pages, where: Column("id") == "gone", set: ["page": 9])
            try transaction.delete(keys: ["gone"], from: pages)
            try transaction.delete(where: Column("id") == "again", from: pages)
            try transaction.insert([["id": "again", "page": 2]], into: pages)
            try transaction.insert([["id": "brief"]], into: pages)
            try transaction.delete(keys: ["brief"], from: pages)
        }
        let feed = try pages.changes(since: 1).map { "\($0.type.rawValue) \($0.row.id) \($0.row["page"]!)" }
        #expect(
            feed == [
                "delete 'gone' 1", "delete 'again' 1", "update_preimage 'kept' 1", "update_postimage 'kept' 5",
                "insert 'again' 2",
            ])
    }

    @Test func aTransactionThatThrowsLeavesNothing() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try store.write { transaction in
                try transaction.insert([["id": "a"]], into: pages)
                try transaction.createTable("made", schema: .pages)
                throw Stop()
            }
        }
        #expect(try pages.version == 0)
        #expect(try pages.count() == 0)
        #expect(try !store.tableExists("made"))
    }

    @Test func aCallThatFailsWithinATransactionChangesNothingOfItsOwn() throws {
        try store.write { transaction in
            try transaction.insert([["id": "a"]], into: pages)
            #expect(throws: StoreError.self) {
                try transaction.insert([["id": "b"], ["id": "a"]], into: pages)
            }
        }
        #expect(try pages.rows(columns: ["id"]) == [["id": "a"]])
    }

    @Test func aSnapshotSeesOneVersionWhileAnotherWrites() throws {
        try pages.insert([["id": "a", "page": 1]])
        try store.read { snapshot in
            #expect(try snapshot.version(of: pages) == 1)
            try pages.merge([["id": "a", "page": 2], ["id": "b"]])
            try pages.delete(keys: ["a"])
            #expect(try snapshot.version(of: pages) == 1)
            #expect(try snapshot.row(key: "a", in: pages)?["page"] == 1)
            #expect(try snapshot.count(in: pages) == 1)
            #expect(try snapshot.changes(in: pages, since: 0).count == 1)
        }
        #expect(try pages.version == 3)
    }

    @Test func rowNumbersAreNeverUsedAgain() throws {
        try pages.insert([["id": "a"], ["id": "b"]])
        let first = try pages.reading { try $0.rowIDs() }
        try pages.merge([["id": "b", "page": 3]])
        #expect(try pages.reading { try $0.rowIDs() } == first, "an update keeps the number")
        try pages.delete(keys: ["b"])
        try pages.insert([["id": "b"]])
        let second = try pages.reading { try $0.rowIDs() }
        #expect(second.count == 2)
        #expect(!first.contains(second[1]))
    }

    @Test func theNetChangesBringACopyUpToDate() throws {
        try pages.insert((0..<6).map { ["id": .text("r\($0)")] })
        let before = try pages.reading { try $0.rowIDs() }
        try pages.merge([["id": "r1", "page": 1], ["id": "new"]])
        try pages.merge([["id": "r1", "page": 2], ["id": "r2", "page": 2], ["id": "brief"]])
        try pages.delete(keys: ["r2", "r3", "brief"])
        try pages.insert([["id": "r3"]])
        let (net, after) = try pages.reading { (try $0.netChanges(since: 1), try $0.rowIDs()) }
        #expect(net.deleted == [before[2], before[3]])
        #expect(net.updated == [before[1]])
        #expect(Set(before).subtracting(net.deleted).union(net.inserted) == Set(after))
        #expect(try pages.reading { try $0.netChanges(since: 5) } == NetChanges())
    }

    @Test func theFeedIsReadInBatchesOfTheSizeAskedFor() throws {
        try pages.insert((0..<25).map { ["id": .text("r\($0)")] })
        try pages.delete(where: Column("id") == "r3")
        var sizes: [Int] = []
        var all: [Change] = []
        try pages.forEachChangeBatch(since: 0, size: 10) {
            sizes.append($0.count)
            all += $0
        }
        #expect(sizes == [10, 10, 6])
        #expect(try all == pages.changes(since: 0))
    }
}
