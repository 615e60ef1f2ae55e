import Foundation
import GRDB

/// The store's list of its objects of every kind, and the log of what was done to them, within one transaction.
struct ObjectCatalog {
    let database: Database

    private static let columns = "kind, name, comment, tags, definition, created, updated"

    func object(_ kind: ObjectKind, _ name: ObjectName) throws -> CatalogObject? {
        try GRDB.Row.fetchOne(
            database, sql: "SELECT \(Self.columns) FROM tessera_objects WHERE kind = ? AND name = ?",
            arguments: [kind.rawValue, name.description]
        ).map(object)
    }

    /// All of a name, or all.
    func objects(named name: ObjectName? = nil) throws -> [CatalogObject] {
        let condition = name == nil ? "" : " WHERE name = ?"
        return try GRDB.Row.fetchAll(
            database, sql: "SELECT \(Self.columns) FROM tessera_objects\(condition) ORDER BY name, kind",
            arguments: name.map { [$0.description] } ?? []
        ).compactMap { row in
            // A kind of a later version of the library.
            guard let kind: String = row[0], ObjectKind(rawValue: kind) != nil else { return nil }
            return try object(row)
        }
    }

    func add(_ kind: ObjectKind, _ name: ObjectName, definition: String? = nil, comment: String? = nil) throws {
        guard try object(kind, name) == nil else {
            throw StoreError(.objectExists, "there is a \(kind.rawValue) \(name) already; drop it or take another name")
        }
        let now = Timestamp.now
        try database.execute(
            sql: """
                INSERT INTO tessera_objects (kind, name, comment, definition, created, updated) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [kind.rawValue, name.description, comment, definition, now, now])
    }

    /// - Parameter assignments: Columns and their new values.
    func set(_ kind: ObjectKind, _ name: ObjectName, _ column: String, _ value: (any DatabaseValueConvertible)?) throws
    {
        try database.execute(
            sql: "UPDATE tessera_objects SET \(column) = ?, updated = ? WHERE kind = ? AND name = ?",
            arguments: [value, Timestamp.now, kind.rawValue, name.description])
        guard database.changesCount > 0 else { throw StoreError.objectNotFound(kind, name) }
    }

    func rename(_ kind: ObjectKind, _ name: ObjectName, to other: ObjectName) throws {
        guard try object(kind, other) == nil else {
            throw StoreError(
                .objectExists, "there is a \(kind.rawValue) \(other) already; drop it or take another name")
        }
        try set(kind, name, "name", other.description)
        try Lineage(database: database).rename(kind, name, to: other)
    }

    /// - Returns: Whether there was one.
    @discardableResult
    func remove(_ kind: ObjectKind, _ name: ObjectName) throws -> Bool {
        try database.execute(
            sql: "DELETE FROM tessera_objects WHERE kind = ? AND name = ?",
            arguments: [kind.rawValue, name.description])
        let isThere = database.changesCount > 0
        if isThere { try Lineage(database: database).remove(kind, name) }
        return isThere
    }

    /// A row of another shape is damage.
    private func object(_ row: GRDB.Row) throws -> CatalogObject {
        guard let kind = String.fromDatabaseValue(row[0]).flatMap(ObjectKind.init(rawValue:)),
            let name = String.fromDatabaseValue(row[1]).flatMap({ try? ObjectName(parsing: $0) }),
            let tags = String.fromDatabaseValue(row[3]).flatMap({
                try? JSONDecoder().decode([String: String].self, from: Data($0.utf8))
            }), let created = Int64.fromDatabaseValue(row[5]), let updated = Int64.fromDatabaseValue(row[6])
        else {
            throw StoreError(.damaged, "an object of the catalog cannot be read; restore the store from a copy")
        }
        return CatalogObject(
            kind: kind, name: name, comment: String.fromDatabaseValue(row[2]), tags: tags,
            definition: String.fromDatabaseValue(row[4]), created: Timestamp.date(microseconds: created),
            updated: Timestamp.date(microseconds: updated))
    }
}

extension StoreError {
    static func objectNotFound(_ kind: ObjectKind, _ name: ObjectName) -> StoreError {
        kind.isTable ? tableNotFound(name) : StoreError(.objectNotFound, "there is no \(kind.rawValue) \(name)")
    }
}
