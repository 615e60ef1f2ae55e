import Foundation
import GRDB
public import ModelServing
import Synchronization
import VectorCore

/// An index for vector, keyword and hybrid search that follows a source table through its change data feed, with
/// embeddings that it manages itself or vectors that the rows bring.
///
/// ``sync(progress:)`` brings it to the table's version: it embeds each text that the store has not seen under this
/// model, and then makes rows, keywords and vectors visible in one commit. Searches see the last commit; they go on
/// while a sync embeds, and a sync that fails or is cancelled changes nothing but the cache of embeddings, so that the
/// next one goes on from there. ``follow(_:)`` keeps it in step by itself.
///
///     let index = try store.createIndex(
///         "chunks_index", over: "chunks", definition: IndexDefinition(embeddedColumn: "content"), model: encoder)
///     try await index.sync()
///     for hit in try await index.search("how do I save?") { print(hit.score, hit.row["path"] ?? nil) }
public final class DeltaSyncIndex: Sendable {
    public let name: ObjectName
    let store: Store
    /// One sync at a time, and one rebuild beside it.
    let syncs = TurnQueue()
    let rebuilds = TurnQueue()
    private let current: Mutex<IndexGeneration>

    init(_ generation: IndexGeneration) {
        name = generation.entry.name
        store = generation.store
        current = Mutex(generation)
    }

    public var definition: IndexDefinition { generation.definition }

    /// The table that the index follows.
    public var source: Table { generation.source }

    /// The model that embeds the rows' texts; nil if the index needs none, or was opened without it.
    public var model: (any EmbeddingModel)? { generation.models.passages }

    /// The making of the index that serves, as far as this object knows.
    var generation: IndexGeneration { current.withLock { $0 } }

    func serve(_ generation: IndexGeneration) { current.withLock { $0 = generation } }

    /// How far the index has followed its table.
    public func status() throws -> IndexStatus {
        try withIndexErrors {
            try store.database.read { database in
                let catalog = IndexCatalog(database: database)
                guard let entry = try catalog.entry(catalog.name(of: generation.entry) ?? name) else {
                    throw IndexCatalog.notFound(name)
                }
                return try IndexStatus(of: entry, in: database)
            }
        }
    }

    /// Writes vectors and keywords into the store's folder for derived files, if they have changed since they were last written.
    ///
    /// A sync does so by itself when enough has changed; before a process ends this saves the next one the replay.
    /// An index without a file loses nothing: it is made from the rows.
    public func checkpoint() throws {
        try serving { generation in
            try generation.memory.catchUp()
            try generation.save(always: true)
        }
    }

    // MARK: - Rebuilt, or its table's columns changed, by somebody else

    static func isReplaced(_ error: any Error) -> Bool {
        error is StaleGeneration || (error as? IndexError)?.code == .indexNotFound
    }

    /// Works with the generation that serves, and once more with its successor where it was replaced meanwhile.
    func serving<T>(_ work: (IndexGeneration) throws -> T) throws -> T {
        while true {
            let generation = generation
            do {
                return try withIndexErrors { try work(generation) }
            } catch let error where Self.isReplaced(error) {
                guard try follow(from: generation) else { throw error }
            }
        }
    }

    /// As ``serving(_:)-(()->T)``, for work that waits.
    func serving<T: Sendable>(_ work: (IndexGeneration) async throws -> T) async throws -> T {
        while true {
            let generation = generation
            do {
                return try await withIndexErrors { try await work(generation) }
            } catch let error where Self.isReplaced(error) {
                guard try follow(from: generation) else { throw error }
            }
        }
    }

    /// - Returns: Whether another generation serves now.
    /// - Throws: ``IndexError``: `modelMismatch` if it was made with another model.
    private func follow(from old: IndexGeneration) throws -> Bool {
        if generation !== old { return true }
        let (present, columns) = try store.database.read { database in
            let catalog = IndexCatalog(database: database)
            // Renamed it is the same; rebuilt it has the name.
            let entry = try catalog.entry(catalog.name(of: old.entry) ?? name)
            return (entry, try entry.flatMap { try Catalog(database: database).state(of: $0.sourceID)?.schemaVersion })
        }
        guard let entry = present else { return false }
        let isSame = entry.id == old.entry.id
        if isSame, columns == nil || columns == old.source.layout.schemaVersion { return false }
        serve(
            try store.generation(
                entry, models: old.models, limits: old.limits,
                memory: isSame && entry.definition == old.definition ? old.memory : nil))
        return true
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
