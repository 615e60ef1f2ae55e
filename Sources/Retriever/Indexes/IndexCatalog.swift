import Foundation
import GRDB
import KeywordSearch
import ModelServing

/// The store's list of its indexes, within one transaction.
struct IndexCatalog {
    let database: Database

    struct Entry {
        let id: Int64
        /// Unlike the id, never the same in two stores.
        let uuid: String
        let name: ObjectName
        let source: ObjectName
        let sourceID: Int64
        let definition: IndexDefinition
        let model: EmbeddingModelIdentity
        let analyzer: Int
    }

    /// What changes with every sync.
    struct State: Hashable {
        /// The source table's version that the rows show.
        var cursor: Int64
        /// Counts the commits that changed the rows.
        var epoch: Int64
        /// The epochs up to this one have had their removals forgotten.
        var prunedEpoch: Int64
    }

    /// Makes the tables that all indexes share, where they are missing.
    func prepare() throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS tessera_indexes (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    uuid TEXT NOT NULL,
                    name TEXT NOT NULL UNIQUE,
                    source TEXT NOT NULL,
                    source_id INTEGER NOT NULL,
                    definition TEXT NOT NULL,
                    model TEXT NOT NULL,
                    analyzer INTEGER NOT NULL,
                    cursor INTEGER NOT NULL DEFAULT 0,
                    epoch INTEGER NOT NULL DEFAULT 0,
                    pruned_epoch INTEGER NOT NULL DEFAULT 0,
                    last_error TEXT
                ) STRICT;
                """)
        try EmbeddingCache.prepare(database)
    }

    func entry(_ name: ObjectName) throws -> Entry? {
        guard try database.tableExists("tessera_indexes") else { return nil }
        return try GRDB.Row.fetchOne(
            database,
            sql: """
                SELECT id, name, source, source_id, definition, model, analyzer, uuid FROM tessera_indexes WHERE name = ?
                """,
            arguments: [name.description]
        ).map(entry)
    }

    func names() throws -> [ObjectName] {
        guard try database.tableExists("tessera_indexes") else { return [] }
        return try String.fetchAll(database, sql: "SELECT name FROM tessera_indexes ORDER BY name")
            .map { try ObjectName(parsing: $0) }
    }

    /// The numbers of the indexes over the table of this number.
    func ids(over table: Int64) throws -> [Int64] {
        guard try database.tableExists("tessera_indexes") else { return [] }
        return try Int64.fetchAll(
            database, sql: "SELECT id FROM tessera_indexes WHERE source_id = ? ORDER BY id", arguments: [table])
    }

    func create(
        _ name: ObjectName, over source: Table, definition: IndexDefinition, model: EmbeddingModelIdentity
    ) throws -> Entry {
        try prepare()
        guard try entry(name) == nil else {
            throw IndexError(.indexExists, "there is an index \(name) already; open it, drop it or take another name")
        }
        let uuid = UUID().uuidString
        try database.execute(
            sql: """
                INSERT INTO tessera_indexes (uuid, name, source, source_id, definition, model, analyzer)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                uuid, name.description, source.name.description, source.layout.id, try Self.json(definition),
                try Self.json(model), KeywordAnalyzer.version,
            ])
        let entry = Entry(
            id: database.lastInsertedRowID, uuid: uuid, name: name, source: source.name, sourceID: source.layout.id,
            definition: definition, model: model, analyzer: KeywordAnalyzer.version)
        try database.execute(sql: IndexLayout(entry: entry, schema: source.schema).creation)
        return entry
    }

    func drop(_ entry: Entry) throws {
        try database.execute(sql: IndexLayout.removal(of: entry.id))
        try database.execute(sql: "DELETE FROM tessera_indexes WHERE id = ?", arguments: [entry.id])
    }

    /// - Throws: ``IndexError``: `indexNotFound` if the index was dropped.
    func state(of entry: Entry) throws -> State {
        let statement = try database.cachedStatement(
            sql: "SELECT cursor, epoch, pruned_epoch FROM tessera_indexes WHERE id = ?")
        guard let row = try GRDB.Row.fetchOne(statement, arguments: [entry.id]) else { throw Self.notFound(entry.name) }
        return State(cursor: row[0], epoch: row[1], prunedEpoch: row[2])
    }

    func set(_ state: State, of entry: Entry) throws {
        try database.execute(
            sql: "UPDATE tessera_indexes SET cursor = ?, epoch = ?, pruned_epoch = ?, last_error = NULL WHERE id = ?",
            arguments: [state.cursor, state.epoch, state.prunedEpoch, entry.id])
    }

    func lastError(of entry: Entry) throws -> String? {
        try String.fetchOne(database, sql: "SELECT last_error FROM tessera_indexes WHERE id = ?", arguments: [entry.id])
    }

    func setLastError(_ error: String, of entry: Entry) throws {
        try database.execute(
            sql: "UPDATE tessera_indexes SET last_error = ? WHERE id = ?", arguments: [error, entry.id])
    }

    static func notFound(_ name: ObjectName) -> IndexError {
        IndexError(.indexNotFound, "there is no index \(name)")
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func entry(_ row: GRDB.Row) throws -> Entry {
        do {
            guard let id = Int64.fromDatabaseValue(row[0]), let name = String.fromDatabaseValue(row[1]),
                let source = String.fromDatabaseValue(row[2]), let sourceID = Int64.fromDatabaseValue(row[3]),
                let definition = String.fromDatabaseValue(row[4]), let model = String.fromDatabaseValue(row[5]),
                let analyzer = Int.fromDatabaseValue(row[6]), let uuid = String.fromDatabaseValue(row[7])
            else { throw StoreError(.damaged, "an entry of the list of indexes cannot be read") }
            let decoder = JSONDecoder()
            return Entry(
                id: id, uuid: uuid, name: try ObjectName(parsing: name), source: try ObjectName(parsing: source),
                sourceID: sourceID, definition: try decoder.decode(IndexDefinition.self, from: Data(definition.utf8)),
                model: try decoder.decode(EmbeddingModelIdentity.self, from: Data(model.utf8)), analyzer: analyzer)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.damaged, "the list of indexes cannot be read; restore the store from a copy (\(error))")
        }
    }
}
