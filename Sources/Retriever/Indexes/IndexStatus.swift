/// How far an index has followed its table.
public struct IndexStatus: Sendable, Hashable, Codable {
    /// The source table's version.
    public var sourceVersion: Int64
    /// The version that searches see.
    public var syncedVersion: Int64
    /// Rows that can be found.
    public var rows: Int
    /// Rows that can be found by vector.
    public var vectors: Int
    /// Rows that were refused, with the reason; their keys are the source table's.
    public var refused: [RefusedRow]
    /// What ended the last sync, if it failed.
    public var lastError: String?

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
