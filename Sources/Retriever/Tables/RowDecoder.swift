import GRDB

/// Reads some of a table's columns out of SQLite's rows.
struct RowDecoder {
    let columns: [TableSchema.Column]

    /// - Parameter names: The columns to read, in this order; nil for all.
    init(_ schema: TableSchema, columns names: [String]? = nil) throws(StoreError) {
        guard let names else {
            columns = schema.columns
            return
        }
        var columns: [TableSchema.Column] = []
        for name in names {
            guard let column = schema.column(name) else { throw .unknownColumn(name, in: schema) }
            columns.append(column)
        }
        self.columns = columns
    }

    /// The columns in SQL, with a comma between; NULL where there are none.
    var columnList: String {
        columns.isEmpty ? "NULL" : columns.map { TableLayout.quoted($0.name) }.joined(separator: ", ")
    }

    /// - Parameter offset: Where the first of the columns stands in the row.
    func decode(_ row: GRDB.Row, offset: Int = 0) throws(StoreError) -> Row {
        var values = [String: Value](minimumCapacity: columns.count)
        for (index, column) in columns.enumerated() { values[column.name] = try value(row[offset + index], of: column) }
        return Row(values)
    }

    /// The values alone, in the order of the columns.
    func values(_ row: GRDB.Row, offset: Int = 0) throws(StoreError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() { values.append(try value(row[offset + index], of: column)) }
        return values
    }

    private func value(_ stored: DatabaseValue, of column: TableSchema.Column) throws(StoreError) -> Value {
        if let value = column.type.value(stored) { return value }
        var error = StoreError(
            .damaged,
            "the column \"\(column.name)\" holds what is no \(column.type); restore the store from a copy")
        error.column = column.name
        throw error
    }
}

extension StoreError {
    static func unknownColumn(_ name: String, in schema: TableSchema) -> StoreError {
        var error = StoreError(
            .unknownColumn,
            "there is no column \"\(name)\"; there are \(schema.columns.map(\.name).joined(separator: ", "))")
        error.column = name
        return error
    }
}
