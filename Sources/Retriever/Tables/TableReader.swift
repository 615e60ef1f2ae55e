package import GRDB

/// A table's rows within one transaction: the SQL behind ``Table``, ``ReadSnapshot`` and ``WriteTransaction``.
package struct TableReader {
    package let database: Database
    package let name: ObjectName
    package let layout: TableLayout
    /// The version of the table that the transaction sees.
    package let version: Int64

    /// - Throws: ``StoreError``: `tableNotFound` if the table was dropped.
    package init(_ database: Database, name: ObjectName, layout: TableLayout) throws {
        guard let version = try Catalog(database: database).version(of: layout.id) else {
            throw StoreError.tableNotFound(name)
        }
        self.init(database, name: name, layout: layout, version: version)
    }

    init(_ database: Database, name: ObjectName, layout: TableLayout, version: Int64) {
        self.database = database
        self.name = name
        self.layout = layout
        self.version = version
    }

    package var schema: TableSchema { layout.schema }

    package func row(key: Value, columns: [String]? = nil) throws -> Row? {
        let decoder = try RowDecoder(schema, columns: columns)
        let statement = try database.cachedStatement(
            sql: "SELECT \(decoder.columnList) FROM \(layout.rows) WHERE \(layout.key) = ?")
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

    package func count(where filter: Filter?) throws -> Int {
        let condition = try condition(filter)
        return try Int.fetchOne(
            database, sql: "SELECT count(*) FROM \(layout.rows)\(condition.clause)", arguments: condition.arguments)
            ?? 0
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
        return ("SELECT \(columnList) FROM \(layout.rows)\(clause)", arguments)
    }
}

/// Which rows to read, which of their columns, and in which order.
package struct RowQuery: Sendable {
    package var filter: Filter?
    package var order: [RowOrder]
    package var limit: Int?
    package var offset: Int
    package var columns: [String]?

    package init(
        where filter: Filter? = nil, orderedBy order: [RowOrder] = [], limit: Int? = nil, offset: Int = 0,
        columns: [String]? = nil
    ) {
        precondition(limit ?? 0 >= 0 && offset >= 0, "a limit and an offset are at least 0")
        self.filter = filter
        self.order = order
        self.limit = limit
        self.offset = offset
        self.columns = columns
    }
}
