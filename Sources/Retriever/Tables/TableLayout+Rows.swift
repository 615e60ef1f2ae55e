import GRDB

extension TableLayout {
    /// Refuses rows that the table cannot hold, before anything is written.
    ///
    /// - Throws: ``StoreError``, naming table, column and key: `unknownColumn`, `missingValue`, `typeMismatch`,
    ///   `dimensionMismatch`, `notFinite`, `invalidValue`, `duplicateKey` for two rows of one key, `checkFailed`.
    func validate(_ rows: [Row], of table: ObjectName) throws(StoreError) {
        var keys = Set<Value>(minimumCapacity: rows.count)
        let violations = schema.checks.map { Filter.not($0.condition) }
        for row in rows {
            let key = row[schema.primaryKey]
            try validate(row, key: key, of: table)
            if let failed = violations.firstIndex(where: { $0.matches(row) }) {
                throw .checkFailed(schema.checks[failed], key: key, in: table)
            }
            guard let key, keys.insert(key).inserted else {
                throw .duplicateKey(key ?? .null, in: table, "twice in the rows given")
            }
        }
    }

    private func validate(_ row: Row, key: Value?, of table: ObjectName) throws(StoreError) {
        var found = 0
        for column in schema.columns {
            if let value = row[column.name] {
                found += 1
                try validate(value, in: column, key: key, of: table)
            } else {
                try validate(.null, in: column, key: key, of: table)
            }
        }
        guard found == row.values.count else {
            let unknown = row.values.keys.filter { schema.column($0) == nil }.sorted()
            var error = StoreError.unknownColumn(unknown.first ?? "", in: schema)
            error.table = table
            error.key = key
            throw error
        }
    }

    func validate(
        _ value: Value, in column: TableSchema.Column, key: Value?, of table: ObjectName
    ) throws(StoreError) {
        let refusal: (code: StoreError.Code, reason: String)?
        if case .null = value {
            refusal = column.isNullable ? nil : (.missingValue, "the column is not nullable")
        } else {
            refusal = column.type.refusal(of: value)
        }
        guard let refusal else { return }
        let actual = value.typeName
        let row = key.map { " of the row \($0)" } ?? ""
        var error = StoreError(
            refusal.code,
            "the column \"\(column.name)\"\(row) in \(table) takes \(column.type), not \(actual): \(refusal.reason)")
        error.table = table
        error.column = column.name
        error.key = key
        error.expected = column.type.description
        error.actual = actual
        throw error
    }

    /// A validated row as SQLite keeps it, in the schema's order.
    func stored(_ row: Row) -> [DatabaseValue] {
        schema.columns.map { column in column.type.stored(row[column.name] ?? .null) }
    }

    /// - Throws: ``StoreError`` for a key of another type than the primary key's.
    func stored(key: Value, of table: ObjectName) throws(StoreError) -> DatabaseValue {
        guard let column = schema.column(schema.primaryKey) else { throw .unknownColumn(schema.primaryKey, in: schema) }
        try validate(key, in: column, key: key, of: table)
        return column.type.stored(key)
    }
}

extension StoreError {
    static func duplicateKey(_ key: Value, in table: ObjectName, _ circumstance: String) -> StoreError {
        var error = StoreError(.duplicateKey, "the key \(key) of \(table) is \(circumstance)")
        error.table = table
        error.key = key
        return error
    }
}
