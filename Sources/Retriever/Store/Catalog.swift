import Foundation
import GRDB

/// The store's list of its tables, within one transaction.
struct Catalog {
    let database: Database

    struct Entry {
        let name: ObjectName
        let layout: TableLayout
        let state: State
    }

    /// What changes in the life of a table.
    struct State: Hashable {
        var version: Int64 = 0
        /// The oldest version that a vacuum has left.
        var oldest: Int64 = 0
        var schemaVersion: Int64 = 0
    }

    private static let columns = "id, name, schema, version, oldest, schema_version"

    func entries() throws -> [Entry] {
        try GRDB.Row.fetchAll(database, sql: "SELECT \(Self.columns) FROM tessera_tables ORDER BY name").map(entry)
    }

    func entry(_ name: ObjectName) throws -> Entry? {
        try GRDB.Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Self.columns) FROM tessera_tables WHERE name = ?"),
            arguments: [name.description]
        ).map(entry)
    }

    func entry(id: Int64) throws -> Entry? {
        try GRDB.Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(Self.columns) FROM tessera_tables WHERE id = ?"), arguments: [id]
        ).map(entry)
    }

    /// - Throws: ``StoreError``: `tableNotFound`.
    func existing(_ name: ObjectName) throws -> Entry {
        guard let entry = try entry(name) else { throw StoreError.tableNotFound(name) }
        return entry
    }

    /// The state of the table of this id, or nil if it was dropped.
    func state(of id: Int64) throws -> State? {
        try GRDB.Row.fetchOne(
            database.cachedStatement(sql: "SELECT version, oldest, schema_version FROM tessera_tables WHERE id = ?"),
            arguments: [id]
        ).map { State(version: $0[0], oldest: $0[1], schemaVersion: $0[2]) }
    }

    /// - Parameter kind: One that ``ObjectKind/isTable`` holds for.
    func create(_ name: ObjectName, schema: TableSchema, kind: ObjectKind = .table) throws -> TableLayout {
        try schema.validate(for: name)
        guard try entry(name) == nil else {
            var error = StoreError(.tableExists, "there is a table \(name) already; drop it or take another name")
            error.table = name
            throw error
        }
        try database.execute(
            sql: "INSERT INTO tessera_tables (name, schema, version) VALUES (?, ?, 0)",
            arguments: [name.description, try Self.json(schema)])
        let layout = TableLayout(id: database.lastInsertedRowID, schema: schema)
        try database.execute(sql: layout.creation)
        try ObjectCatalog(database: database).add(kind, name)
        return layout
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    func drop(_ name: ObjectName) throws {
        let entry = try existing(name)
        try database.execute(sql: entry.layout.removal)
        try database.execute(
            sql: "DELETE FROM tessera_commits WHERE table_id = ?", arguments: [entry.layout.id])
        try database.execute(sql: "DELETE FROM tessera_tables WHERE id = ?", arguments: [entry.layout.id])
        let objects = ObjectCatalog(database: database)
        for kind in ObjectKind.allCases where kind.isTable { try objects.remove(kind, name) }
    }

    /// Indexes and handles follow the table's number, and so go on.
    func rename(_ name: ObjectName, to other: ObjectName) throws {
        let id = try existing(name).layout.id
        guard try entry(other) == nil else {
            var error = StoreError(.tableExists, "there is a table \(other) already; drop it or take another name")
            error.table = other
            throw error
        }
        try database.execute(
            sql: "UPDATE tessera_tables SET name = ?, schema_version = schema_version + 1 WHERE id = ?",
            arguments: [other.description, id])
        if try database.hasTable("tessera_indexes") {
            try database.execute(
                sql: "UPDATE tessera_indexes SET source = ? WHERE source_id = ?", arguments: [other.description, id])
        }
    }

    /// Makes `version` the table's version; its moment is now, or the last commit's if the clock went back.
    func commit(_ id: Int64, version: Int64, operation: String? = nil, summary: WriteSummary? = nil) throws {
        let now = Timestamp.now
        let last = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT timestamp FROM tessera_commits WHERE table_id = ? AND version = ?"),
            arguments: [id, version - 1])
        try database.cachedStatement(
            sql: """
                INSERT INTO tessera_commits (table_id, version, timestamp, operation, inserted, updated, deleted)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, version, max(now, last ?? now), operation, summary?.inserted, summary?.updated, summary?.deleted,
        ])
        try database.cachedStatement(sql: "UPDATE tessera_tables SET version = ? WHERE id = ?")
            .execute(arguments: [version, id])
    }

    /// A row of another shape is damage, which GRDB's own conversions would trap on.
    private func entry(_ row: GRDB.Row) throws -> Entry {
        guard let id = Int64.fromDatabaseValue(row[0]), let name = String.fromDatabaseValue(row[1]),
            let schema = String.fromDatabaseValue(row[2]), let version = Int64.fromDatabaseValue(row[3]),
            let oldest = Int64.fromDatabaseValue(row[4]), let schemaVersion = Int64.fromDatabaseValue(row[5])
        else {
            throw StoreError(.damaged, "an entry of the catalog cannot be read; restore the store from a copy")
        }
        do {
            return Entry(
                name: try ObjectName(parsing: name),
                layout: TableLayout(
                    id: id, schema: try JSONDecoder().decode(TableSchema.self, from: Data(schema.utf8)),
                    schemaVersion: schemaVersion),
                state: State(version: version, oldest: oldest, schemaVersion: schemaVersion))
        } catch {
            throw StoreError(
                .damaged, "the catalog's entry \"\(name)\" cannot be read; restore the store from a copy (\(error))")
        }
    }
}

extension StoreError {
    static func tableNotFound(_ name: ObjectName) -> StoreError {
        var error = StoreError(.tableNotFound, "there is no table \(name)")
        error.table = name
        return error
    }
}

extension Database {
    /// As GRDB's `tableExists`, which reads the whole schema first.
    func hasTable(_ name: String) throws -> Bool {
        let statement = try cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)")
        return try Bool.fetchOne(statement, arguments: [name]) ?? false
    }
}
