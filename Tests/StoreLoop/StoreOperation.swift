package import Retriever

/// One thing that a process does to its store, with all that an oracle needs to do the same.
package enum StoreOperation: Codable, Sendable {
    case insert([Row])
    case merge([Row])
    case overwrite([Row])
    /// Sets the body of a group's rows.
    case update(group: Int64, body: String)
    case delete([Int64])
    case deleteGroup(Int64)
    /// In one transaction: rows into `notes`, `ledger` and `mirror`, keys out of them.
    case all([Row], without: [Int64])
    case sync
    case checkpoint
    case query(String)
    /// Reads the tables in one snapshot.
    case read
    /// Files of the folder with their new texts, nil for a file that goes; then the folder is ingested.
    case ingest([String: String?])
    /// Removes every version but the present one.
    case vacuum
    case reopen
}

/// What a line of a process's log says.
package enum StoreLogEntry: Codable, Sendable {
    /// It has the store open.
    case opened
    case begins(StoreOperation)
    /// The operation has returned; `version` is what a sync has brought its index to, or a reader has seen.
    case done(version: Int64?)
    /// The operation was refused, as it may be: a key that is there already, another writer.
    case refused(code: String)
    /// Something that must not happen.
    case failed(String)
}
