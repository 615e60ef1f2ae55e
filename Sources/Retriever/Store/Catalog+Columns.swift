import GRDB

// Columns that come, go and change their names: in the present rows, in the history and in the rows of the indexes over the
// table at once, so that the past is read by the present columns.
extension Catalog {
    /// - Parameter columns: Nullable ones; those that are there already, as they are, are passed over.
    /// - Returns: Those that were added.
    @discardableResult
    func add(_ columns: [TableSchema.Column], to name: ObjectName) throws -> [TableSchema.Column] {
        let entry = try existing(name)
        let old = entry.layout.schema
        let added = try columns.filter { column in
            guard let present = old.column(column.name) else { return true }
            guard present == column else {
                throw refusal(
                    name, column.name, "it has a column \"\(column.name)\" already, of type \(present.type)")
            }
            return false
        }
        if let column = added.first(where: { !$0.isNullable }) {
            throw refusal(
                name, column.name, "the column \"\(column.name)\" is to be added to rows without it; make it nullable")
        }
        if added.isEmpty { return [] }
        let schema = old.replacing(columns: old.columns + added)
        try schema.validate(for: name)
        for table in try sqlTables(of: entry) {
            for column in added {
                try database.execute(
                    sql: "ALTER TABLE \(table) ADD COLUMN \(TableLayout.quoted(column.name)) \(column.type.affinity)")
            }
        }
        try set(schema, of: entry)
        return added
    }

    func renameColumn(_ column: String, to other: String, of name: ObjectName) throws {
        let entry = try existing(name)
        let old = entry.layout.schema
        guard old.column(column) != nil else { throw StoreError.unknownColumn(column, in: old) }
        if column == other { return }
        try refuseUse(of: column, entry, "renamed")
        let columns = old.columns.map {
            $0.name == column ? TableSchema.Column(other, $0.type, isNullable: $0.isNullable) : $0
        }
        let key = old.primaryKey == column ? other : old.primaryKey
        let schema = TableSchema(columns: columns, primaryKey: key, checks: old.checks)
        try schema.validate(for: name)
        for table in try sqlTables(of: entry) {
            try database.execute(
                sql: "ALTER TABLE \(table) RENAME COLUMN \(TableLayout.quoted(column)) TO \(TableLayout.quoted(other))")
        }
        try set(schema, of: entry)
    }

    /// The column's values are gone with it, also from the versions before.
    func dropColumn(_ column: String, of name: ObjectName) throws {
        let entry = try existing(name)
        let old = entry.layout.schema
        guard old.column(column) != nil else { throw StoreError.unknownColumn(column, in: old) }
        guard column != old.primaryKey else {
            throw refusal(name, column, "\"\(column)\" is its primary key")
        }
        try refuseUse(of: column, entry, "dropped")
        let schema = old.replacing(columns: old.columns.filter { $0.name != column })
        try schema.validate(for: name)
        for table in try sqlTables(of: entry) {
            try database.execute(sql: "ALTER TABLE \(table) DROP COLUMN \(TableLayout.quoted(column))")
        }
        try set(schema, of: entry)
    }

    /// - Throws: ``StoreError``: `checkFailed` with a row that is there and fails it.
    func add(_ check: Check, to name: ObjectName) throws {
        let entry = try existing(name)
        let schema = entry.layout.schema.replacing(checks: entry.layout.schema.checks + [check])
        try schema.validate(for: name)
        let reader = TableReader(database, name: name, layout: entry.layout, state: entry.state)
        let failing = try reader.rows(
            RowQuery(where: .not(check.condition), limit: 1, columns: [entry.layout.schema.primaryKey]))
        if let row = failing.first {
            throw StoreError.checkFailed(check, key: row[entry.layout.schema.primaryKey], in: name)
        }
        try set(schema, of: entry)
    }

    func dropCheck(_ check: String, of name: ObjectName) throws {
        let entry = try existing(name)
        let checks = entry.layout.schema.checks
        guard checks.contains(where: { $0.name == check }) else {
            var error = StoreError(.invalidSchema, "\(name) has no check \"\(check)\"")
            error.table = name
            throw error
        }
        try set(entry.layout.schema.replacing(checks: checks.filter { $0.name != check }), of: entry)
    }

    /// A check or an index that names a column would lose its meaning.
    private func refuseUse(of column: String, _ entry: Entry, _ what: String) throws {
        if let check = entry.layout.schema.checks.first(where: { $0.condition.columns.contains(column) }) {
            throw refusal(
                entry.name, column, "\"\(column)\" cannot be \(what): the check \"\(check.name)\" names it")
        }
        for (index, definition) in try IndexCatalog(database: database).definitions(over: entry.layout.id)
        where definition.columnsInUse.contains(column) {
            throw refusal(
                entry.name, column, "\"\(column)\" cannot be \(what): the index \(index) is made of it; drop that first"
            )
        }
    }

    private func sqlTables(of entry: Entry) throws -> [String] {
        let indexes = try IndexCatalog(database: database).ids(over: entry.layout.id).map { "index_\($0)_rows" }
        return [entry.layout.rows, entry.layout.history] + indexes
    }

    private func set(_ schema: TableSchema, of entry: Entry) throws {
        try database.execute(
            sql: "UPDATE tessera_tables SET schema = ?, schema_version = schema_version + 1 WHERE id = ?",
            arguments: [try Self.json(schema), entry.layout.id])
    }

    private func refusal(_ name: ObjectName, _ column: String, _ reason: String) -> StoreError {
        var error = StoreError(.invalidSchema, "the columns of \(name) stay as they are: \(reason)")
        error.table = name
        error.column = column
        return error
    }
}

extension IndexDefinition {
    /// The columns without which the index would be another.
    var columnsInUse: Set<String> {
        Set([embeddedColumn] + keywordColumns.map(\.name) + [vectorColumn].compactMap(\.self))
    }
}
