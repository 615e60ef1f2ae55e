extension Table {
    /// The row of this key, or nil.
    ///
    /// - Parameters:
    ///   - columns: The columns to read; nil for all.
    ///   - version: The table's version to read, from ``oldestVersion`` on; nil for the present one.
    public func row(
        key: some ValueConvertible, columns: [String]? = nil, at version: Int64? = nil
    ) throws(StoreError) -> Row? {
        try reading { try $0.row(key: key.value, columns: columns, at: version) }
    }

    /// The rows that a filter lets pass.
    ///
    /// - Parameters:
    ///   - filter: nil for all rows.
    ///   - order: What to sort by first, second and so on; rows that are the same in it come in the order of insertion.
    ///   - limit: How many rows at most; nil for all.
    ///   - offset: How many rows to leave out at the beginning.
    ///   - columns: The columns to read; nil for all.
    ///   - version: The table's version to read, from ``oldestVersion`` on; nil for the present one. Its rows have the
    ///     columns that the table has now.
    /// - Throws: ``StoreError``: `invalidFilter`, `unknownColumn`, `versionNotFound`, `tableNotFound`, and those of the
    ///   machine.
    public func rows(
        where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil, offset: Int = 0,
        columns: [String]? = nil, at version: Int64? = nil
    ) throws(StoreError) -> [Row] {
        let query = RowQuery(
            where: filter, orderedBy: order, limit: limit, offset: offset, columns: columns, at: version)
        return try reading { try $0.rows(query) }
    }

    /// How many rows a filter lets pass; all rows without one.
    public func count(where filter: Filter? = nil, at version: Int64? = nil) throws(StoreError) -> Int {
        try reading { try $0.count(where: filter, at: version) }
    }

    /// The change data feed: what the commits after version `start` did, in order.
    ///
    /// - Parameters:
    ///   - start: The version that the reader has; 0 for everything from the beginning.
    ///   - end: The last version to read; nil for the table's.
    /// - Throws: ``StoreError``: `versionNotFound` for a version that the table does not have.
    public func changes(since start: Int64, to end: Int64? = nil) throws(StoreError) -> [Change] {
        var changes: [Change] = []
        try reading { try $0.forEachChange(since: start, to: end) { changes.append($0) } }
        return changes
    }

    /// The change data feed in batches, all of one snapshot, for feeds that do not fit into memory.
    ///
    /// - Parameters:
    ///   - size: How many entries a batch has, at least 1; the last may have fewer.
    ///   - body: What it throws ends the reading and is thrown on.
    public func forEachChangeBatch(
        since start: Int64, to end: Int64? = nil, size: Int = 1_000, _ body: ([Change]) throws -> Void
    ) throws {
        precondition(size > 0, "a batch has at least one entry, not \(size)")
        try store.read { snapshot in
            try snapshot.forEachChangeBatch(in: self, since: start, to: end, size: size, body)
        }
    }
}
