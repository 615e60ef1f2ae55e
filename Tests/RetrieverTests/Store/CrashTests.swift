import Foundation
import GRDB
import Retriever
import TestSupport
import Testing

/// What a process leaves that dies at any write.
///
/// Until a checkpoint, all writes append to the log: so each prefix of the log beside the database as it was is what
/// some death leaves. During a checkpoint, pages are copied into the database while the log stays whole: so any mixture
/// of old and new pages beside the whole log is.
@Suite struct CrashTests {
    private struct Acknowledged {
        let logLength: Int
        let version: Int64
        let rows: [Row]
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func aStoreOpensAtTheLastAcknowledgedVersionWhereverTheLogEnds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("store.sqlite")
        let log = URL(fileURLWithPath: file.path + "-wal")
        try Store(at: folder.url).createTable("pages", schema: .pages)

        let store = try Store(at: folder.url)
        try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        let pages = try store.table("pages")
        let old = try Data(contentsOf: file)
        var history = [Acknowledged(logLength: try Data(contentsOf: log).count, version: 0, rows: [])]
        for _ in 0..<25 {
            if Int.random(in: 0..<4, using: &generator) == 0 {
                try pages.delete(keys: [RandomRows.key(using: &generator)])
            } else {
                try pages.merge(RandomRows.rows(1...30, using: &generator))
            }
            history.append(
                Acknowledged(
                    logLength: try Data(contentsOf: log).count, version: try pages.version, rows: try pages.rows()))
        }
        let fullLog = try Data(contentsOf: log)
        let last = try #require(history.last)

        var lengths = (0..<60).map { _ in Int.random(in: 0...fullLog.count, using: &generator) }
        for point in history {
            lengths += [point.logLength - 1, point.logLength, min(point.logLength + 24, fullLog.count)]
        }
        for length in lengths {
            let expected = try #require(history.last { $0.logLength <= length } ?? history.first)
            // The last bytes of a torn write may be anything.
            var left = fullLog.prefix(length)
            if Bool.random(using: &generator), length > expected.logLength + 40 {
                left = left.dropLast(8) + Data(count: 8)
            }
            try expect(expected, fromDatabase: old, log: Data(left), "seed \(seed), log of \(length) bytes")
        }

        try store.database.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        let new = try Data(contentsOf: file)
        #expect(new != old)
        for turn in 0..<10 {
            var mixture = new
            for start in stride(from: 0, to: old.count, by: 16_384) where Bool.random(using: &generator) {
                mixture.replaceSubrange(start..<start + 16_384, with: old[start..<start + 16_384])
            }
            try expect(last, fromDatabase: mixture, log: fullLog, "seed \(seed), checkpoint \(turn)")
        }
    }

    private func expect(
        _ expected: Acknowledged, fromDatabase database: Data, log: Data, _ what: Comment
    ) throws {
        let copy = try TemporaryFolder()
        try database.write(to: copy.url.appendingPathComponent("store.sqlite"))
        try log.write(to: copy.url.appendingPathComponent("store.sqlite-wal"))
        let store = try Store(at: copy.url)
        let pages = try store.table("pages")
        #expect(try pages.version == expected.version, what)
        #expect(try pages.rows() == expected.rows, what)
        var rebuilt: [Value: Row] = [:]
        for change in try pages.changes(since: 0) where change.type != .updatePreimage {
            rebuilt[change.row.id] = change.type == .delete ? nil : change.row
        }
        #expect(Set(rebuilt.values) == Set(expected.rows), what)
        #expect(try store.check() == [], what)
        try pages.insert([["id": "after"]])
    }
}
