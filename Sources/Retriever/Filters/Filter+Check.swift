extension Filter {
    /// Refuses a filter that cannot be used on a table of this schema.
    ///
    /// Integers and reals compare with each other, and a date stands for its first moment in UTC where a column holds
    /// timestamps; every other type compares only with itself.
    public func check(against schema: TableSchema) throws(FilterError) {
        var values = 0
        try check(against: schema, depth: 1, values: &values)
        if values > Self.maximumValues { throw .tooManyValues(count: values, maximum: Self.maximumValues) }
    }

    private func check(against schema: TableSchema, depth: Int, values: inout Int) throws(FilterError) {
        if depth > Self.maximumDepth { throw .tooDeep(maximum: Self.maximumDepth) }
        switch self {
        case .comparison(let name, _, let value):
            values += 1
            try Self.check(value, in: Self.column(name, of: schema))
        case .membership(let name, let members):
            values += members.count
            let column = try Self.column(name, of: schema)
            for value in members { try Self.check(value, in: column) }
        case .like(let name, let pattern):
            values += 1
            let column = try Self.column(name, of: schema)
            guard column.type == .text else {
                throw .unsupported(column: name, type: column.type, condition: "LIKE")
            }
            do {
                _ = try LikePattern(pattern)
            } catch {
                throw .invalidPattern(column: name, pattern: pattern, reason: error.reason)
            }
        case .isNull(let name):
            _ = try Self.column(name, of: schema)
        case .and(let parts), .or(let parts):
            for part in parts { try part.check(against: schema, depth: depth + 1, values: &values) }
        case .not(let part):
            try part.check(against: schema, depth: depth + 1, values: &values)
        }
    }

    private static func column(_ name: String, of schema: TableSchema) throws(FilterError) -> TableSchema.Column {
        guard let column = schema.column(name) else {
            throw .unknownColumn(name, known: schema.columns.map(\.name))
        }
        return column
    }

    private static func check(_ value: Value, in column: TableSchema.Column) throws(FilterError) {
        switch (column.type, value) {
        case (_, .null):
            throw .nullComparison(column: column.name)
        case (.vector, _), (.array, _), (.map, _), (.json, _):
            throw .unsupported(column: column.name, type: column.type, condition: "a comparison")
        case (.integer, .real(let number)), (.real, .real(let number)):
            if number.isNaN { throw .invalidValue(column: column.name, value: value) }
        case (.integer, .integer), (.real, .integer), (.boolean, .boolean), (.blob, .blob), (.date, .date),
            (.timestamp, .date):
            break
        case (.text, .text), (.timestamp, .timestamp):
            if column.type.refusal(of: value) != nil { throw .invalidValue(column: column.name, value: value) }
        default:
            throw .typeMismatch(column: column.name, type: column.type, value: value)
        }
    }
}
