import Foundation
import GRDB

/// The store's list of its volumes, within one transaction.
struct VolumeCatalog {
    let database: Database

    struct Entry {
        let name: ObjectName
        let identity: String
        let definition: Definition
    }

    /// What a volume is opened from by its name alone.
    enum Definition: Codable {
        case folder(path: String, maximumBytes: Int)
        /// A source that the program has to give, known by its own identity.
        case source(identity: String)
    }

    func prepare() throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS tessera_volumes (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    name TEXT NOT NULL UNIQUE,
                    identity TEXT NOT NULL,
                    definition TEXT NOT NULL
                ) STRICT;
                """)
    }

    func names() throws -> [ObjectName] {
        guard try database.tableExists("tessera_volumes") else { return [] }
        return try String.fetchAll(database, sql: "SELECT name FROM tessera_volumes ORDER BY name")
            .map { try ObjectName(parsing: $0) }
    }

    func entry(_ name: ObjectName) throws -> Entry? {
        guard try database.tableExists("tessera_volumes"),
            let row = try GRDB.Row.fetchOne(
                database, sql: "SELECT identity, definition FROM tessera_volumes WHERE name = ?",
                arguments: [name.description])
        else { return nil }
        guard let identity = String.fromDatabaseValue(row[0]), let json = String.fromDatabaseValue(row[1]),
            let definition = try? JSONDecoder().decode(Definition.self, from: Data(json.utf8))
        else {
            throw StoreError(.damaged, "the entry of the volume \(name) cannot be read; restore the store from a copy")
        }
        return Entry(name: name, identity: identity, definition: definition)
    }

    func create(_ name: ObjectName, definition: Definition) throws -> Entry {
        try prepare()
        guard try entry(name) == nil else { throw IngestError.volumeExists(name) }
        let entry = Entry(
            name: name, identity: "/Volumes/\(name.catalog)/\(name.schema)/\(name.object)", definition: definition)
        try database.execute(
            sql: "INSERT INTO tessera_volumes (name, identity, definition) VALUES (?, ?, ?)",
            arguments: [name.description, entry.identity, try IndexCatalog.json(definition)])
        return entry
    }

    func drop(_ name: ObjectName) throws {
        try database.execute(sql: "DELETE FROM tessera_volumes WHERE name = ?", arguments: [name.description])
    }
}
