import Retriever

/// One element of what `status --json` prints, and what `describe` says of an index; its keys are a contract.
struct IndexReport: Encodable {
    var name: String
    /// `provisioning`, `online`, `online_pending_update`, or `offline`.
    var state: String
    /// Why it is offline.
    var reason: String?
    /// The source table's version, and the one that searches see.
    var sourceVersion: Int64
    var syncedVersion: Int64
    /// Commits that the index has not seen, and how long ago the first of them was.
    var lag: Int64
    var lagSeconds: Double
    /// Rows that can be found, and those that can be found by vector.
    var rows: Int
    var vectors: Int
    /// Rows that were refused.
    var refused: Int
    var lastError: String?

    init(_ name: ObjectName, in store: Store) throws {
        let status = try store.indexStatus(name)
        self.name = name.description
        switch status.state {
        case .provisioning: state = "provisioning"
        case .online: state = "online"
        case .onlinePendingUpdate: state = "online_pending_update"
        case .offline(let reason):
            state = "offline"
            self.reason = reason
        }
        sourceVersion = status.sourceVersion
        syncedVersion = status.syncedVersion
        lag = status.lag
        lagSeconds = status.lagSeconds
        rows = status.rows
        vectors = status.vectors
        refused = status.refused.count
        lastError = status.lastError
    }

    static let header = ["INDEX", "STATE", "VERSION", "LAG", "ROWS", "VECTORS", "REFUSED", "LAST ERROR"]

    var cells: [String] {
        [
            name, state, "\(syncedVersion)", "\(lag)", "\(rows)", "\(vectors)", "\(refused)",
            (reason ?? lastError)?.excerpt(100) ?? "",
        ]
    }
}
