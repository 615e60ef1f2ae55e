import Dispatch
import Foundation
import GRDB
import KeywordSearch
import Synchronization
import VectorCore

/// What searches of an index go through: a cache in memory of the rows in SQLite at one epoch, brought up to date from them.
///
/// It has two parts, ``VectorPart`` and ``KeywordPart``, that follow the rows together. A search holds a database snapshot and asks for
/// exactly its epoch; where it finds an older one, ``catchUp()`` replays the changes first. So rows, keywords and vectors
/// are always of one commit, whoever made it, in this process or another.
///
/// Locks are taken in this order: ``structure``, a database connection, ``gate``.
final class IndexMemory: Sendable {
    private struct Parts {
        var vectors: VectorPart
        /// nil where the index has no keyword columns.
        var keywords: KeywordPart?

        /// Both have the same once they have followed.
        var epoch: Int64 { vectors.epoch }
    }

    private let store: Store
    private let entry: IndexCatalog.Entry
    private let layout: IndexLayout
    private let maker: VectorIndexMaker
    private let files: IndexFiles
    private let limits: IndexLimits
    private let gate = SharedGate()
    /// Held while the parts change, or vectors move within theirs, so that no move loses a change.
    private let structure = Mutex(())
    // SAFETY: read under `gate.read` or by whoever holds `structure`, changed under both.
    /// nil before they were first taken up, and after that has failed.
    nonisolated(unsafe) private var parts: Parts?
    /// Whether damage was found in a file that the parts were read from; they are not used any more then.
    private let isDamaged = Atomic(false)

    init(
        store: Store, entry: IndexCatalog.Entry, layout: IndexLayout, dimension: Int, files: IndexFiles,
        limits: IndexLimits
    ) throws {
        self.store = store
        self.entry = entry
        self.layout = layout
        self.files = files
        self.limits = limits
        maker = VectorIndexMaker(dimension: dimension, definition: entry.definition)
        try catchUp()
    }

    // MARK: - Searching

    /// What a search asks both parts for.
    struct Question {
        var vector: [Float]?
        var words: KeywordClause?
        /// How many candidates each part gives.
        var k: Int
        /// Whether the answer says how vectors were searched.
        var isExplained = false
    }

    struct Answer {
        var near: [Neighbor] = []
        var matching: [KeywordHit] = []
        var vectorPlan: QueryExplanation.VectorPlan?
    }

    /// Searches, if the memory is of the epoch.
    ///
    /// - Parameters:
    ///   - filter: Makes the filter of both parts, in the search's database snapshot.
    ///   - isHoldingStill: Whether the memory stays as it is while the filter is made too. Otherwise it may be made in vain; with
    ///     it, whoever changes the memory waits for it, and later searches wait for those.
    /// - Returns: nil if it is older or newer, or its file turns out to be damaged; after ``catchUp()`` it is not.
    func search(
        _ question: Question, epoch: Int64, isHoldingStill: Bool, filter: () throws -> VectorFilter?
    ) throws -> Answer? {
        let made = isHoldingStill ? nil : try filter()
        return try gate.read {
            guard parts?.epoch == epoch, !isDamaged.load(ordering: .acquiring) else { return nil }
            let filter = isHoldingStill ? try filter() : made
            do {
                var answer = Answer()
                if let vector = question.vector, question.isExplained {
                    let told = try parts?.vectors.explainedSearch(vector, k: question.k, filter: filter)
                    (answer.near, answer.vectorPlan) = (told?.near ?? [], told?.plan)
                } else if let vector = question.vector {
                    answer.near = try parts?.vectors.search(vector, k: question.k, filter: filter) ?? []
                }
                if let words = question.words, let keywords = parts?.keywords?.index {
                    answer.matching = try keywords.search(
                        words, k: question.k,
                        options: KeywordSearchOptions(filter: filter, scoring: layout.weights.scoring))
                }
                return answer
            } catch let error as VectorIndexError where error.code == .fileDamaged {
                isDamaged.store(true, ordering: .releasing)
                return nil
            }
        }
    }

    // MARK: - Following the rows

    /// Takes up what was committed after the memory's epoch; waits for nobody where there is nothing.
    func catchUp() throws {
        // A search whose snapshot is older than memory comes here too, and shall not wait for a graph in the making.
        if try isCurrent() { return }
        try changing { try takeUp() }
    }

