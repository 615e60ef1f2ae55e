import Foundation
import GRDB
import Synchronization
import VectorCore

/// The vectors of an index in memory: a cache of the rows in SQLite at one epoch, brought up to date from them.
///
/// The large part is of the definition's kind; what came since its making is an exact index of its own, so that taking
/// up a change costs a copy and not a graph's insertion. A search holds a database snapshot and asks for the vectors of
/// exactly its epoch; where it finds older ones, ``catchUp()`` replays the changes first. So rows, keywords and vectors
/// are always of one commit, whoever made it, in this process or another.
///
/// Locks are taken in this order: ``structure``, a database connection, ``gate``.
final class VectorSet: Sendable {
    private struct Memory {
        var epoch: Int64 = 0
        /// The largest id taken up so far; ids are never given twice.
        var lastID: Int64 = 0
        var main: any VectorIndex
        var recent: FlatIndex
        /// The largest id in `main`.
        var mainLastID: Int64 = 0
        /// Additions to `main` and removals since it was saved.
        var unsaved = 0
        /// Whether `main` came from a file, and what stood beside it is still to be read.
        var isFromFile = false
        /// How many vectors `main` was made of, from which inverted files have their lists.
        var madeOf = 0
    }

    private let store: Store
    private let entry: IndexCatalog.Entry
    private let layout: IndexLayout
    private let maker: VectorIndexMaker
    private let limits: VectorSetLimits
    private let gate = SharedGate()
    /// Held while the vectors change or move between the parts, so that no move loses a change.
    private let structure = Mutex(())
    // SAFETY: read under `gate.read`, changed under `gate.change`.
    nonisolated(unsafe) private var memory: Memory

    init(
        store: Store, entry: IndexCatalog.Entry, layout: IndexLayout, dimension: Int, limits: VectorSetLimits,
        saved: SavedVectors?
    ) throws {
        self.store = store
        self.entry = entry
        self.layout = layout
        self.limits = limits
        maker = VectorIndexMaker(dimension: dimension, definition: entry.definition)
        memory = Memory(main: try maker.empty(), recent: try maker.exact())
        if let saved {
            memory.main = saved.index
            memory.epoch = saved.epoch
            memory.lastID = saved.lastID
            memory.mainLastID = saved.lastID
            memory.isFromFile = true
            memory.madeOf = saved.index.count
        }
    }

    var count: Int { gate.read { memory.main.count + memory.recent.count } }

    /// What searches go through, for tests.
    var kind: any VectorIndex { gate.read { memory.main } }

    // MARK: - Searching

    /// Searches, if the vectors are those of the epoch.
    ///
    /// - Parameters:
    ///   - filter: Makes the filter, in the search's database snapshot.
    ///   - isHoldingStill: Whether the vectors stay as they are while the filter is made too. Otherwise it may be made in vain; with
    ///     it, whoever changes them waits for it, and later searches wait for those.
    /// - Returns: nil if they are older or newer.
    func search(
        _ query: [Float], k: Int, epoch: Int64, isHoldingStill: Bool, filter: () throws -> VectorFilter?
    ) throws -> [Neighbor]? {
        let made = isHoldingStill ? nil : try filter()
        return try gate.read {
            guard memory.epoch == epoch else { return nil }
            let options = SearchOptions(filter: isHoldingStill ? try filter() : made)
            // A vector moves from the recent part to the main one by being added there first: searching in this order
            // never misses it, and may see it twice.
            let recent = try memory.recent.search(query, k: k, options: options)
            let main = try memory.main.search(query, k: k, options: options)
            if recent.isEmpty { return main }
            var seen: Set<Int64> = []
            return Array(
                (recent + main).sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
                    .filter { seen.insert($0.id).inserted }.prefix(k))
        }
    }

    // MARK: - Following the rows

    /// Takes up what was committed after the memory's epoch; waits for nobody where there is nothing.
    func catchUp() throws {
        // A search whose snapshot is older than memory comes here too, and shall not wait for a graph in the making.
        if try isCurrent() { return }
        try structure.withLock { _ in try takeUp() }
    }

    private func isCurrent() throws -> Bool {
        try store.database.read { database in
            let state = try IndexCatalog(database: database).state(of: entry)
            return gate.read { memory.epoch >= state.epoch && !memory.isFromFile }
        }
    }

    /// - Parameter isAnew: Whether nothing of what is in memory is to be used.
    private func takeUp(isAnew: Bool = false) throws {
        try store.database.read { database in
            let state = try IndexCatalog(database: database).state(of: entry)
            try gate.change {
                if isAnew { try forgetAll() }
                try takeUp(state, database)
            }
        }
    }

