/// A table whose rows are values of a Swift type; see ``TableRow``.
///
/// Its calls are those of ``Table``, and throw what they throw; a value that its schema cannot hold is a `typeMismatch`
/// with the column.
public struct TypedTable<Content: TableRow>: Sendable {
    /// The same table, with rows as they are.
    public let table: Table

    init(table: Table) {
        self.table = table
    }

    /// One entry of the feed: a ``Change`` with its row's value.
    public struct ContentChange: Sendable {
        public let type: Change.Kind
        public let content: Content
        public let version: Int64
    }

    // MARK: - Writing

    @discardableResult
    public func insert(_ contents: [Content]) throws(StoreError) -> WriteSummary {
        try table.insert(rows(contents))
    }

    @discardableResult
    public func merge(_ contents: [Content]) throws(StoreError) -> WriteSummary {
        try table.merge(rows(contents))
    }

    @discardableResult
    public func overwrite(_ contents: [Content]) throws(StoreError) -> WriteSummary {
        try table.overwrite(rows(contents))
    }

    @discardableResult
    public func delete(keys: [some ValueConvertible]) throws(StoreError) -> WriteSummary {
        try table.delete(keys: keys)
    }

    @discardableResult
    public func delete(where filter: Filter) throws(StoreError) -> WriteSummary {
        try table.delete(where: filter)
    }

    @discardableResult
    public func delete(where filter: RowFilter<Content>) throws(StoreError) -> WriteSummary {
        try table.delete(where: filter.filter)
    }

    // MARK: - Reading

    /// As ``Table/row(key:columns:at:)``.
    public func row(key: some ValueConvertible, at version: Int64? = nil) throws(StoreError) -> Content? {
        guard let row = try table.row(key: key, at: version) else { return nil }
        return try content(row)
    }

    /// As ``Table/rows(where:orderedBy:limit:offset:columns:at:)``.
    public func rows(
        where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil, offset: Int = 0,
        at version: Int64? = nil
    ) throws(StoreError) -> [Content] {
        var contents: [Content] = []
        for row in try table.rows(where: filter, orderedBy: order, limit: limit, offset: offset, at: version) {
            contents.append(try content(row))
        }
        return contents
    }

    /// As ``Table/rows(where:orderedBy:limit:offset:columns:at:)``, by a filter of key paths.
    public func rows(
        where filter: RowFilter<Content>, orderedBy order: [RowOrder] = [], limit: Int? = nil, offset: Int = 0,
        at version: Int64? = nil
    ) throws(StoreError) -> [Content] {
        try rows(where: filter.filter, orderedBy: order, limit: limit, offset: offset, at: version)
    }

    public func count(where filter: RowFilter<Content>, at version: Int64? = nil) throws(StoreError) -> Int {
        try count(where: filter.filter, at: version)
    }

    /// As ``Table/count(where:at:)``.
    public func count(where filter: Filter? = nil, at version: Int64? = nil) throws(StoreError) -> Int {
        try table.count(where: filter, at: version)
    }

    /// As ``Table/changes(since:to:)``.
    public func changes(since start: Int64, to end: Int64? = nil) throws(StoreError) -> [ContentChange] {
        var changes: [ContentChange] = []
        for change in try table.changes(since: start, to: end) {
            changes.append(
                ContentChange(type: change.type, content: try content(change.row), version: change.version))
        }
        return changes
    }

    // MARK: - Rows and values

    private func rows(_ contents: [Content]) throws(StoreError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(contents.count)
        for content in contents { rows.append(try Row(content, schema: Content.schema)) }
        return rows
    }

    private func content(_ row: Row) throws(StoreError) -> Content {
        try row.decoded(as: Content.self, schema: Content.schema)
    }
}
