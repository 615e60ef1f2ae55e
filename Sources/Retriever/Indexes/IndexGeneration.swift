import Foundation
import GRDB
import ModelServing
import Synchronization
import VectorCore

/// One making of an index: its rows, what is in memory of them and the models it was made with. A rebuild makes another beside it.
final class IndexGeneration: Sendable {
    let store: Store
    let entry: IndexCatalog.Entry
    let source: Table
    let layout: IndexLayout
    let dimension: Int
    let models: IndexModels
    let limits: IndexLimits
    let memory: IndexMemory
    /// Of this making's columns, whatever those of the one before were.
    let filterColumns: FilterColumns
    /// Of this making's ids.
    let rowCache = RowCache()
    /// What ``looking(_:)`` saw last.
    let lastLook = Mutex<Look?>(nil)
    /// How many texts the model gets at once.
    let batchSize = 64

    /// - Throws: ``IndexError``: `modelMismatch`.
    init(
        store: Store, entry: IndexCatalog.Entry, source: Table, models: IndexModels, limits: IndexLimits,
        memory known: IndexMemory? = nil
    ) throws {
        self.store = store
        self.entry = entry
        self.source = source
        self.models = models
        self.limits = limits
        layout = IndexLayout(entry: entry, source: source.schema)
        filterColumns = FilterColumns(layout)
        dimension = try Self.dimension(of: entry, in: source.schema)
        try models.check(for: entry, dimension: dimension)
        memory =
            try known
            ?? IndexMemory(
                store: store, entry: entry, layout: layout, dimension: dimension,
                files: IndexFiles(store: store, entry: entry, dimension: dimension), limits: limits)
    }

    /// - Throws: ``StaleGeneration`` if the columns of the source are others than when it was opened.
    func checkColumns(in database: Database) throws {
        let present = try Catalog(database: database).state(of: entry.sourceID)
        // Without its table, an index goes on answering.
        if let present, present.schemaVersion != source.layout.schemaVersion { throw StaleGeneration() }
    }

    var definition: IndexDefinition { entry.definition }

    static func dimension(of entry: IndexCatalog.Entry, in schema: TableSchema) throws -> Int {
        if let model = entry.model { return model.dimension }
        if let column = entry.definition.vectorColumn, case .vector(let dimension)? = schema.column(column)?.type {
            return dimension
        }
        throw IndexError(
            .sourceMissing,
            "the table \(entry.source) of the index \(entry.name) has no column of vectors any more; drop the index")
    }

    /// Writes vectors and words into their files, if enough has changed, and forgets the removals before them.
    ///
    /// - Parameter always: Whether any change is enough.
    func save(always: Bool) throws {
        guard let written = try memory.save(always: always) else { return }
        try store.database.write { database in
            let catalog = IndexCatalog(database: database)
            var state = try catalog.state(of: entry)
            guard written > state.prunedEpoch else { return }
            try database.execute(sql: "DELETE FROM \(layout.dropped) WHERE _epoch <= ?", arguments: [written])
            state.prunedEpoch = written
            try catalog.set(state, of: entry)
        }
    }

    /// Takes up what was committed, moves it to its place, and saves where that is due.
    func settle() throws {
        try memory.catchUp()
        try memory.merge()
        // A file spares the next opening the replay. Without it nothing is lost, and the commit stands.
        do { try save(always: false) } catch { note(error) }
    }
}

/// The columns of an index's source have changed since it was opened; it is to be opened anew.
struct StaleGeneration: Error {}

/// Which generations this process brings up to date at the moment.
enum IndexActivity {
    private static let running = Mutex<[String: Int]>([:])

    static func isRunning(_ entry: IndexCatalog.Entry) -> Bool {
        running.withLock { $0[entry.uuid] != nil }
    }

    static func run<T>(_ entry: IndexCatalog.Entry, _ work: () async throws -> T) async rethrows -> T {
        running.withLock { $0[entry.uuid, default: 0] += 1 }
        defer {
            running.withLock { running in
                let count = running[entry.uuid] ?? 1
                running[entry.uuid] = count > 1 ? count - 1 : nil
            }
        }
        return try await work()
    }
}
