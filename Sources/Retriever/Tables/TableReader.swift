package import GRDB

/// A table's rows within one transaction: the SQL behind ``Table``, ``ReadSnapshot`` and ``WriteTransaction``.
package struct TableReader {
    package let database: Database
    package let name: ObjectName
    package let layout: TableLayout
    /// The version of the table that the transaction sees.
    package let version: Int64
    /// The oldest version that can still be read, and from which the feed can: a vacuum has removed what was before.
    package let oldestVersion: Int64

    /// Reads by the columns that the table has now, whatever they were when the handle was opened.
    ///
    /// - Throws: ``StoreError``: `tableNotFound` if the table was dropped.
    package init(_ database: Database, name: ObjectName, layout: TableLayout) throws {
        let catalog = Catalog(database: database)
        guard let state = try catalog.state(of: layout.id) else { throw StoreError.tableNotFound(name) }
        if state.schemaVersion == layout.schemaVersion {
            self.init(database, name: name, layout: layout, state: state)
        } else {
            guard let entry = try catalog.entry(id: layout.id) else { throw StoreError.tableNotFound(name) }
            self.init(database, name: entry.name, layout: entry.layout, state: entry.state)
        }
    }

    init(_ database: Database, name: ObjectName, layout: TableLayout, state: Catalog.State) {
        self.database = database
        self.name = name
        self.layout = layout
        version = state.version
        oldestVersion = state.oldest
    }

    package var schema: TableSchema { layout.schema }

    package func row(key: Value, columns: [String]? = nil, at version: Int64? = nil) throws -> Row? {
        let decoder = try RowDecoder(schema, columns: columns)
        let statement = try database.cachedStatement(
            sql: "SELECT \(decoder.columnList) FROM \(try images(at: version)) WHERE \(layout.key) = ?")
        return try GRDB.Row.fetchOne(statement, arguments: [try storedKey(key)]).map { try decoder.decode($0) }
    }

    package func rows(_ query: RowQuery) throws -> [Row] {
        var rows: [Row] = []
        try forEachRow(query) { rows.append($0) }
        return rows
    }

    /// One row after the other, holding only one.
    package func forEachRow(_ query: RowQuery, _ body: (Row) throws -> Void) throws {
        let decoder = try RowDecoder(schema, columns: query.columns)
        let (sql, arguments) = try select(decoder.columnList, query)
        let cursor = try GRDB.Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try cursor.next() { try body(try decoder.decode(row)) }
    }

    package func count(where filter: Filter?, at version: Int64? = nil) throws -> Int {
        let condition = try condition(filter)
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(try images(at: version))\(condition.clause)",
            arguments: condition.arguments) ?? 0
    }

    // MARK: - By the store's own row numbers

    /// The numbers of the rows that a filter lets pass, ascending.
    package func rowIDs(where filter: Filter? = nil) throws -> [Int64] {
        let condition = try condition(filter)
        return try Int64.fetchAll(
            database, sql: "SELECT _row_id FROM \(layout.rows)\(condition.clause) ORDER BY _row_id",
            arguments: condition.arguments)
    }

    /// The row of this number, or nil if it was deleted.
    package func row(rowID: Int64, columns: [String]? = nil) throws -> Row? {
        let decoder = try RowDecoder(schema, columns: columns)
        let statement = try database.cachedStatement(
            sql: "SELECT \(decoder.columnList) FROM \(layout.rows) WHERE _row_id = ?")
        return try GRDB.Row.fetchOne(statement, arguments: [rowID]).map { try decoder.decode($0) }
    }

    /// - Returns: The row's number, or nil if there is no such row.
    package func rowID(key: Value) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: "SELECT _row_id FROM \(layout.rows) WHERE \(layout.key) = ?")
        return try Int64.fetchOne(statement, arguments: [try storedKey(key)])
    }

    // MARK: - SQL

    /// A filter as a WHERE clause, empty for nil.
    func condition(_ filter: Filter?) throws(FilterError) -> (clause: String, arguments: StatementArguments) {
        guard let filter else { return ("", StatementArguments()) }
        let compiled = try filter.sql(for: schema)
        return (" WHERE \(compiled.sql)", compiled.arguments)
    }

    func storedKey(_ key: Value) throws(StoreError) -> DatabaseValue {
        try layout.stored(key: key, of: name)
    }

    private func select(_ columnList: String, _ query: RowQuery) throws -> (String, StatementArguments) {
        var (clause, arguments) = try condition(query.filter)
        var terms: [String] = []
        for order in query.order {
            guard let column = schema.column(order.column) else {
                throw StoreError.unknownColumn(order.column, in: schema)
            }
            terms.append("\(TableLayout.quoted(column.name))\(order.isDescending ? " DESC" : "")")
        }
        // Ties, and the rows of a query without an order, come in the order of their insertion.
        clause += " ORDER BY \((terms + ["_row_id"]).joined(separator: ", "))"
        if query.limit != nil || query.offset > 0 {
            clause += " LIMIT ? OFFSET ?"
            arguments += [query.limit ?? -1, query.offset]
        }
        return ("SELECT \(columnList) FROM \(try images(at: query.version))\(clause)", arguments)
    }

    /// What to read the rows of a version from; nil for the present one.
    private func images(at version: Int64?) throws(StoreError) -> String {
        guard let version, version != self.version else { return layout.rows }
        guard (oldestVersion...self.version).contains(version) else {
            throw .versionNotFound(version, of: name, oldest: oldestVersion, latest: self.version)
        }
        let columns = "_row_id, \(layout.columnList)"
        return """
            (SELECT \(columns) FROM \(layout.rows) WHERE _updated <= \(version)
            UNION ALL SELECT \(columns) FROM \(layout.history) WHERE _from <= \(version) AND _to > \(version))
            """
    }
}

/// Which rows to read, which of their columns, and in which order.
package struct RowQuery: Sendable {
    package var filter: Filter?
    package var order: [RowOrder]
    package var limit: Int?
    package var offset: Int
    package var columns: [String]?
    /// The version to read; nil for the present one.
    package var version: Int64?

    package init(
        where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil, offset: Int = 0,
        columns: [String]? = nil, at version: Int64? = nil
    ) {
        precondition(limit ?? 0 >= 0 && offset >= 0, "a limit and an offset are at least 0")
        self.filter = filter
        self.order = order
        self.limit = limit
        self.offset = offset
        self.columns = columns
        self.version = version
    }
}
