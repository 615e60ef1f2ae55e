public import Foundation
import GRDB

/// What a vacuum removed.
public struct VacuumReport: Sendable, Hashable, Codable {
    /// Replaced and deleted images of rows, by table.
    public var removedImages: [String: Int] = [:]
    /// Embeddings of texts that no row has any more.
    public var removedEmbeddings = 0
    /// Files of indexes that are gone.
    public var removedFiles = 0
    /// By how many bytes the database became smaller.
    public var freedBytes = 0

    public init() {}
}

extension Store {
    /// Gives back the room of what nobody can ask for any more: versions beyond the retention, embeddings of texts that no
    /// index has, files of dropped indexes, and free pages.
    ///
    /// Readers and writers go on beside it: it removes versions and gives pages back in many transactions, and embeddings
    /// in one. While an index is behind its table all embeddings stay, since its sync may have just made them. A store
    /// that had the first format is rewritten as a whole once, for which writers wait. What it leaves undone when it is
    /// interrupted the next one does. A consumer of a feed that is further behind than the retention must read the table
    /// anew; indexes do so by themselves.
    ///
    ///     try store.vacuum(retention: 24 * 3_600)
    /// - Parameters:
    ///   - retention: For how many seconds back every version must remain readable, 0 or more; the default is a week, as
    ///     in Delta Lake.
    ///   - keepsUnusedEmbeddings: Whether embeddings stay for texts that may come back.
    /// - Throws: ``StoreError``, and `CancellationError` between two transactions if the task is cancelled.
    @discardableResult
    public func vacuum(
        retention: TimeInterval = 7 * 86_400, keepsUnusedEmbeddings: Bool = false
    ) throws -> VacuumReport {
        precondition(retention >= 0, "a retention is at least 0 seconds, not \(retention)")
        let cutoff = Timestamp.microseconds(Date(timeIntervalSinceNow: -retention)) ?? 0
        var report = VacuumReport()
        do {
            let before = try size()
            for table in try tables() {
                let removed = try removeHistory(of: table.layout, before: cutoff)
                if removed > 0 { report.removedImages[table.name.description] = removed }
            }
            if !keepsUnusedEmbeddings { report.removedEmbeddings = try removeUnusedEmbeddings() }
            report.removedFiles = IndexFiles.removeAbandoned(in: indexesFolder, of: database)
            try shrink()
            report.freedBytes = max(0, before - (try size()))
            let json = try Catalog.json(report)
            try changing { _, log in try log.append(.vacuum, detail: json) }
            return report
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    /// How many images one transaction removes, for which other writers wait.
    private static let batch = 5_000

    private func removeHistory(of layout: TableLayout, before cutoff: Int64) throws -> Int {
        let oldest = try database.write { database -> Int64? in
            guard let state = try Catalog(database: database).state(of: layout.id) else { return nil }
            // The version that was the present one at the cutoff is the oldest that is asked for.
            let last = try Int64.fetchOne(
                database, sql: "SELECT max(version) FROM tessera_commits WHERE table_id = ? AND timestamp <= ?",
                arguments: [layout.id, cutoff])
            let oldest = max(state.oldest, last ?? 0)
            try database.execute(
                sql: "UPDATE tessera_tables SET oldest = ? WHERE id = ?", arguments: [oldest, layout.id])
            try database.execute(
                sql: "DELETE FROM tessera_commits WHERE table_id = ? AND version < ?", arguments: [layout.id, oldest])
            return oldest
        }
        guard let oldest else { return 0 }
        return try removing(
            """
            DELETE FROM \(layout.history) WHERE _id IN (
                SELECT _id FROM \(layout.history) WHERE _to <= \(oldest) LIMIT \(Self.batch))
            """, unless: { try Catalog(database: $0).state(of: layout.id) == nil })
    }

    private func removeUnusedEmbeddings() throws -> Int {
        guard try database.read({ try $0.hasTable("tessera_embeddings") }) else { return 0 }
        return try database.write { database in
            // What a sync under way has embedded is used by no row yet.
            let isBusy = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM tessera_indexes i JOIN tessera_tables t ON t.id = i.source_id
                    WHERE i.cursor < t.version)
                    """)
            if isBusy ?? false { return 0 }
            let uses = try IndexCatalog(database: database).embeddingUses()
            try database.execute(
                sql: "DELETE FROM tessera_embeddings" + (uses.isEmpty ? "" : " WHERE id NOT IN (\(uses))"))
            return database.changesCount
        }
    }

    private func removing(_ sql: String, unless isGone: (Database) throws -> Bool) throws -> Int {
        var sum = 0
        while true {
            try Task.checkCancellation()
            let removed = try database.write { database in
                if try isGone(database) { return 0 }
                try database.execute(sql: sql)
                return database.changesCount
            }
            sum += removed
            if removed < Self.batch { return sum }
        }
    }

    /// Gives free pages back to the file system.
    private func shrink() throws {
        let isIncremental = try database.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") == 2 }
        if isIncremental {
            while try database.read({ try Int.fetchOne($0, sql: "PRAGMA freelist_count") ?? 0 }) > 0 {
                try Task.checkCancellation()
                try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA incremental_vacuum(2048)") }
            }
        } else {
            // A store of the first format: once as a whole, for which writers wait, and in steps from then on.
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
            }
        }
        try database.writeWithoutTransaction { database in
            do { try database.checkpoint(.truncate) } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
            {}
        }
    }

    /// Of the database and its log.
    private func size() throws -> Int {
        try database.read { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            return pages * (try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
        }
    }
}
