import Foundation
import GRDB

/// The store's list of its tables, within one transaction.
struct Catalog {
    let database: Database

    struct Entry {
        let name: ObjectName
        let layout: TableLayout
        let version: Int64
    }

    func entries() throws -> [Entry] {
        try GRDB.Row.fetchAll(database, sql: "SELECT id, name, schema, version FROM tessera_tables ORDER BY name")
            .map(entry)
    }

    func entry(_ name: ObjectName) throws -> Entry? {
        try GRDB.Row.fetchOne(
            database.cachedStatement(sql: "SELECT id, name, schema, version FROM tessera_tables WHERE name = ?"),
            arguments: [name.description]
        ).map(entry)
    }

    /// The version of the table of this id, or nil if it was dropped.
    func version(of id: Int64) throws -> Int64? {
        try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT version FROM tessera_tables WHERE id = ?"), arguments: [id])
    }

    func create(_ name: ObjectName, schema: TableSchema) throws -> TableLayout {
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
        return layout
    }

    /// See ``Store/addColumns(_:to:)``.
    func add(_ columns: [TableSchema.Column], to name: ObjectName) throws {
        guard let entry = try entry(name) else { throw StoreError.tableNotFound(name) }
        let old = entry.layout.schema
        let added = columns.filter { old.column($0.name) == nil }
        if let column = added.first(where: { !$0.isNullable }) {
            var error = StoreError(.invalidSchema, "the column \"\(column.name)\" is to be added to rows without it")
            error.table = name
            error.column = column.name
            throw error
        }
        let schema = TableSchema(columns: old.columns + added, primaryKey: old.primaryKey)
        try schema.validate(for: name)
        let indexes = try IndexCatalog(database: database).ids(over: entry.layout.id).map { "index_\($0)_rows" }
        for table in [entry.layout.rows, entry.layout.history] + indexes {
            for column in added {
                try database.execute(
                    sql: "ALTER TABLE \(table) ADD COLUMN \(TableLayout.quoted(column.name)) \(column.type.affinity)")
            }
        }
        try database.execute(
            sql: "UPDATE tessera_tables SET schema = ? WHERE id = ?",
            arguments: [try Self.json(schema), entry.layout.id])
    }

    private static func json(_ schema: TableSchema) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(schema), as: UTF8.self)
    }

    func drop(_ name: ObjectName) throws {
        guard let entry = try entry(name) else { throw StoreError.tableNotFound(name) }
        try database.execute(sql: entry.layout.removal)
        try database.execute(
            sql: "DELETE FROM tessera_commits WHERE table_id = ?", arguments: [entry.layout.id])
        try database.execute(sql: "DELETE FROM tessera_tables WHERE id = ?", arguments: [entry.layout.id])
    }

    /// Makes `version` the table's version; its moment is now, or the last commit's if the clock went back.
    func commit(_ id: Int64, version: Int64) throws {
        let now = Timestamp.microseconds(Date()) ?? 0
        let last = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT timestamp FROM tessera_commits WHERE table_id = ? AND version = ?"),
            arguments: [id, version - 1])
        try database.cachedStatement(sql: "INSERT INTO tessera_commits (table_id, version, timestamp) VALUES (?, ?, ?)")
            .execute(arguments: [id, version, max(now, last ?? now)])
        try database.cachedStatement(sql: "UPDATE tessera_tables SET version = ? WHERE id = ?")
            .execute(arguments: [version, id])
    }

    /// A row of another shape is damage, which GRDB's own conversions would trap on.
    private func entry(_ row: GRDB.Row) throws -> Entry {
        guard let id = Int64.fromDatabaseValue(row[0]), let name = String.fromDatabaseValue(row[1]),
            let schema = String.fromDatabaseValue(row[2]), let version = Int64.fromDatabaseValue(row[3])
        else {
            throw StoreError(.damaged, "an entry of the catalog cannot be read; restore the store from a copy")
        }
        do {
            return Entry(
                name: try ObjectName(parsing: name),
                layout: TableLayout(
                    id: id, schema: try JSONDecoder().decode(TableSchema.self, from: Data(schema.utf8))),
                version: version)
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
