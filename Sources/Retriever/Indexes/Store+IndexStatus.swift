import GRDB
import ModelServing

extension Store {
    /// How far an index has followed its table, also without its model.
    ///
    /// - Throws: ``IndexError``: `indexNotFound`; ``StoreError``.
    public func indexStatus(_ name: ObjectName) throws -> IndexStatus {
        try withIndexErrors {
            try database.read { database in
                let catalog = IndexCatalog(database: database)
                guard let entry = try catalog.entry(name) else { throw IndexCatalog.notFound(name) }
                let state = try catalog.state(of: entry)
                let source = try Catalog(database: database).entry(id: entry.sourceID)
                let rows = "index_\(entry.id)_rows"
                let refused = try GRDB.Row.fetchAll(
                    database, sql: "SELECT key, reason FROM index_\(entry.id)_refused ORDER BY _row_id")
                let key = source.flatMap { $0.layout.schema.column($0.layout.schema.primaryKey) }
                return IndexStatus(
                    sourceVersion: source?.state.version ?? state.cursor, syncedVersion: state.cursor,
                    rows: try Int.fetchOne(database, sql: "SELECT count(*) FROM \(rows)") ?? 0,
                    vectors: try Int.fetchOne(database, sql: "SELECT count(_embedding) FROM \(rows)") ?? 0,
                    refused: refused.map { RefusedRow(key: key?.type.value($0[0]) ?? .null, reason: $0[1]) },
                    lastError: try catalog.lastError(of: entry))
            }
        }
    }
}
