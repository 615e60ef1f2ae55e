import Foundation
import Retriever
import TestSupport
import Testing

/// Random operations on a table and on a dictionary, with the store closed and opened again in between.
@Suite struct TableModelTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func aTableDoesWhatADictionaryDoes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        var store = try Store(at: folder.url)
        var table = try store.createTable("pages", schema: .pages)
        var model: [Value: Row] = [:]
        /// The model at each version.
        var versions = [model]

        for step in 0..<150 {
            let context: Comment = "seed \(seed), step \(step)"
            var next = model
            let summary: WriteSummary
            switch Int.random(in: 0..<12, using: &generator) {
            case 0..<2:
                let rows = RandomRows.rows(1...8, using: &generator)
                for row in rows { next[row.id] = row }
                if rows.contains(where: { model[$0.id] != nil }) {
                    let error = #expect(throws: StoreError.self, context) { try table.insert(rows) }
                    #expect(error?.code == .duplicateKey, context)
                    next = model
                    summary = WriteSummary()
                } else {
                    summary = try table.insert(rows)
                }
            case 2..<5:
                let rows = RandomRows.rows(1...8, using: &generator)
                for row in rows { next[row.id] = row }
                summary = try table.merge(rows)
            case 5:
                // Mostly the rows that are there.
                var rows = model.values.filter { _ in Int.random(in: 0..<10, using: &generator) > 0 }
                let keys = Set(rows.map { $0.id })
                rows += RandomRows.rows(0...3, using: &generator).filter { !keys.contains($0.id) }
                next = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
                summary = try table.overwrite(rows)
            case 6..<8:
                let keys = (0..<3).map { _ in RandomRows.key(using: &generator) }
                for key in keys { next[key] = nil }
                summary = try table.delete(keys: keys)
            case 8:
                let filter = Column("page") == Int.random(in: 0..<6, using: &generator)
                next = next.filter { !filter.matches($0.value) }
                summary = try table.delete(where: filter)
            case 9:
                let filter = Column("page") < Int.random(in: 0..<6, using: &generator)
                let value = Value.integer(Int64.random(in: 0..<6, using: &generator))
                for (key, row) in next where filter.matches(row) { next[key]?["page"] = value }
                summary = try table.update(where: filter, set: ["page": value])
            case 10:
                // Several calls, one version; or none, when it is taken back.
                let isTakenBack = Bool.random(using: &generator)
                struct Stop: Error {}
                let rows = RandomRows.rows(1...5, using: &generator)
                let keys = (0..<4).map { _ in RandomRows.key(using: &generator) }
                let more = RandomRows.rows(1...5, using: &generator)
                for row in rows { next[row.id] = row }
                for key in keys { next[key] = nil }
                for row in more { next[row.id] = row }
                do {
                    try store.write { transaction in
                        try transaction.merge(rows, into: table)
                        try transaction.delete(keys: keys, from: table)
                        try transaction.merge(more, into: table)
                        if isTakenBack { throw Stop() }
                    }
                } catch is Stop {
                    next = model
                }
                let version = try table.version
                // Its net effect may be none, with or without a version.
                if version == versions.count { versions.append(next) }
                #expect(version == versions.count - 1, context)
                #expect(version > 0 || next == model, context)
                summary = WriteSummary()
                model = next
            default:
                summary = WriteSummary()
                try store.close()
                store = try Store(at: folder.url)
                table = try store.table("pages")
            }
            #expect(summary.isChange == (next != model), context)
            if next != model { versions.append(next) }
            model = next
            #expect(try table.version == versions.count - 1, context)
            if step % 10 == 0 {
                #expect(try Self.contents(table.rows()) == model, context)
                #expect(try table.count() == model.count, context)
            }
        }
        #expect(try Self.contents(table.rows()) == model, "seed \(seed)")
        for (key, row) in model { #expect(try table.row(key: key) == row, "seed \(seed)") }
        try checkFeed(of: table, against: versions, seed: seed)
    }

    /// From every version to every later one the feed makes the one into the other.
    private func checkFeed(of table: Table, against versions: [[Value: Row]], seed: UInt64) throws {
        var copy: [Value: Row] = [:]
        let feed = try table.changes(since: 0)
        for (version, changes) in Dictionary(grouping: feed, by: \.version).sorted(by: { $0.key < $1.key }) {
            try apply(changes, to: &copy)
            #expect(copy == versions[Int(version)], "seed \(seed), version \(version)")
        }
        for start in stride(from: 0, to: versions.count, by: 7) {
            for end in stride(from: start, to: versions.count, by: 11) {
                var copy = versions[start]
                try apply(try table.changes(since: Int64(start), to: Int64(end)), to: &copy)
                #expect(copy == versions[end], "seed \(seed), \(start) to \(end)")
            }
            var copy = versions[start]
            try table.reading { reader in
                let net = try reader.netChanges(since: Int64(start))
                for change in feed where net.deleted.contains(change.rowID) && change.version <= start {
                    copy[change.row.id] = nil
                }
                for rowID in net.updated + net.inserted {
                    let row = try #require(try reader.row(rowID: rowID))
                    copy[row.id] = row
                }
            }
            #expect(copy == versions.last, "seed \(seed), net changes since \(start)")
        }
    }

    /// Applies the feed and checks that each entry fits what is there.
    private func apply(_ changes: [Change], to copy: inout [Value: Row]) throws {
        for change in changes {
            let key = try #require(change.row["id"])
            switch change.type {
            case .insert:
                #expect(copy[key] == nil)
                copy[key] = change.row
            case .updatePostimage:
                #expect(copy[key] != nil)
                copy[key] = change.row
            case .updatePreimage:
                #expect(copy[key] == change.row)
            case .delete:
                #expect(copy[key] == change.row)
                copy[key] = nil
            }
        }
    }

    private static func contents(_ rows: [Row]) -> [Value: Row] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    }
}

