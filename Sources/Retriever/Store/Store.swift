public import Foundation
package import GRDB

/// A folder that holds tables, their change data feeds and everything that is derived from them.
///
/// `store.sqlite` is the only truth; what lies in ``indexesFolder`` can be made again from it. Any number of threads may
/// read while one writes: a reader sees one version of every table from beginning to end. Several `Store`s, in one
/// process or in many, may have the same folder open; their writers take turns. When a write has returned, it is on the
/// disk: neither a killed process nor a lost power supply takes it back.
///
///     let store = try Store(at: folder)
///     let pages = try store.createTable("pages", schema: TableSchema(
///         columns: [.text("id"), .text("lang"), .integer("page")], primaryKey: "id"))
///     try pages.merge([["id": "a", "lang": "ja", "page": 4]])
///     let found = try pages.rows(where: Column("lang") == "ja" && Column("page") > 3)
///     let changes = try pages.changes(since: 0)
public final class Store: Sendable {
    public let folder: URL
    /// Who works with the store, for the audit log.
    public let principal: String?
    package let database: DatabasePool
    let commits: CommitWatch

    /// Opens the store in a folder, or makes one in a folder that is empty or does not exist.
    ///
    /// The header, the format and the catalog are checked; damage elsewhere in the file is reported by the call that
    /// meets it, and by ``check()``, which reads everything.
    /// A store of an earlier format is brought to today's first, all of it or nothing.
    /// - Parameters:
    ///   - principal: Who works with the store, for the audit log: a user, a service.
    ///   - busyTimeout: Seconds to wait for another writer before ``StoreError/Code/busy``; 0 or more.
    /// - Throws: ``StoreError``: `notAStore`, `unsupportedFormat`, `damaged`, `cannotOpen`, `readOnly`, `busy`, `diskFull`.
    public init(at folder: URL, principal: String? = nil, busyTimeout: TimeInterval = 5) throws(StoreError) {
        precondition(busyTimeout >= 0, "a time-out is at least 0, not \(busyTimeout)")
        self.folder = folder
        self.principal = principal
        (database, commits) = try withStoreErrors {
            let database = try StoreFile(folder: folder, busyTimeout: busyTimeout).open()
            return (database, CommitWatch(database))
        }
    }

    /// For files that are derived from the tables; each can be deleted at any time and is made again.
    public var indexesFolder: URL {
        folder.appendingPathComponent(StoreFormat.indexesFolder, isDirectory: true)
    }

    /// Closes the database; every later use throws. A store that is released closes by itself.
    public func close() throws(StoreError) {
        commits.close()
        try withStoreErrors {
            // GRDB closes its readers last, and SQLite cannot empty the log through them. Where another process reads,
            // the log stays and is read at the next opening.
            try database.writeWithoutTransaction { writer in
                do { try writer.checkpoint(.truncate) } catch let error as DatabaseError
                    where error.resultCode == .SQLITE_BUSY
                {}
            }
            try database.close()
        }
    }
}