    private func takeUp(_ state: IndexCatalog.State, _ database: Database) throws {
        guard memory.epoch < state.epoch || memory.isFromFile else { return }
        do {
            if memory.epoch < state.prunedEpoch { try forgetAll() }
            let removed = try Int64.fetchAll(
                database, sql: "SELECT _id FROM \(layout.dropped) WHERE _epoch > ?", arguments: [memory.epoch])
            memory.recent.remove(removed)
            memory.main.remove(removed)
            // Those of the recent part too: what the rows remember of them is forgotten with the next save.
            memory.unsaved += removed.count
            if memory.isFromFile, try memory.main.count != storedCount(through: memory.mainLastID, database) {
                // The file was not what its stamp says.
                try forgetAll()
            }
            try takeUpRows(database)
            memory.epoch = state.epoch
            memory.isFromFile = false
        } catch {
            // Half a change is worse than none: begin from the rows the next time.
            try forgetAll()
            throw error
        }
    }

    private func forgetAll() throws {
        memory = Memory(main: try maker.empty(), recent: try maker.exact())
    }

    private func storedCount(through id: Int64, _ database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(layout.rows) WHERE _id <= ? AND \(layout.hasVector())",
            arguments: [id]) ?? 0
    }

    private func takeUpRows(_ database: Database) throws {
        let reader = VectorReader(database: database, layout: layout, dimension: maker.dimension)
        var lastID = memory.lastID
        while let batch = try reader.batch(after: lastID, size: 4_096) {
            try memory.recent.add(batch.vectors, ids: batch.ids)
            lastID = batch.lastID
        }
        memory.lastID = lastID
    }

    // MARK: - Keeping the parts in shape

    /// Moves recent vectors into the main part where that is due, beside searches.
    func merge() throws {
        try structure.withLock { _ in
            let (main, recent, madeOf) = gate.read { (memory.main, memory.recent, memory.madeOf) }
            let total = main.count + recent.count
            if main is FlatIndex, maker.isExact(total, limits) {
                try move(recent, into: main, batch: 8_192)
            } else if main is FlatIndex, maker.configuration == nil {
                try make(from: [main, recent])
            } else if recent.count < limits.recent {
                return
            } else if main.count == 0 {
                try make(from: [recent])
            } else if maker.divides, total > 4 * max(madeOf, limits.recent) {
                // Its lists are those of far fewer vectors; and codes alone do not tell what the vectors were.
                try takeUp(isAnew: true)
                try make(from: [gate.read { memory.recent }])
            } else {
                // One by one, so that searches of both parts stay short, unless that would take too long.
                try move(recent, into: main, batch: recent.count > main.count / 4 ? 16_384 : 64)
            }
        }
    }

    private func move(_ recent: FlatIndex, into main: any VectorIndex, batch: Int) throws {
        let ids = recent.ids
        for start in stride(from: 0, to: ids.count, by: batch) {
            try Task.checkCancellation()
            let part = Array(ids[start..<min(start + batch, ids.count)])
            try maker.copy(part, from: recent, into: main)
            recent.remove(part)
            gate.change {
                memory.mainLastID = max(memory.mainLastID, part.last ?? 0)
                memory.unsaved += part.count
            }
        }
    }

    /// - Parameter parts: All of the vectors, exact.
    private func make(from parts: [any VectorIndex]) throws {
        let index = try maker.index(of: parts)
        let recent = try maker.exact()
        gate.change {
            memory.main = index
            memory.recent = recent
            memory.mainLastID = memory.lastID
            memory.unsaved += index.count
            memory.madeOf = index.count
        }
    }

    // MARK: - Saving

    /// Hands the main part over to be written, if enough of it has changed.
    ///
    /// - Parameter always: Whether any change is enough.
    /// - Returns: Whether it was written, and for which epoch.
    func save(always: Bool, _ write: (any VectorIndex, _ epoch: Int64, _ lastID: Int64) throws -> Void) throws -> Int64?
    {
        try structure.withLock { _ in
            let (main, epoch, lastID, unsaved) = gate.read {
                (memory.main, memory.epoch, memory.mainLastID, memory.unsaved)
            }
            // A file takes as long to write as it is large, whatever has changed; to read the rest from the rows is fast.
            let enough = always ? 1 : max(min(limits.recent, 256), main.count / 10)
            guard unsaved >= enough else { return nil }
            try write(main, epoch, lastID)
            gate.change { memory.unsaved = 0 }
            return epoch
        }
    }
}

/// When an index changes its shape.
package struct VectorSetLimits: Sendable {
    /// Where the definition names no kind: up to so many vectors are searched one by one, exactly; beyond, in a graph. An
    /// exact search of 10,000 vectors of 384 dimensions reads 15 MB, about a millisecond; a graph answers in a tenth of
    /// it, at 10 s of building.
    package var flat: Int
    /// So many vectors may stand beside a graph, or whatever the kind is, before they are moved into it.
    package var recent: Int

    package init(flat: Int = 10_000, recent: Int = 1_024) {
        self.flat = flat
        self.recent = recent
    }
}

/// A vector index that came from a file, with its stamp.
struct SavedVectors {
    let index: any VectorIndex
    let epoch: Int64
    /// The largest id in it.
    let lastID: Int64
}