/// Rows of few keys and few values, so that they often meet.
enum RandomRows {
    static func key(using generator: inout SeededGenerator) -> Value {
        let keys = ["", "a", "A", "é", "e\u{301}", "日本", "🗾", "'", "%", "a b", "\n", "z"]
        return .text(keys[Int.random(in: 0..<keys.count, using: &generator)])
    }

    /// Of different keys, with every column.
    static func rows(_ counts: ClosedRange<Int>, using generator: inout SeededGenerator) -> [Row] {
        var rows: [Value: Row] = [:]
        for _ in 0..<Int.random(in: counts, using: &generator) {
            let row = row(using: &generator)
            rows[row.id] = row
        }
        return rows.values.sorted { $0.id.description < $1.id.description }
    }

    static func row(using generator: inout SeededGenerator) -> Row {
        func pick(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &generator)] }
        return [
            "id": key(using: &generator),
            "page": pick([nil, 0, 1, 2, 3, 4, 5, -1, .integer(.max), .integer(9_007_199_254_740_993)]),
            "score": pick([nil, 0.0, 0.5, 1.0, 3.0, -1e300, 9_007_199_254_740_992.0, .real(.infinity)]),
            "isDraft": pick([nil, true, false]),
            "note": pick([nil, "", "a", "ab", "aB", "b%_", "a*b", "[a]", "日本語", "é", "e\u{301}", "😀", "a\\b"]),
            "time": pick([
                nil, .timestamp(Date(timeIntervalSince1970: 0)), .timestamp(Date(timeIntervalSince1970: 1.5e9)),
            ]),
            "bytes": pick([nil, .blob(Data()), .blob(Data([0])), .blob(Data([0, 1])), .blob(Data([255]))]),
            "embedding": pick([nil, [0, 0, 0], [1, 2, 3], [-1, 0.5, 1e-30]]),
        ]
    }
}
