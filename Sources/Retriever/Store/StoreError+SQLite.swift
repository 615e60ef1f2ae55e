import Foundation
import GRDB

extension StoreError {
    /// SQLite's result code as a code of ours, and its message kept.
    init(_ error: DatabaseError) {
        let message = error.message ?? "result code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.diskFull, "the disk is full; free some space and try again (\(message))")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.damaged, "the store's database is damaged; restore it from a copy (\(message))")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "another writer held the store for longer than the busy time-out (\(message))")
        case .SQLITE_READONLY:
            self.init(.readOnly, "the store's folder or database may not be written (\(message))")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.cannotOpen, "the store's database cannot be opened (\(message))")
        case .SQLITE_IOERR:
            self.init(.ioFailure, "reading or writing the store's database failed (\(message))")
        case .SQLITE_NOMEM:
            self.init(.outOfMemory, "there is no memory for the operation (\(message))")
        case .SQLITE_TOOBIG:
            self.init(.tooLarge, "a value or a row is larger than 1,000,000,000 bytes (\(message))")
        default:
            self.init(.database, "SQLite refused: \(message) (\(error.extendedResultCode.rawValue))")
        }
    }

    init(_ error: FilterError) {
        self.init(.invalidFilter, error.description)
        column = error.column
    }

    init(_ error: ObjectNameError) {
        self.init(.invalidName, error.description)
    }
}

/// Runs a piece of work whose errors are the store's or SQLite's, and throws them as the store's.
func withStoreErrors<T>(_ work: () throws -> T) throws(StoreError) -> T {
    do {
        return try work()
    } catch {
        throw storeError(error)
    }
}

/// - Parameter error: One that the store's own code met; the errors of a caller's closure are passed on as they are.
private func storeError(_ error: any Error) -> StoreError {
    switch error {
    case let error as StoreError: error
    case let error as DatabaseError: StoreError(error)
    case let error as FilterError: StoreError(error)
    case let error as ObjectNameError: StoreError(error)
    default: StoreError(.database, "the operation failed: \(error)")
    }
}
