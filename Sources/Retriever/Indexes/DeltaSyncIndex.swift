import Foundation
import GRDB
public import ModelServing
import VectorCore

/// An index for vector, keyword and hybrid search that follows a source table through its change data feed, with
/// embeddings that it manages itself.
///
/// ``sync(progress:)`` brings it to the table's version: it embeds each text that the store has not seen under this
/// model, and then makes rows, keywords and vectors visible in one commit. Searches see the last commit; they go on
/// while a sync embeds, and a sync that fails or is cancelled changes nothing but the cache of embeddings, so that the
/// next one goes on from there.
///
///     let index = try store.createIndex(
///         "chunks_index", over: "chunks", definition: IndexDefinition(embeddedColumn: "content"), model: encoder)
///     try await index.sync()
///     for hit in try await index.search("how do I save?") { print(hit.score, hit.row["path"] ?? nil) }
public final class DeltaSyncIndex: Sendable {
    public let name: ObjectName
    public let definition: IndexDefinition
    /// The table that the index follows.
    public let source: Table
    public let model: any EmbeddingModel

    let store: Store
    let entry: IndexCatalog.Entry
    let layout: IndexLayout
    let vectors: VectorSet
    let files: VectorFiles
    let syncs = TurnQueue()
    /// How many texts the model gets at once.
    let batchSize: Int

    init(store: Store, entry: IndexCatalog.Entry, source: Table, model: any EmbeddingModel, limits: VectorSetLimits)
        throws
    {
        name = entry.name
        definition = entry.definition
        self.source = source
        self.model = model
        self.store = store
        self.entry = entry
        layout = IndexLayout(entry: entry, schema: source.schema)
        files = try VectorFiles(store: store, entry: entry)
        batchSize = 64
        let saved = try store.database.read { [files] database in
            files.newest(state: try IndexCatalog(database: database).state(of: entry), database)
        }
        vectors = try VectorSet(
            dimension: entry.model.dimension, metric: entry.definition.metric, limits: limits, saved: saved)
        try vectors.catchUp(store, entry: entry, layout: layout)
    }

    /// How far the index has followed its table.
    public func status() throws -> IndexStatus {
        try withIndexErrors {
            try store.database.read { database in
                let catalog = IndexCatalog(database: database)
                let state = try catalog.state(of: entry)
                let reader = try TableReader(database, name: source.name, layout: source.layout)
                return IndexStatus(
                    sourceVersion: reader.version, syncedVersion: state.cursor,
                    rows: try Int.fetchOne(database, sql: "SELECT count(*) FROM \(layout.rows)") ?? 0,
                    vectors: try Int.fetchOne(database, sql: "SELECT count(_embedding) FROM \(layout.rows)") ?? 0,
                    refused: try refusedRows(database), lastError: try catalog.lastError(of: entry))
            }
        }
    }

    /// Writes the vector index into the store's folder for derived files, if it has changed since it was last written.
    ///
    /// A sync does so by itself when enough has changed; before a process ends this saves the next one the replay.
    /// An index without a file loses nothing: it is made from the rows.
    public func checkpoint() throws {
        try withIndexErrors { try save(always: true) }
    }

    func save(always: Bool) throws {
        let written = try vectors.save(always: always) { index, epoch, lastID in
            let version = try store.database.read { try IndexCatalog(database: $0).state(of: entry).cursor }
            try files.save(index, epoch: epoch, tableVersion: version, lastID: lastID, store.database)
        }
        guard let written else { return }
        try store.database.write { database in
            let catalog = IndexCatalog(database: database)
            var state = try catalog.state(of: entry)
            guard written > state.prunedEpoch else { return }
            try database.execute(sql: "DELETE FROM \(layout.dropped) WHERE _epoch <= ?", arguments: [written])
            state.prunedEpoch = written
            try catalog.set(state, of: entry)
        }
    }

    func refusedRows(_ database: Database) throws -> [RefusedRow] {
        guard let key = source.schema.column(source.schema.primaryKey) else { return [] }
        return try GRDB.Row.fetchAll(database, sql: "SELECT key, reason FROM \(layout.refused) ORDER BY _row_id")
            .map { RefusedRow(key: key.type.value($0[0]) ?? .null, reason: $0[1]) }
    }
}

/// Runs a piece of work whose SQLite errors are thrown as the store's, and all others as they are.
func withIndexErrors<T>(_ work: () throws -> T) throws -> T {
    do {
        return try work()
    } catch let error as DatabaseError {
        throw StoreError(error)
    }
}

/// As ``withIndexErrors(_:)-(()->T)``, for work that waits.
func withIndexErrors<T>(isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> T) async throws -> T {
    do {
        return try await work()
    } catch let error as DatabaseError {
        throw StoreError(error)
    }
}
