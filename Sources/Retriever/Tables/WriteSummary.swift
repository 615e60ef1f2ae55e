/// What a write did to a table's rows.
public struct WriteSummary: Sendable, Hashable, Codable {
    public var inserted = 0
    public var updated = 0
    public var deleted = 0
    /// Rows that were given and were there already, equal in every column.
    public var unchanged = 0

    public init(inserted: Int = 0, updated: Int = 0, deleted: Int = 0, unchanged: Int = 0) {
        self.inserted = inserted
        self.updated = updated
        self.deleted = deleted
        self.unchanged = unchanged
    }

    /// Whether the table is another than before.
    public var isChange: Bool { inserted + updated + deleted > 0 }
}
