import GRDB
import GRDBSQLite
import Synchronization

/// Tells whether anybody has committed to a database, in this process or another, without a transaction.
///
/// In WAL mode every commit writes the header of the WAL index, which lies in memory that all connections share, before it is
/// acknowledged; SQLite's own readers begin by comparing the header with the one they know (<https://sqlite.org/walformat.html>).
/// So does this. `Docs/Design/queries.md` has the reasons and the measurements.
final class CommitWatch: Sendable {
    /// What the header was: two equal ones have no commit between them.
    struct Mark: Sendable, Equatable {
        fileprivate var words: SIMD8<UInt64>
    }

    private struct Header {
        // SAFETY: two copies of 48 bytes, in the first region of the WAL index, which is mapped for as long as a connection to the
        // database is open; ``close()`` comes before the last of this store's is closed. Other threads and processes change them at
        // any time, so they are read as atomic words.
        let words: UnsafePointer<Atomic<UInt64>>
    }

    private let header: Mutex<Header?>

    /// - Parameter pool: Where it cannot be watched, nothing ever has a mark.
    init(_ pool: DatabasePool) {
        // SAFETY: SQLite's documented interface of an open file, called where its connection is, as SQLite calls it itself.
        let address = pool.writeWithoutTransaction { database -> UInt? in
            var file: UnsafeMutablePointer<sqlite3_file>?
            guard let connection = database.sqliteConnection,
                sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
                let file, let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2,
                let map = methods.pointee.xShmMap
            else { return nil }
            var region: UnsafeMutableRawPointer?
            guard map(file, 0, 32_768, 0, &region) == SQLITE_OK, let region else { return nil }
            return UInt(bitPattern: region)
        }
        header = Mutex(
            address.flatMap { UnsafeRawPointer(bitPattern: $0) }
                .map { Header(words: $0.assumingMemoryBound(to: Atomic<UInt64>.self)) })
    }

    /// - Returns: nil while a commit is being written, and where there is nothing to watch.
    func mark() -> Mark? {
        header.withLock { header in
            guard let words = header?.words else { return nil }
            var (first, second) = (SIMD8<UInt64>(), SIMD8<UInt64>())
            for place in 0..<6 { first[place] = words[place].load(ordering: .acquiring) }
            // A writer changes the second copy first.
            for place in 0..<6 { second[place] = words[place + 6].load(ordering: .acquiring) }
            // Zero before the first transaction of the database's first connection.
            return first == second && first != SIMD8() ? Mark(words: first) : nil
        }
    }

    /// Nothing has a mark from here on.
    func close() {
        header.withLock { $0 = nil }
    }
}