    /// Changes the parts. Where their file turns out to be damaged, they are made without it first: of an older file, or the rows.
    private func changing<T>(_ work: () throws -> T) throws -> T {
        try structure.withLock { _ in
            do {
                if !isDamaged.load(ordering: .acquiring) { return try work() }
            } catch let error as VectorIndexError where error.code == .fileDamaged {}
            gate.change { parts = nil }
            try takeUp(checking: .onOpen)
            isDamaged.store(false, ordering: .releasing)
            return try work()
        }
    }

    private func isCurrent() throws -> Bool {
        try store.database.read { database in
            let state = try IndexCatalog(database: database).state(of: entry)
            return gate.read { parts.map { $0.epoch >= state.epoch } ?? false } && !isDamaged.load(ordering: .acquiring)
        }
    }

    /// - Parameters:
    ///   - makesVectorsAnew: Whether all vectors are read from the rows.
    ///   - checking: When damage within a file is found that they are read from.
    private func takeUp(makesVectorsAnew: Bool = false, checking: FileChecking = .lazily) throws {
        try store.database.read { database in
            let state = try IndexCatalog(database: database).state(of: entry)
            if let parts, parts.epoch >= state.epoch, !makesVectorsAnew { return }
            var next = try known(since: state.prunedEpoch) ?? opened(state, database, checking)
            if makesVectorsAnew { next.vectors = try VectorPart(maker, layout) }
            // What no search sees yet is brought up to date beside them: that is all but the vectors of before.
            try next.keywords?.follow(state, database)
            let isSeen = next.vectors.main === parts?.vectors.main
            if !isSeen { try next.vectors.follow(state, database) }
            try gate.change {
                do {
                    if isSeen { try next.vectors.follow(state, database) }
                    parts = next
                } catch {
                    // Half a change is worse than none.
                    parts = nil
                    throw error
                }
            }
        }
    }

    /// The parts in memory, if what was removed since is still known.
    private func known(since prunedEpoch: Int64) -> Parts? {
        parts.flatMap { $0.epoch >= prunedEpoch ? $0 : nil }
    }

    /// From the newest files, or empty ones.
    private func opened(
        _ state: IndexCatalog.State, _ database: Database, _ checking: FileChecking
    ) throws -> Parts {
        var parts = Parts(vectors: try VectorPart(maker, layout))
        if let saved = files.newestVectors(state: state, database, checking: checking) {
            parts.vectors = try VectorPart(maker, layout, saved: saved)
        }
        if layout.hasKeywords {
            parts.keywords =
                try files.newestKeywords(state: state, database, checking: checking).map {
                    KeywordPart(layout, saved: $0)
                }
                ?? KeywordPart(layout)
        }
        if checking == .lazily { readRestLater() }
        return parts
    }

    /// Leaves the first searches the memory and the processors.
    private static var readDelay: DispatchTimeInterval { .milliseconds(250) }

