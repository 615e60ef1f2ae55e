import Foundation
import GRDB
import ModelServing

/// The store's list of its indexes, within one transaction.
///
/// A generation that is built beside a serving index has an entry of its own, under a name that no index can have; the
/// swap gives it the index's name.
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
        /// nil where the rows bring their vectors.
        let model: EmbeddingModelIdentity?
    }

    /// What changes with every sync.
    struct State: Hashable {
        /// The source table's version that the rows show.
        var cursor: Int64
        /// Counts the commits that changed the rows.
        var epoch: Int64
        /// The epochs up to this one have had their removals forgotten.
        var prunedEpoch: Int64
        /// How many rows there are, and how many of them have a vector.
        var rows: Int
        var vectors: Int
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
                    cursor INTEGER NOT NULL DEFAULT 0,
                    epoch INTEGER NOT NULL DEFAULT 0,
                    pruned_epoch INTEGER NOT NULL DEFAULT 0,
                    last_error TEXT,
                    row_count INTEGER NOT NULL DEFAULT 0,
                    vector_count INTEGER NOT NULL DEFAULT 0
                ) STRICT;
                CREATE TABLE IF NOT EXISTS tessera_index_syncs (
                    index_id INTEGER PRIMARY KEY,
                    synced_at INTEGER NOT NULL
                ) STRICT;
                """)
        try EmbeddingCache.prepare(database)
    }

    /// - Parameter isNext: Whether the generation is meant that is built beside the serving one.
    func entry(_ name: ObjectName, isNext: Bool = false) throws -> Entry? {
        guard try database.hasTable("tessera_indexes") else { return nil }
        return try GRDB.Row.fetchOne(
            database,
            sql: """
                SELECT id, name, source, source_id, definition, model, uuid FROM tessera_indexes WHERE name = ?
                """,
            arguments: [Self.storedName(name, isNext: isNext)]
        ).map(entry)
    }

    func names() throws -> [ObjectName] {
        guard try database.hasTable("tessera_indexes") else { return [] }
        return try String.fetchAll(database, sql: "SELECT name FROM tessera_indexes ORDER BY name")
            .filter { !$0.hasSuffix(Self.nextMark) }.map { try ObjectName(parsing: $0) }
    }

    /// The numbers of all indexes, those that are being built among them.
    func allIDs() throws -> [Int64] {
        guard try database.hasTable("tessera_indexes") else { return [] }
        return try Int64.fetchAll(database, sql: "SELECT id FROM tessera_indexes")
    }

    /// SQL for the numbers of the embeddings that rows of indexes have; empty where there are no indexes.
    func embeddingUses() throws -> String {
        try allIDs().map { "SELECT _embedding FROM index_\($0)_rows WHERE _embedding IS NOT NULL" }
            .joined(separator: " UNION ALL ")
    }

    /// The indexes over the table of this number, those that are being built among them.
    func entries(over table: Int64) throws -> [Entry] {
        guard try database.hasTable("tessera_indexes") else { return [] }
        return try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT id, name, source, source_id, definition, model, uuid FROM tessera_indexes
                WHERE source_id = ? ORDER BY id
                """,
            arguments: [table]
        ).map(entry)
    }

    func create(
        _ name: ObjectName, over source: Table, definition: IndexDefinition, model: EmbeddingModelIdentity?,
        isNext: Bool = false
    ) throws -> Entry {
        try prepare()
        guard try entry(name, isNext: isNext) == nil else {
            throw IndexError(.indexExists, "there is an index \(name) already; open it, drop it or take another name")
        }
        let uuid = UUID().uuidString
        try database.execute(
            sql: """
                INSERT INTO tessera_indexes (uuid, name, source, source_id, definition, model)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                uuid, Self.storedName(name, isNext: isNext), source.name.description, source.layout.id,
                try Self.json(definition), try Self.json(model),
            ])
        let entry = Entry(
            id: database.lastInsertedRowID, uuid: uuid, name: name, source: source.name, sourceID: source.layout.id,
            definition: definition, model: model)
        try database.execute(sql: IndexLayout(entry: entry, source: source.schema).creation)
        if isNext { return entry }
        try ObjectCatalog(database: database).add(.index, name)
        try Lineage(database: database).record(
            ObjectReference(.table, source.name), ObjectReference(.index, name), process: "sync")
        return entry
    }

    /// Removes an index, or a generation of it.
    func drop(_ entry: Entry) throws {
        try dropRows(of: entry)
        // One that is being built is no object yet.
        if try self.entry(entry.name) == nil { try ObjectCatalog(database: database).remove(.index, entry.name) }
    }

    /// Lets the generation that was built beside the serving one serve in its place, under the name that that has now.
    func replace(_ serving: Entry, with next: Entry) throws {
        guard let name = try name(of: serving) else { throw Self.notFound(serving.name) }
        try dropRows(of: serving)
        try database.execute(
            sql: "UPDATE tessera_indexes SET name = ? WHERE id = ?", arguments: [name.description, next.id])
    }

    private func dropRows(of entry: Entry) throws {
        try database.execute(sql: IndexLayout.removal(of: entry.id))
        try database.execute(sql: "DELETE FROM tessera_indexes WHERE id = ?", arguments: [entry.id])
        try database.execute(sql: "DELETE FROM tessera_index_syncs WHERE index_id = ?", arguments: [entry.id])
    }

    /// What an index is called now; nil if it is no more.
    func name(of entry: Entry) throws -> ObjectName? {
        try String.fetchOne(database, sql: "SELECT name FROM tessera_indexes WHERE id = ?", arguments: [entry.id])
            .map { name in
                let isNext = name.hasSuffix(Self.nextMark)
                return try ObjectName(parsing: isNext ? String(name.dropLast(Self.nextMark.count)) : name)
            }
    }

    /// With the generation that is built beside it, and the table that it writes back into.
    func rename(_ name: ObjectName, to other: ObjectName) throws {
        let serving = try entry(name)
        for isNext in [false, true] {
            try database.execute(
                sql: "UPDATE tessera_indexes SET name = ? WHERE name = ?",
                arguments: [Self.storedName(other, isNext: isNext), Self.storedName(name, isNext: isNext)])
        }
        guard serving?.definition.writesBack ?? false else { return }
        let (from, to) = (try WritebackTable.name(of: name), try WritebackTable.name(of: other))
        let tables = Catalog(database: database)
        guard try tables.entry(from) != nil else { return }
        try tables.rename(from, to: to)
        try ObjectCatalog(database: database).rename(.table, from, to: to)
    }

    /// - Throws: ``IndexError``: `indexNotFound` if the index was dropped, or another generation serves in its place.
    func state(of entry: Entry) throws -> State {
        let statement = try database.cachedStatement(
            sql: """
                SELECT cursor, epoch, pruned_epoch, row_count, vector_count FROM tessera_indexes WHERE id = ?
                """)
        guard let row = try GRDB.Row.fetchOne(statement, arguments: [entry.id]) else { throw Self.notFound(entry.name) }
        return State(cursor: row[0], epoch: row[1], prunedEpoch: row[2], rows: row[3], vectors: row[4])
    }

    func set(_ state: State, of entry: Entry) throws {
        try database.execute(
            sql: """
                UPDATE tessera_indexes SET cursor = ?, epoch = ?, pruned_epoch = ?, row_count = ?, vector_count = ?
                WHERE id = ?
                """,
            arguments: [state.cursor, state.epoch, state.prunedEpoch, state.rows, state.vectors, entry.id])
    }

    /// Notes that a sync has ended well, and when.
    func setSynced(_ state: State, of entry: Entry) throws {
        try set(state, of: entry)
        try database.execute(
            sql: "UPDATE tessera_indexes SET last_error = NULL WHERE id = ? AND last_error IS NOT NULL",
            arguments: [entry.id])
        try database.execute(
            sql: "INSERT OR REPLACE INTO tessera_index_syncs (index_id, synced_at) VALUES (?, ?)",
            arguments: [entry.id, Timestamp.microseconds(Date()) ?? 0])
    }

    /// When the last sync ended well; nil if none did since this is noted.
    func lastSync(of entry: Entry) throws -> Date? {
        try Int64.fetchOne(
            database, sql: "SELECT synced_at FROM tessera_index_syncs WHERE index_id = ?", arguments: [entry.id]
        ).map(Timestamp.date(microseconds:))
    }

    func lastError(of entry: Entry) throws -> String? {
        try String.fetchOne(database, sql: "SELECT last_error FROM tessera_indexes WHERE id = ?", arguments: [entry.id])
    }

    func setLastError(_ error: String, of entry: Entry) throws {
        try database.execute(
            sql: "UPDATE tessera_indexes SET last_error = ? WHERE id = ?", arguments: [error, entry.id])
    }

    /// Indexes whose state counts other rows than they have: their files are never believed.
    func miscounts(over source: Catalog.Entry) throws -> [String] {
        try entries(over: source.layout.id).compactMap { entry in
            let layout = IndexLayout(entry: entry, source: source.layout.schema)
            let state = try state(of: entry)
            let rows = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(layout.rows)") ?? 0
            let vectors =
                try Int.fetchOne(database, sql: "SELECT count(*) FROM \(layout.rows) WHERE \(layout.hasVector())") ?? 0
            if (rows, vectors) == (state.rows, state.vectors) { return nil }
            return "the index \(entry.name) has \(rows) rows and \(vectors) vectors, and counts \(state.rows) and "
                + "\(state.vectors); rebuild it"
        }
    }

    static func notFound(_ name: ObjectName) -> IndexError {
        IndexError(.indexNotFound, "there is no index \(name)")
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// No name holds a blank.
    private static let nextMark = " (next)"

    private static func storedName(_ name: ObjectName, isNext: Bool) -> String {
        isNext ? name.description + nextMark : name.description
    }

    private func entry(_ row: GRDB.Row) throws -> Entry {
        do {
            guard let id = Int64.fromDatabaseValue(row[0]), var name = String.fromDatabaseValue(row[1]),
                let source = String.fromDatabaseValue(row[2]), let sourceID = Int64.fromDatabaseValue(row[3]),
                let definition = String.fromDatabaseValue(row[4]), let model = String.fromDatabaseValue(row[5]),
                let uuid = String.fromDatabaseValue(row[6])
            else { throw StoreError(.damaged, "an entry of the list of indexes cannot be read") }
            if name.hasSuffix(Self.nextMark) { name.removeLast(Self.nextMark.count) }
            let decoder = JSONDecoder()
            return Entry(
                id: id, uuid: uuid, name: try ObjectName(parsing: name), source: try ObjectName(parsing: source),
                sourceID: sourceID, definition: try decoder.decode(IndexDefinition.self, from: Data(definition.utf8)),
                model: try decoder.decode(EmbeddingModelIdentity?.self, from: Data(model.utf8)))
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.damaged, "the list of indexes cannot be read; restore the store from a copy (\(error))")
        }
    }
}
