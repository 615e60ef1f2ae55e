public import Foundation

/// How far an index has followed its table, and whether it answers.
public struct IndexStatus: Sendable, Hashable, Codable {
    public enum State: Sendable, Hashable, Codable {
        /// Made, and never synced: it answers, but has nothing yet.
        case provisioning
        /// It answers, and shows its table as it is.
        case online
        /// It answers, and shows its table as it was; a sync runs or is due.
        case onlinePendingUpdate
        /// It cannot be opened, or not be synced.
        case offline(reason: String)
    }

    public var state: State
    /// The source table's version; that of the index where the table is missing.
    public var sourceVersion: Int64
    /// The version that searches see.
    public var syncedVersion: Int64
    /// Rows of the source table.
    public var sourceRows: Int
    /// Rows that can be found.
    public var rows: Int
    /// Rows that can be found by vector.
    public var vectors: Int
    /// Rows that were refused, with the reason; their keys are the source table's.
    public var refused: [RefusedRow]
    /// How long ago the first commit was that the index has not seen, in seconds; 0 where it has seen all.
    public var lagSeconds: Double
    /// When the last sync ended well; nil if none did.
    public var lastSync: Date?
    /// What ended the last sync, if it failed.
    public var lastError: String?
    /// Whether a sync or a rebuild of it runs in this process.
    public var isSyncing: Bool

    /// Whether another making of it is being built, or was left when that was interrupted; see
    /// ``DeltaSyncIndex/rebuild(definition:model:queryModel:progress:)``.
    public var hasUnfinishedRebuild: Bool

    /// Commits of the source table that the index has not seen yet.
    public var lag: Int64 { sourceVersion - syncedVersion }
}

/// A row that an index could not take.
public struct RefusedRow: Sendable, Hashable, Codable {
    public var key: Value
    public var reason: String
}

/// How far a sync has come.
public struct SyncProgress: Sendable, Hashable {
    /// Texts embedded so far, of those that the cache did not have.
    public var embedded: Int
    public var toEmbed: Int
    /// Rows that the sync adds, replaces or removes.
    public var rows: Int
}

/// What a sync did.
public struct SyncReport: Sendable, Hashable, Codable {
    /// The source table's version that the index now shows.
    public var version: Int64
    /// Rows added or replaced.
    public var written: Int
    public var removed: Int
    /// Texts that the model embedded; each text that is new to the store once.
    public var embeddedTexts: Int
    /// Rows whose vector the cache had.
    public var cachedTexts: Int
    /// Rows that could not be taken.
    public var refused: [RefusedRow]

    public init(
        version: Int64, written: Int = 0, removed: Int = 0, embeddedTexts: Int = 0, cachedTexts: Int = 0,
        refused: [RefusedRow] = []
    ) {
        self.version = version
        self.written = written
        self.removed = removed
        self.embeddedTexts = embeddedTexts
        self.cachedTexts = cachedTexts
        self.refused = refused
    }
}