    /// Beside the searches, which are not to wait for it.
    private func readRestLater() {
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + Self.readDelay) { [weak self] in
            self?.readRest()
        }
    }

    /// Checks what no search has touched of files that are mapped, and reads a graph's codes and links, which makes its searches faster.
    ///
    /// Damage that it finds is what the next search meets.
    /// - Returns: Whether a graph was read.
    @discardableResult
    func readRest() -> Bool {
        // A change would check it all first, and may let go of what is mapped.
        structure.withLock { _ in
            guard let parts else { return false }
            try? parts.keywords?.index.checkRest()
            if let read = try? readAgain(parts.vectors) {
                gate.change { self.parts?.vectors.replace(main: read) }
                return true
            }
            try? (parts.vectors.main as? any LazilyChecked)?.checkRest()
            return false
        }
    }

    /// The graph of a file, with what is walked over in memory; nil where there is none, or it or the file has changed since it was opened.
    private func readAgain(_ vectors: VectorPart) throws -> HNSWIndex? {
        guard vectors.main is HNSWIndex, vectors.unsaved == 0 else { return nil }
        return try store.database.read { database in
            let state = try IndexCatalog(database: database).state(of: entry)
            guard let saved = files.newestVectors(state: state, database, checking: .onOpen),
                saved.lastID == vectors.mainLastID, saved.index.count == vectors.main.count
            else { return nil }
            return saved.index as? HNSWIndex
        }
    }

    // MARK: - Keeping the vectors in shape

    /// Moves recent vectors into the main part where that is due, beside searches.
    func merge() throws {
        try changing {
            guard let vectors = parts?.vectors else { return }
            let (main, recent) = (vectors.main, vectors.recent)
            if main is FlatIndex, maker.isExact(vectors.count, limits) {
                try move(recent, into: main, batch: 8_192)
            } else if main is FlatIndex, maker.configuration == nil {
                try make(from: [main, recent])
            } else if recent.count < limits.recent {
                return
            } else if main.count == 0 {
                try make(from: [recent])
            } else if maker.divides, vectors.count > 4 * max(vectors.madeOf, limits.recent) {
                // Its lists are those of far fewer vectors; and codes alone do not tell what the vectors were.
                try takeUp(makesVectorsAnew: true)
                try make(from: parts.map { [$0.vectors.recent] } ?? [])
            } else {
                // One by one, so that searches of both parts stay short, unless that would take too long.
                try move(recent, into: main, batch: recent.count > main.count / 4 ? 16_384 : 64)
            }
        }
    }

    private func move(_ recent: FlatIndex, into main: any VectorIndex, batch: Int) throws {
        let ids = recent.ids
        // The last of them ask, before they are in it, where it has grown too much since somebody has.
        let tunedFor = parts?.vectors.tunedFor ?? 0
        let isGrown = maker.tunes(main) && main.count + ids.count >= 2 * tunedFor
        let asking = isGrown ? min(ids.count / 2, VectorIndexMaker.questions) : 0
        try move(ids.dropLast(asking), recent, main, batch)
        if isGrown {
            var queries = Matrix(columns: maker.dimension)
            for id in ids.suffix(asking) {
                if let vector = recent.vector(for: id) { try queries.append(vector) }
            }
            let tunedFor = try maker.tune(main, by: queries)
            if tunedFor > 0 { gate.change { parts?.vectors.tunedFor = tunedFor } }
        }
        try move(ids.suffix(asking), recent, main, batch)
    }

    private func move(_ ids: ArraySlice<Int64>, _ recent: FlatIndex, _ main: any VectorIndex, _ batch: Int) throws {
        var ids = ids
        while !ids.isEmpty {
            try Task.checkCancellation()
            let part = Array(ids.prefix(batch))
            try maker.copy(part, from: recent, into: main)
            recent.remove(part)
            gate.change { parts?.vectors.noteMoved(part) }
            ids = ids.dropFirst(batch)
        }
    }

    /// - Parameter parts: All of the vectors, exact.
    private func make(from exact: [any VectorIndex]) throws {
        let (index, tunedFor) = try maker.index(of: exact)
        let recent = try maker.exact()
        gate.change { parts?.vectors.replace(main: index, recent: recent, tunedFor: tunedFor) }
    }

    // MARK: - Saving

    /// Writes both parts' files, if enough has changed.
    ///
    /// - Parameter always: Whether any change is enough.
    /// - Returns: Whether they were written, and for which epoch.
    func save(always: Bool) throws -> Int64? {
        try changing {
            guard let parts, isDue(parts, always) else { return nil }
            let stamp = try store.database.read { try files.stamp(epoch: parts.epoch, $0) }
            try files.save(
                parts.vectors.main, stamp, lastID: parts.vectors.mainLastID, tunedFor: parts.vectors.tunedFor)
            if let keywords = parts.keywords { try files.save(keywords.index, stamp, lastID: keywords.lastID) }
            gate.change {
                self.parts?.vectors.unsaved = 0
                self.parts?.keywords?.unsaved = 0
            }
            return parts.epoch
        }
    }

    /// A file takes as long to write as it is large, whatever has changed; to read the rest from the rows is fast.
    private func isDue(_ parts: Parts, _ always: Bool) -> Bool {
        func isDue(_ unsaved: Int, of count: Int) -> Bool {
            unsaved >= (always ? 1 : max(min(limits.recent, 256), count / 10))
        }
        return isDue(parts.vectors.unsaved, of: parts.vectors.main.count)
            || parts.keywords.map { isDue($0.unsaved, of: $0.count) } ?? false
    }
}

/// When an index changes its shape.
package struct IndexLimits: Sendable {
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
