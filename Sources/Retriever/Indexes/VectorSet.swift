import Foundation
import GRDB
import Synchronization
import VectorCore

/// The vectors of an index in memory: a cache of the rows in SQLite at one epoch, brought up to date from them.
///
/// The large part is a graph, or an exact index while the rows are few; what came since its making is an exact index of
/// its own, so that taking up a change costs a copy and not a graph's insertion. A search holds a database snapshot and
/// asks for the vectors of exactly its epoch; where it finds older ones, ``catchUp(_:)`` replays the
/// changes first. So rows, keywords and vectors are always of one commit, whoever made it, in this process or another.
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
        /// Additions to and removals from `main` since it was saved.
        var unsaved = 0
        /// Whether `main` comes from a file and the rows beyond it, which a file lacks even of its own epoch, are not
        /// taken up yet.
        var lacksRecent = false
    }

    let dimension: Int
    let metric: Metric
    let limits: VectorSetLimits
    private let gate = SharedGate()
    /// Held while the vectors change or move between the parts, so that no move loses a change.
    private let structure = Mutex(())
    // SAFETY: read under `gate.read`, changed under `gate.change`.
    nonisolated(unsafe) private var memory: Memory

    init(dimension: Int, metric: Metric, limits: VectorSetLimits, saved: SavedVectors?) throws {
        self.dimension = dimension
        self.metric = metric
        self.limits = limits
        memory = Memory(
            main: try FlatIndex(dimension: dimension, metric: metric),
            recent: try FlatIndex(dimension: dimension, metric: metric))
        if let saved {
            memory.main = saved.index
            memory.epoch = saved.epoch
            memory.lastID = saved.lastID
            memory.mainLastID = saved.lastID
            memory.lacksRecent = true
        }
    }

    var count: Int { gate.read { memory.main.count + memory.recent.count } }

    // MARK: - Searching

    /// Searches, if the vectors are those of the epoch.
    ///
    /// - Returns: nil if they are older or newer.
    func search(
        _ query: [Float], k: Int, filter: VectorFilter?, epoch: Int64
    ) throws -> [Neighbor]? {
        try gate.read {
            guard memory.epoch == epoch else { return nil }
            let options = SearchOptions(filter: filter)
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

    var epoch: Int64 { gate.read { memory.epoch } }

    // MARK: - Following the rows

    /// Takes up what was committed after the memory's epoch.
    func catchUp(_ store: Store, entry: IndexCatalog.Entry, layout: IndexLayout) throws {
        try structure.withLock { _ in
            try store.database.read { database in
                let state = try IndexCatalog(database: database).state(of: entry)
                try gate.change { try takeUp(state, database, layout) }
            }
        }
    }

    private func takeUp(_ state: IndexCatalog.State, _ database: Database, _ layout: IndexLayout) throws {
        guard memory.epoch < state.epoch || memory.lacksRecent else { return }
        do {
            if memory.epoch < state.prunedEpoch { try forgetAll() }
            let removed = try Int64.fetchAll(
                database, sql: "SELECT _id FROM \(layout.dropped) WHERE _epoch > ?", arguments: [memory.epoch])
            memory.recent.remove(removed)
            memory.unsaved += memory.main.remove(removed)
            if try memory.main.count != storedCount(through: memory.mainLastID, database, layout) {
                // The file was not what its stamp says.
                try forgetAll()
            }
            try takeUpRows(database, layout)
            memory.epoch = state.epoch
            memory.lacksRecent = false
        } catch {
            // Half a change is worse than none: begin from the rows the next time.
            try forgetAll()
            throw error
        }
    }

    private func forgetAll() throws {
        memory.main = try FlatIndex(dimension: dimension, metric: metric)
        memory.recent = try FlatIndex(dimension: dimension, metric: metric)
        memory.epoch = 0
        memory.lastID = 0
        memory.mainLastID = 0
        memory.unsaved = 0
    }

    private func storedCount(through id: Int64, _ database: Database, _ layout: IndexLayout) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(layout.rows) WHERE _id <= ? AND _embedding IS NOT NULL",
            arguments: [id]) ?? 0
    }

    private func takeUpRows(_ database: Database, _ layout: IndexLayout) throws {
        let reader = VectorReader(database: database, layout: layout, dimension: dimension)
        var lastID = memory.lastID
        while let batch = try reader.batch(after: lastID, size: 4_096) {
            try memory.recent.add(batch.vectors, ids: batch.ids)
            lastID = batch.lastID
        }
        memory.lastID = lastID
    }

    // MARK: - Keeping the parts in shape

    /// Moves recent vectors into the main part where that is due, beside searches.
    func merge(_ progress: (Int, Int) -> Void = { _, _ in }) throws {
        try structure.withLock { _ in
            let (main, recent) = gate.read { (memory.main, memory.recent) }
            if main is FlatIndex {
                if main.count + recent.count > limits.flat {
                    try buildGraph(from: [main, recent], progress)
                } else {
                    try move(recent, into: main, batch: 8_192, progress)
                }
            } else if recent.count >= limits.recent {
                try move(recent, into: main, batch: 64, progress)
            }
        }
    }

    private func move(
        _ recent: FlatIndex, into main: any VectorIndex, batch: Int, _ progress: (Int, Int) -> Void
    ) throws {
        let ids = recent.ids
        var done = 0
        while done < ids.count {
            try Task.checkCancellation()
            let part = Array(ids[done..<min(done + batch, ids.count)])
            try copy(part, from: recent, into: main)
            recent.remove(part)
            done += part.count
            gate.change {
                memory.mainLastID = max(memory.mainLastID, part.last ?? 0)
                memory.unsaved += part.count
            }
            progress(done, ids.count)
        }
    }

    private func buildGraph(from parts: [any VectorIndex], _ progress: (Int, Int) -> Void) throws {
        let graph = try HNSWIndex(dimension: dimension, metric: metric)
        let total = parts.reduce(0) { $0 + $1.count }
        var done = 0
        for part in parts {
            let ids = part.ids
            for start in stride(from: 0, to: ids.count, by: 1_024) {
                try Task.checkCancellation()
                let batch = Array(ids[start..<min(start + 1_024, ids.count)])
                try copy(batch, from: part, into: graph)
                done += batch.count
                progress(done, total)
            }
        }
        let recent = try FlatIndex(dimension: dimension, metric: metric)
        gate.change {
            memory.main = graph
            memory.recent = recent
            memory.mainLastID = memory.lastID
            memory.unsaved = graph.count
        }
    }

    private func copy(_ ids: [Int64], from part: any VectorIndex, into index: any VectorIndex) throws {
        var vectors = Matrix(columns: dimension)
        var present: [Int64] = []
        for id in ids {
            guard let vector = part.vector(for: id) else { continue }
            try vectors.append(vector)
            present.append(id)
        }
        try index.add(vectors, ids: present)
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
            let enough = always ? 1 : main is FlatIndex ? 1 : max(limits.recent, main.count / 10)
            guard unsaved >= enough else { return nil }
            try write(main, epoch, lastID)
            gate.change { memory.unsaved = 0 }
            return epoch
        }
    }
}

