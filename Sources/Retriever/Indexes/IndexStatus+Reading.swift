import Foundation
import GRDB

extension IndexStatus {
    /// Reads an index's status without opening the index.
    init(of entry: IndexCatalog.Entry, in database: Database) throws {
        let catalog = IndexCatalog(database: database)
        let synced = try catalog.state(of: entry)
        let source = try Catalog(database: database).entry(id: entry.sourceID)
        self.init(
            state: .online, sourceVersion: source?.state.version ?? synced.cursor, syncedVersion: synced.cursor,
            sourceRows: 0, rows: synced.rows, vectors: synced.vectors, refused: [], lagSeconds: 0,
            lastSync: try catalog.lastSync(of: entry),
            lastError: try catalog.lastError(of: entry), isSyncing: IndexActivity.isRunning(entry),
            hasUnfinishedRebuild: try catalog.entry(entry.name, isNext: true) != nil)
        guard let source else {
            state = .offline(reason: IndexError.sourceMissing(entry).description)
            return
        }
        do {
            try count(entry, source, catalog)
        } catch let error as DatabaseError {
            state = .offline(reason: StoreError(error).description)
            return
        }
        lagSeconds = lag == 0 ? 0 : try Self.secondsSince(synced.cursor, source, database)
        // An index that was synced before that was noted has a version or an epoch.
        let wasSynced = lastSync != nil || synced.cursor > 0 || synced.epoch > 0
        state = !wasSynced ? .provisioning : lag > 0 || isSyncing ? .onlinePendingUpdate : .online
    }

    private mutating func count(_ entry: IndexCatalog.Entry, _ source: Catalog.Entry, _ catalog: IndexCatalog) throws {
        sourceRows = try Int.fetchOne(catalog.database, sql: "SELECT count(*) FROM \(source.layout.rows)") ?? 0
        refused = try catalog.refusedRows(of: entry, key: source.layout.schema)
    }

    /// Since the first commit after a version.
    private static func secondsSince(_ version: Int64, _ source: Catalog.Entry, _ database: Database) throws -> Double {
        let first = try Int64.fetchOne(
            database, sql: "SELECT min(timestamp) FROM tessera_commits WHERE table_id = ? AND version > ?",
            arguments: [source.layout.id, version])
        guard let first else { return 0 }
        return max(0, Date().timeIntervalSince(Timestamp.date(microseconds: first)))
    }
}

extension IndexCatalog {
    /// The rows that an index could not take.
    func refusedRows(of entry: Entry, key schema: TableSchema) throws -> [RefusedRow] {
        guard let key = schema.column(schema.primaryKey) else { return [] }
        let layout = IndexLayout(entry: entry, source: schema)
        return try GRDB.Row.fetchAll(database, sql: "SELECT key, reason FROM \(layout.refused) ORDER BY _row_id")
            .map { RefusedRow(key: key.type.value($0[0]) ?? .null, reason: $0[1]) }
    }
}
