import GRDB

/// The writes of one transaction to one table; they make its version ``version`` together.
///
/// A row that the transaction has not touched yet is archived before its image is replaced; later replacements within
/// the transaction leave no image of their own.
struct TableWriter {
    let reader: TableReader
    /// The version in the making.
    let version: Int64

    private var database: Database { reader.database }
    private var layout: TableLayout { reader.layout }

    // MARK: - Operations, each whole or not at all

    func insert(_ rows: [Row]) throws -> WriteSummary {
        try layout.validate(rows, of: reader.name)
        return try whole {
            let insertion = try insertion()
            for row in rows {
                do {
                    try insertion.execute(arguments: insertionArguments(layout.stored(row)))
                } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
                    throw StoreError.duplicateKey(
                        row[layout.schema.primaryKey] ?? .null, in: reader.name, "there already; merge replaces rows")
                }
            }
            return WriteSummary(inserted: rows.count)
        }
    }

    func merge(_ rows: [Row]) throws -> WriteSummary {
        try layout.validate(rows, of: reader.name)
        return try whole { try mergeValidated(rows) }
    }

    func overwrite(_ rows: [Row]) throws -> WriteSummary {
        try layout.validate(rows, of: reader.name)
        let keys = Set(rows.compactMap { $0[layout.schema.primaryKey] })
        return try whole {
            var summary = WriteSummary()
            let decoder = try RowDecoder(layout.schema, columns: [layout.schema.primaryKey])
            var obsolete: [Int64] = []
            let cursor = try GRDB.Row.fetchCursor(database, sql: "SELECT _row_id, \(layout.key) FROM \(layout.rows)")
            while let row = try cursor.next() {
                if let key = try decoder.decode(row, offset: 1)[layout.schema.primaryKey], !keys.contains(key) {
                    obsolete.append(row[0])
                }
            }
            for rowID in obsolete { summary.deleted += try remove(.row(rowID)) }
            let merged = try mergeValidated(rows)
            summary.inserted = merged.inserted
            summary.updated = merged.updated
            summary.unchanged = merged.unchanged
            return summary
        }
    }

    func delete(keys: [Value]) throws -> WriteSummary {
        let stored = try keys.map { try reader.storedKey($0) }
        return try whole {
            var summary = WriteSummary()
            for key in stored {
                summary.deleted += try remove(Condition(sql: "\(layout.key) = ?", arguments: [key], isFixed: true))
            }
            return summary
        }
    }

    func delete(where filter: Filter) throws -> WriteSummary {
        let condition = try filter.sql(for: layout.schema)
        return try whole { WriteSummary(deleted: try remove(.filter(condition))) }
    }

    func update(where filter: Filter?, set values: [String: Value]) throws -> WriteSummary {
        let schema = layout.schema
        var assigned: [(column: TableSchema.Column, value: DatabaseValue)] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let column = schema.column(name) else { throw StoreError.unknownColumn(name, in: schema) }
            guard name != schema.primaryKey else {
                var error = StoreError(
                    .invalidValue, "the primary key \"\(name)\" of \(reader.name) cannot be updated; delete and insert")
                error.table = reader.name
                error.column = name
                throw error
            }
            try layout.validate(value, in: column, key: nil, of: reader.name)
            assigned.append((column, column.type.stored(value)))
        }
        let matching = try filter?.sql(for: schema) ?? FilterSQL(sql: "1", arguments: StatementArguments())
        guard !assigned.isEmpty else { return WriteSummary(unchanged: try reader.count(where: filter)) }

        let names = assigned.map { TableLayout.quoted($0.column.name) }
        let new = StatementArguments(assigned.map(\.value))
        let differs = "\(matching.sql) AND NOT (\(names.map { "\($0) IS ?" }.joined(separator: " AND ")))"
        return try whole {
            let matched = try reader.count(where: filter)
            try archive(
                Condition(sql: differs, arguments: matching.arguments + new, isFixed: false), deleted: false)
            let assignments = names.map { "\($0) = ?" }.joined(separator: ", ")
            try database.execute(
                sql: "UPDATE \(layout.rows) SET \(assignments), _updated = ? WHERE \(differs)",
                arguments: new + [version] + matching.arguments + new)
            let updated = database.changesCount
            try refuseViolations()
            return WriteSummary(updated: updated, unchanged: matched - updated)
        }
    }

    /// Whether the transaction leaves the table another than it found it.
    func hasChanges() throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM \(layout.rows) WHERE _updated = ?1)
                    OR EXISTS (SELECT 1 FROM \(layout.history) WHERE _to = ?1)
                """,
            arguments: [version]) ?? false
    }

    // MARK: - Steps

    /// Rows that an update has written are checked where they are.
    private func refuseViolations() throws {
        for check in layout.schema.checks {
            let violation = try Filter.not(check.condition).sql(for: layout.schema)
            let key = try GRDB.Row.fetchOne(
                database,
                sql: "SELECT \(layout.key) FROM \(layout.rows) WHERE _updated = ? AND \(violation.sql) LIMIT 1",
                arguments: [version] + violation.arguments)
            guard let key else { continue }
            let column = layout.schema.column(layout.schema.primaryKey)
            throw StoreError.checkFailed(check, key: column?.type.value(key[0]), in: reader.name)
        }
    }

    private func mergeValidated(_ rows: [Row]) throws -> WriteSummary {
        let columns = layout.schema.columns
        let keyPosition = (columns.firstIndex { $0.name == layout.schema.primaryKey } ?? 0) + 1
        let equal = columns.enumerated().map { "\(TableLayout.quoted($1.name)) IS ?\($0 + 1)" }
        let comparison = try database.cachedStatement(
            sql: """
                SELECT _row_id, _updated, \(equal.joined(separator: " AND "))
                FROM \(layout.rows) WHERE \(layout.key) = ?\(keyPosition)
                """)
        let assignments = columns.enumerated().map { "\(TableLayout.quoted($1.name)) = ?\($0 + 1)" }
        let replacement = try database.cachedStatement(
            sql: """
                UPDATE \(layout.rows) SET \(assignments.joined(separator: ", ")), _updated = ?\(columns.count + 1)
                WHERE \(layout.key) = ?\(keyPosition)
                """)
        let insertion = try insertion()
        var summary = WriteSummary()
        for row in rows {
            let stored = layout.stored(row)
            if let present = try GRDB.Row.fetchOne(comparison, arguments: StatementArguments(stored)) {
                let rowID: Int64 = present[0]
                let updated: Int64 = present[1]
                if present[2] as Bool {
                    summary.unchanged += 1
                    continue
                }
                if updated < version { try archive(.row(rowID), deleted: false) }
                try replacement.execute(arguments: StatementArguments(stored + [version.databaseValue]))
                summary.updated += 1
            } else {
                try insertion.execute(arguments: insertionArguments(stored))
                summary.inserted += 1
            }
        }
        return summary
    }

    private func insertion() throws -> Statement {
        let marks = Array(repeating: "?", count: layout.schema.columns.count).joined(separator: ", ")
        return try database.cachedStatement(
            sql: """
                INSERT INTO \(layout.rows) (\(layout.columnList), _inserted, _updated) VALUES (\(marks), ?, ?)
                """)
    }

    private func insertionArguments(_ stored: [DatabaseValue]) -> StatementArguments {
        StatementArguments(stored + [version.databaseValue, version.databaseValue])
    }

    /// Which rows a step concerns.
    private struct Condition {
        let sql: String
        let arguments: StatementArguments
        /// Whether the SQL is the same for every call, so that its statements are worth keeping.
        let isFixed: Bool

        static func row(_ rowID: Int64) -> Condition {
            Condition(sql: "_row_id = ?", arguments: [rowID], isFixed: true)
        }

        static func filter(_ filter: FilterSQL) -> Condition {
            Condition(sql: filter.sql, arguments: filter.arguments, isFixed: false)
        }
    }

    private func statement(_ sql: String, for condition: Condition) throws -> Statement {
        try condition.isFixed ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
    }

    /// Copies the rows that this transaction has not touched yet, as they are, into the history: the version in the
    /// making replaces them.
    private func archive(_ condition: Condition, deleted: Bool) throws {
        let sql = """
            INSERT INTO \(layout.history) (_row_id, _inserted, _from, _to, _deleted, \(layout.columnList))
            SELECT _row_id, _inserted, _updated, ?, ?, \(layout.columnList)
            FROM \(layout.rows) WHERE \(condition.sql) AND _updated < ?
            """
        try statement(sql, for: condition)
            .execute(arguments: [version, deleted] + condition.arguments + [version])
    }

    /// - Returns: How many rows there were.
    private func remove(_ condition: Condition) throws -> Int {
        // Rows of the versions before: their image is archived as deleted. Rows that this transaction has updated have
        // their image in the history already; rows that it has added leave no trace.
        try archive(condition, deleted: true)
        let mark = """
            UPDATE \(layout.history) SET _deleted = 1 WHERE _to = ? AND _row_id IN (
                SELECT _row_id FROM \(layout.rows) WHERE \(condition.sql) AND _updated = ? AND _inserted < ?)
            """
        try statement(mark, for: condition).execute(arguments: [version] + condition.arguments + [version, version])
        try statement("DELETE FROM \(layout.rows) WHERE \(condition.sql)", for: condition)
            .execute(arguments: condition.arguments)
        return database.changesCount
    }

    /// A savepoint, so that a call that fails changes nothing even where the transaction goes on after it.
    private func whole(_ work: () throws -> WriteSummary) throws -> WriteSummary {
        var summary = WriteSummary()
        try database.inSavepoint {
            summary = try work()
            return .commit
        }
        return summary
    }
}