/// When an index changes its shape.
package struct VectorSetLimits: Sendable {
    /// Up to so many vectors are searched one by one, exactly; beyond, in a graph. An exact search of 10,000 vectors of
    /// 384 dimensions reads 15 MB, about a millisecond; a graph answers in a tenth of it, at 10 s of building.
    package var flat: Int
    /// So many vectors may stand beside a graph before they are moved into it.
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

/// Reads the rows' vectors in the order of their ids.
struct VectorReader {
    let database: Database
    let layout: IndexLayout
    let dimension: Int

    /// - Returns: nil when there are no more.
    func batch(after id: Int64, size: Int) throws -> (vectors: Matrix, ids: [Int64], lastID: Int64)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT r._id, e.vector FROM \(layout.rows) r LEFT JOIN tessera_embeddings e ON e.id = r._embedding
                WHERE r._id > ? AND r._embedding IS NOT NULL ORDER BY r._id LIMIT ?
                """)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: [id, size])
        var vectors = Matrix(columns: dimension)
        var ids: [Int64] = []
        while let row = try cursor.next() {
            guard let bytes = Data.fromDatabaseValue(row[1]),
                let vector = VectorBytes.decode(bytes, dimension: dimension)
            else {
                throw StoreError(
                    .damaged, "a vector of index_\(layout.id) cannot be read; restore the store from a copy")
            }
            try vectors.append(vector)
            ids.append(row[0])
        }
        return ids.last.map { (vectors, ids, $0) }
    }
}
