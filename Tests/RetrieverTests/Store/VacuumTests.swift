import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct VacuumTests {
    let folder: TemporaryFolder
    let store: Store
    let pages: Table

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url)
        pages = try store.createTable("pages", schema: .pages)
    }

    @Test func everyVersionCanBeReadUntilAVacuumRemovesIt() throws {
        try pages.insert([["id": "a", "page": 1], ["id": "b", "page": 1]])
        try pages.update(where: Column("id") == "a", set: ["page": 2])
        try pages.delete(keys: ["b"])
        func state(_ version: Int64) throws -> [String] {
            try pages.rows(columns: ["id", "page"], at: version).map { "\($0["id"] ?? nil) \($0["page"] ?? nil)" }
        }
        #expect(try state(0) == [])
        #expect(try state(1) == ["'a' 1", "'b' 1"])
        #expect(try state(2).sorted() == ["'a' 2", "'b' 1"])
        #expect(try state(3) == ["'a' 2"])
        #expect(try pages.row(key: "b", at: 2)?["page"] == 1)
        #expect(try pages.row(key: "b", at: 3) == nil)
        #expect(try pages.count(where: Column("page") == 1, at: 1) == 2)
        #expect(try pages.rows(where: Column("page") > 1, orderedBy: [.descending("id")], limit: 1, at: 2).count == 1)
        #expect(try store.read { try $0.rows(in: pages, at: 1) }.count == 2)

        #expect(try store.vacuum(retention: 3_600) == VacuumReport(), "all of it is an hour young")
        let report = try store.vacuum(retention: 0)
        #expect(report.removedImages == ["main.default.pages": 2])
        #expect(try pages.oldestVersion == 3)
        #expect(try state(3) == ["'a' 2"])
        for version in [0, 1, 2, 4] as [Int64] {
            let error = #expect(throws: StoreError.self) { try pages.rows(at: version) }
            #expect(error?.code == .versionNotFound)
            if version < 4 {
                #expect(
                    #expect(throws: StoreError.self) { try pages.changes(since: version) }?.code == .versionNotFound)
            }
        }
        #expect(try pages.changes(since: 3) == [])
        #expect(try pages.history().map(\.version) == [3])
        #expect(try store.check() == [])
        try pages.insert([["id": "c"]])
        #expect(try pages.changes(since: 3).map(\.type) == [.insert])
        #expect(try pages.version(at: Date()) == 4)
        #expect(
            #expect(throws: StoreError.self) { try pages.version(at: Date(timeIntervalSince1970: 0)) }?.code
                == .versionNotFound)
    }

    @Test func historyTellsWhatEachCommitDid() throws {
        try pages.insert([["id": "a"], ["id": "b"]])
        try pages.merge([["id": "a", "page": 1], ["id": "c"]])
        try store.write { transaction in
            try transaction.delete(keys: ["a"], from: pages)
            try transaction.insert([["id": "d"]], into: pages)
            try transaction.delete(keys: ["b"], from: pages)
        }
        let commits = try pages.history()
        #expect(commits.map(\.version) == [3, 2, 1])
        #expect(commits.map(\.operation) == ["delete, insert", "merge", "insert"])
        #expect(
            commits.map(\.summary) == [
                WriteSummary(inserted: 1, deleted: 2), WriteSummary(inserted: 1, updated: 1), WriteSummary(inserted: 2),
            ])
        #expect(try pages.history(limit: 1).map(\.version) == [3])
        for commit in commits { #expect(try pages.version(at: commit.timestamp) == commit.version) }
        #expect(try pages.version(at: Date(timeIntervalSince1970: 0)) == 0)
    }

    /// Every version of a random history, and what a vacuum leaves of it.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func aVacuumLeavesExactlyTheVersionsOfTheRetention(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var versions: [[Value: Row]] = [[:]]
        func write() throws {
            let rows = RandomRows.rows(1...6, using: &generator)
            if Bool.random(using: &generator) { try pages.merge(rows) } else { try pages.overwrite(rows) }
            if try pages.version == versions.count { versions.append(try contents()) }
        }
        for _ in 0..<30 { try write() }
        try compare(versions, from: 0, "seed \(seed)")
        let moment = Date()
        let kept = try pages.version(at: moment)
        for _ in 0..<20 { try write() }
        try store.vacuum(retention: -moment.timeIntervalSinceNow)
        #expect(try pages.oldestVersion == kept)
        try compare(versions, from: kept, "seed \(seed), after the vacuum")
        #expect(try store.check() == [])
    }

    private func contents(at version: Int64? = nil) throws -> [Value: Row] {
        Dictionary(uniqueKeysWithValues: try pages.rows(at: version).map { ($0.id, $0) })
    }

    private func compare(_ versions: [[Value: Row]], from oldest: Int64, _ context: Comment) throws {
        for version in Int(oldest)..<versions.count {
            #expect(try contents(at: Int64(version)) == versions[version], context)
        }
    }

    @Test func theFolderStaysSmallHoweverOftenAllRowsAreReplaced() throws {
        let vectors = try store.createTable(
            "vectors",
            schema: TableSchema(columns: [.integer("id"), .vector("v", dimension: 64)], primaryKey: "id"))
        var generator = SeededGenerator(seed: 3)
        func replaceAll() throws {
            try vectors.overwrite(
                (0..<2_000).map { number in
                    let components = (0..<64).map { _ in Float.random(in: -1...1, using: &generator) }
                    return ["id": .integer(Int64(number)), "v": .vector(components)]
                })
        }
        try replaceAll()
        try store.vacuum(retention: 0)
        let live = try size()
        for _ in 0..<50 { try replaceAll() }
        #expect(try size() > 10 * live)
        let report = try store.vacuum(retention: 0)
        #expect(report.removedImages["main.default.vectors"] == 100_000)
        #expect(report.freedBytes > 20 * live)
        let left = try size()
        #expect(left < 2 * live, "\(left) bytes, \(live) of them live")
        #expect(try store.check() == [])
    }

    @Test func aVacuumThatIsCancelledIsGoneOnWith() async throws {
        try pages.insert((0..<40_000).map { ["id": .text("r\($0)"), "page": 1] })
        try pages.update(where: nil, set: ["page": 2])
        let task = Task { try store.vacuum(retention: 0) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try store.check() == [])
        try store.vacuum(retention: 0)
        #expect(try pages.count(where: Column("page") == 2) == 40_000)
        #expect(try pages.oldestVersion == 2)
    }

    private func size() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).reduce(0) { sum, name in
            let path = folder.url.appendingPathComponent(name).path
            return sum + ((try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0)
        }
    }
}
