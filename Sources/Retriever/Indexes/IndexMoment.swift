import GRDB
import Synchronization

/// One commit of an index, as a search sees it.
struct IndexMoment {
    let state: IndexCatalog.State
    /// A snapshot of the commit; nil where nobody has committed since the state was read, so that none is held.
    fileprivate let database: Database?

    /// - Throws: ``NeedsSnapshot`` where there is none.
    func snapshot() throws(NeedsSnapshot) -> Database {
        guard let database else { throw NeedsSnapshot() }
        return database
    }

    var hasSnapshot: Bool { database != nil }
}

/// A search in memory has come to what only the database has.
struct NeedsSnapshot: Error {}

extension IndexGeneration {
    /// What the last look at the database saw.
    struct Look: Sendable {
        let mark: CommitWatch.Mark
        let state: IndexCatalog.State
    }

    /// The index as it was at the last look, if nobody has committed since.
    var unchanged: IndexMoment? {
        guard let mark = store.commits.mark(), let look = lastLook.withLock({ $0 }), look.mark == mark else {
            return nil
        }
        return IndexMoment(state: look.state, database: nil)
    }

    /// Works with a snapshot of the newest commit.
    ///
    /// - Throws: ``StaleGeneration`` if the columns of the source are others than when it was opened.
    func looking<T>(_ work: (IndexMoment) throws -> T) throws -> T {
        let mark = store.commits.mark()
        let (result, state) = try store.database.read { database in
            try checkColumns(in: database)
            let state = try IndexCatalog(database: database).state(of: entry)
            return (try work(IndexMoment(state: state, database: database)), state)
        }
        // If none came while the snapshot was taken, it is of the mark.
        if let mark, mark == store.commits.mark() { lastLook.withLock { $0 = Look(mark: mark, state: state) } }
        return result
    }
}
