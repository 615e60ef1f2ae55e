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
        let term = term(schema, name ?? { TableLayout.quoted($0.name) }, &arguments)
        guard term.stack <= SQLTerm.maximumStack, term.height <= SQLTerm.maximumHeight else {
            throw .tooDeep(maximum: Self.maximumDepth)
        }
        return FilterSQL(sql: "(\(term.sql))", arguments: StatementArguments(arguments))
    }

    /// A filter that ``check(against:)`` has let pass.
    private func term(
        _ schema: TableSchema, _ name: (TableSchema.Column) -> String, _ arguments: inout [DatabaseValue]
    ) -> SQLTerm {
        switch self {
        case .comparison(let path, let comparison, let value):
            return Self.term(path, comparison, value, schema, name, &arguments)
        case .membership(let path, let values):
            guard let column = schema.column(path.name) else { return SQLTerm("NULL") }
            if values.isEmpty { return SQLTerm("0") }
            if column.type == .real || !path.steps.isEmpty {
                // IN would round integers to reals first, where = compares exactly.
                return SQLTerm(
                    values.map { Self.term(path, .equal, $0, schema, name, &arguments) }, joinedBy: "OR")
            }
            arguments += values.map { Self.bound($0, column.type) }
            let marks = Array(repeating: "?", count: values.count).joined(separator: ",")
            return SQLTerm("\(name(column)) IN (\(marks))")
        case .like(let path, let pattern):
            guard let column = schema.column(path.name), let glob = try? LikePattern(pattern).glob else {
                return SQLTerm("NULL")
            }
            let operand = Self.operand(path, .text, name(column), &arguments)
            arguments.append(glob.databaseValue)
            return SQLTerm("\(operand) GLOB ?")
        case .isNull(let path):
            guard let column = schema.column(path.name) else { return SQLTerm("NULL") }
            return SQLTerm("\(Self.operand(path, .any, name(column), &arguments)) IS NULL")
        case .contains(let path, let value):
            guard let column = schema.column(path.name) else { return SQLTerm("NULL") }
            let type: ColumnType = if case .array(let element) = column.type { element } else { .json }
            arguments += [
                PlaceFunctions.bound(path.steps), PlaceFunctions.Kind(value).rawValue.databaseValue,
                Self.bound(value, type),
            ]
            return SQLTerm("\(PlaceFunctions.contains.name)(\(name(column)), ?, ?, ?)")
        case .and(let parts):
            return parts.isEmpty
                ? SQLTerm("1") : SQLTerm(parts.map { $0.term(schema, name, &arguments) }, joinedBy: "AND")
        case .or(let parts):
            return parts.isEmpty
                ? SQLTerm("0") : SQLTerm(parts.map { $0.term(schema, name, &arguments) }, joinedBy: "OR")
        case .not(let part):
            return SQLTerm(not: part.term(schema, name, &arguments))
        }
    }

    private static func term(
        _ path: ColumnPath, _ comparison: Comparison, _ value: Value, _ schema: TableSchema,
        _ name: (TableSchema.Column) -> String, _ arguments: inout [DatabaseValue]
    ) -> SQLTerm {
        guard let column = schema.column(path.name), let type = path.type(in: column.type) else {
            return SQLTerm("NULL")
        }
        let operand = operand(path, PlaceFunctions.Kind(value), name(column), &arguments)
        arguments.append(bound(value, type))
        return SQLTerm("\(operand) \(comparison.rawValue) ?")
    }

    private static func operand(
        _ path: ColumnPath, _ kind: PlaceFunctions.Kind, _ column: String, _ arguments: inout [DatabaseValue]
    ) -> String {
        if path.steps.isEmpty { return column }
        arguments += [PlaceFunctions.bound(path.steps), kind.rawValue.databaseValue]
        return "\(PlaceFunctions.place.name)(\(column), ?, ?)"
    }

    static func bound(_ value: Value, _ type: ColumnType) -> DatabaseValue {
        switch value {
        case .null, .vector, .array, .map, .json: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .boolean(let flag): (flag ? 1 : 0).databaseValue
        case .text(let text): text.databaseValue
        case .date(let date) where type == .timestamp: Timestamp.microseconds(date.start)?.databaseValue ?? .null
        case .date(let date): date.daysSince1970.databaseValue
        case .timestamp(let date): Timestamp.microseconds(date)?.databaseValue ?? .null
        case .blob(let bytes): bytes.databaseValue
        }
    }
}

/// A condition, and what it takes of the two depths that SQLite bounds.
private struct SQLTerm {
    let sql: String
    /// How many symbols its parser has open at once. SQLite's stack has 100; the statement around takes some.
    let stack: Int
    /// Of the expression's tree. SQLite's limit is 1,000.
    let height: Int

    static let maximumStack = 80
    static let maximumHeight = 900
    /// Chains of this length keep both low: a chain adds to the height, a pair of parentheses to the stack.
    private static let chainLength = 32

    init(_ sql: String) {
        self.sql = sql
        stack = 6
        height = 3
    }

    init(not term: SQLTerm) {
        sql = "NOT (\(term.sql))"
        stack = term.stack + 2
        height = term.height + 1
    }

    /// - Parameter terms: At least one.
    init(_ terms: [SQLTerm], joinedBy connective: String) {
        var terms = terms
        while terms.count > Self.chainLength {
            terms = stride(from: 0, to: terms.count, by: Self.chainLength).map { start in
                SQLTerm(chain: terms[start..<min(start + Self.chainLength, terms.count)], connective)
            }
        }
        self.init(chain: terms[...], connective)
    }

    private init(chain terms: ArraySlice<SQLTerm>, _ connective: String) {
        sql = terms.map { "(\($0.sql))" }.joined(separator: " \(connective) ")
        stack = (terms.map(\.stack).max() ?? 0) + 3
        height = (terms.map(\.height).max() ?? 0) + terms.count
    }
}
