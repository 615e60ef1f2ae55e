package import GRDB

/// A filter as a condition of SQL in parentheses, and the values of its question marks.
package struct FilterSQL {
    package let sql: String
    package let arguments: StatementArguments
}

extension Filter {
    /// The filter as SQL; every value is bound, none is written into the text.
    ///
    /// - Parameter name: The SQL expression of a column; its quoted name where nil. It must have the column's affinity.
    /// - Throws: ``FilterError`` for a filter that does not fit the schema.
    package func sql(
        for schema: TableSchema, name: ((TableSchema.Column) -> String)? = nil
    ) throws(FilterError) -> FilterSQL {
        try check(against: schema)
        var arguments: [DatabaseValue] = []
        let sql = sql(schema, name ?? { TableLayout.quoted($0.name) }, &arguments)
        return FilterSQL(sql: "(\(sql))", arguments: StatementArguments(arguments))
    }

    /// A filter that ``check(against:)`` has let pass.
    private func sql(
        _ schema: TableSchema, _ name: (TableSchema.Column) -> String, _ arguments: inout [DatabaseValue]
    ) -> String {
        switch self {
        case .comparison(let column, let comparison, let value):
            guard let column = schema.column(column) else { return "NULL" }
            arguments.append(Self.bound(value))
            return "\(name(column)) \(comparison.rawValue) ?"
        case .membership(let column, let values):
            guard let column = schema.column(column) else { return "NULL" }
            if values.isEmpty { return "0" }
            if column.type == .real {
                // IN would round integers to reals first, where = compares exactly.
                return Self.balanced(
                    values.map { value in
                        arguments.append(Self.bound(value))
                        return "\(name(column)) = ?"
                    }, "OR")
            }
            arguments += values.map(Self.bound)
            return "\(name(column)) IN (\(Array(repeating: "?", count: values.count).joined(separator: ",")))"
        case .like(let column, let pattern):
            guard let column = schema.column(column), let glob = try? LikePattern(pattern).glob else { return "NULL" }
            arguments.append(glob.databaseValue)
            return "\(name(column)) GLOB ?"
        case .isNull(let column):
            guard let column = schema.column(column) else { return "NULL" }
            return "\(name(column)) IS NULL"
        case .and(let parts):
            return parts.isEmpty ? "1" : Self.balanced(parts.map { $0.sql(schema, name, &arguments) }, "AND")
        case .or(let parts):
            return parts.isEmpty ? "0" : Self.balanced(parts.map { $0.sql(schema, name, &arguments) }, "OR")
        case .not(let part):
            return "NOT (\(part.sql(schema, name, &arguments)))"
        }
    }

    /// A tree rather than a chain, whose depth SQLite would refuse from 1,000 conditions on.
    private static func balanced(_ conditions: [String], _ connective: String) -> String {
        var level = conditions.map { "(\($0))" }
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { index in
                index + 1 < level.count ? "(\(level[index]) \(connective) \(level[index + 1]))" : level[index]
            }
        }
        return level[0]
    }

    private static func bound(_ value: Value) -> DatabaseValue {
        switch value {
        case .null, .vector: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .boolean(let flag): (flag ? 1 : 0).databaseValue
        case .text(let text): text.databaseValue
        case .timestamp(let date): Timestamp.microseconds(date)?.databaseValue ?? .null
        case .blob(let bytes): bytes.databaseValue
        }
    }
}
