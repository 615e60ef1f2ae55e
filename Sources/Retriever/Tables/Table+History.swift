public import Foundation
import GRDB

/// One commit of a table, as its history tells it.
public struct Commit: Sendable, Hashable, Codable {
    /// The version that it made.
    public let version: Int64
    /// Never earlier than the one before.
    public let timestamp: Date
    /// The calls that it was made of, such as `merge` or `insert, delete`; nil for commits of the store's first format.
    public let operation: String?
    /// What the calls did, added up; a row that two of them changed counts twice.
    public let summary: WriteSummary?
}

extension Table {
    /// The oldest version that can still be read; 0 until a vacuum removes history.
    public var oldestVersion: Int64 {
        get throws(StoreError) { try reading { $0.oldestVersion } }
    }

    /// The commits, newest first, as far back as a vacuum has left them.
    public func history(limit: Int? = nil) throws(StoreError) -> [Commit] {
        precondition(limit ?? 0 >= 0, "a limit is at least 0")
        return try reading { try $0.commits(limit: limit) }
    }

    /// The version that was the present one at a moment.
    ///
    ///     let then = try pages.rows(at: pages.version(at: yesterday))
    /// - Throws: ``StoreError``: `versionNotFound` for a moment before ``oldestVersion`` was made.
    public func version(at moment: Date) throws(StoreError) -> Int64 {
        try reading { try $0.version(at: moment) }
    }
}

extension TableReader {
    func commits(limit: Int?) throws -> [Commit] {
        try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT version, timestamp, operation, inserted, updated, deleted FROM tessera_commits
                WHERE table_id = ? ORDER BY version DESC LIMIT ?
                """, arguments: [layout.id, limit ?? -1]
        ).map { row in
            let counts: [Int?] = [row[3], row[4], row[5]]
            let summary =
                counts.contains(nil)
                ? nil : WriteSummary(inserted: counts[0] ?? 0, updated: counts[1] ?? 0, deleted: counts[2] ?? 0)
            return Commit(
                version: row[0], timestamp: Timestamp.date(microseconds: row[1]), operation: row[2], summary: summary)
        }
    }

    func version(at moment: Date) throws -> Int64 {
        let last = try Int64.fetchOne(
            database, sql: "SELECT max(version) FROM tessera_commits WHERE table_id = ? AND timestamp <= ?",
            arguments: [layout.id, Timestamp.microseconds(moment)])
        if let last { return last }
        guard oldestVersion == 0 else {
            var error = StoreError(
                .versionNotFound,
                "\(name) has the versions \(oldestVersion) to \(version) to read from, all made after \(moment)")
            error.table = name
            throw error
        }
        return 0
    }
}
