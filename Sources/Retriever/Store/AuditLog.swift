import Foundation
import GRDB

/// The store's record of what was done to its catalog, within one transaction: an entry is there if and only if what it
/// tells was done.
struct AuditLog {
    let database: Database
    let principal: String?

    func append(
        _ action: AuditEntry.Action, _ kind: ObjectKind? = nil, _ name: ObjectName? = nil, detail: String? = nil
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO tessera_audit (timestamp, principal, action, kind, name, detail) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [Timestamp.now, principal, action.rawValue, kind?.rawValue, name?.description, detail])
    }

    /// Oldest first.
    func entries(after id: Int64, limit: Int) throws -> [AuditEntry] {
        try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT id, timestamp, principal, action, kind, name, detail FROM tessera_audit
                WHERE id > ? ORDER BY id LIMIT ?
                """, arguments: [id, limit]
        ).map { row in
            AuditEntry(
                id: row[0], timestamp: Timestamp.date(microseconds: row[1]), principal: row[2],
                action: AuditEntry.Action(rawValue: row[3]),
                kind: (row[4] as String?).flatMap(ObjectKind.init(rawValue:)),
                name: (row[5] as String?).flatMap { try? ObjectName(parsing: $0) }, detail: row[6])
        }
    }
}
