extension Filter {
    /// Refuses a filter that cannot be used on a table of this schema.
    ///
    /// Integers and reals compare with each other, and a date stands for its first moment in UTC where a column holds
    /// timestamps; every other type compares only with itself. Of columns of arrays, maps and JSON there are conditions on places
    /// within them, and on an array's elements.
    public func check(against schema: TableSchema) throws(FilterError) {
        var values = 0
        try check(against: schema, depth: 1, values: &values)
        if values > Self.maximumValues { throw .tooManyValues(count: values, maximum: Self.maximumValues) }
    }

    private func check(against schema: TableSchema, depth: Int, values: inout Int) throws(FilterError) {
        if depth > Self.maximumDepth { throw .tooDeep(maximum: Self.maximumDepth) }
        switch self {
        case .comparison(let path, _, let value):
            let type = try Self.type(of: path, in: schema, "a comparison")
            values += Self.bound(by: path)
            try Self.check(value, at: path, of: type)
        case .membership(let path, let members):
            let type = try Self.type(of: path, in: schema, "a comparison")
            values += members.count * Self.bound(by: path)
            for value in members { try Self.check(value, at: path, of: type) }
        case .like(let path, let pattern):
            let type = try Self.type(of: path, in: schema, "LIKE")
            values += Self.bound(by: path)
            guard type == .text || (type == .json && !path.steps.isEmpty) else {
                throw .unsupported(column: path.description, type: type, condition: "LIKE")
            }
            do {
                _ = try LikePattern(pattern)
            } catch {
                throw .invalidPattern(column: path.description, pattern: pattern, reason: error.reason)
            }
        case .isNull(let path):
            _ = try Self.type(of: path, in: schema, "IS NULL")
            values += Self.bound(by: path)
        case .contains(let path, let value):
            let type = try Self.type(of: path, in: schema, "CONTAINS")
            values += 4
            switch type {
            case .array(let element): try Self.check(value, at: path, of: element)
            case .json: try Self.checkInJSON(value, at: path)
            default: throw .unsupported(column: path.description, type: type, condition: "CONTAINS")
            }
        case .and(let parts), .or(let parts):
            for part in parts { try part.check(against: schema, depth: depth + 1, values: &values) }
        case .not(let part):
            try part.check(against: schema, depth: depth + 1, values: &values)
        }
    }

    /// How many values of SQL a condition with one value takes.
    private static func bound(by path: ColumnPath) -> Int { path.steps.isEmpty ? 1 : 3 }

    private static func type(
        of path: ColumnPath, in schema: TableSchema, _ condition: String
    ) throws(FilterError) -> ColumnType {
        guard let column = schema.column(path.name) else {
            throw .unknownColumn(path.name, known: schema.columns.map(\.name))
        }
        guard path.steps.count <= ColumnPath.maximumSteps else { throw .tooDeep(maximum: ColumnPath.maximumSteps) }
        guard let type = path.type(in: column.type) else {
            throw .unsupported(column: path.name, type: column.type, condition: "the place \(path)")
        }
        return type
    }

    private static func check(_ value: Value, at path: ColumnPath, of type: ColumnType) throws(FilterError) {
        let column = path.description
        switch (type, value) {
        case (_, .null):
            throw .nullComparison(column: column)
        case (.json, _) where !path.steps.isEmpty:
            try checkInJSON(value, at: path)
        case (.vector, _), (.array, _), (.map, _), (.json, _):
            throw .unsupported(column: column, type: type, condition: "a comparison")
        case (.integer, .real(let number)), (.real, .real(let number)):
            if number.isNaN { throw .invalidValue(column: column, value: value) }
        case (.integer, .integer), (.real, .integer), (.boolean, .boolean), (.blob, .blob), (.date, .date),
            (.timestamp, .date):
            break
        case (.text, .text), (.timestamp, .timestamp):
            if type.refusal(of: value) != nil { throw .invalidValue(column: column, value: value) }
        default:
            throw .typeMismatch(column: column, type: type, value: value)
        }
    }

    /// JSON has numbers, texts and truth values; moments are texts there.
    private static func checkInJSON(_ value: Value, at path: ColumnPath) throws(FilterError) {
        switch value {
        case .null: throw .nullComparison(column: path.description)
        case .integer, .boolean: break
        case .real(let number):
            if number.isNaN { throw .invalidValue(column: path.description, value: value) }
        case .text:
            if ColumnType.text.refusal(of: value) != nil {
                throw .invalidValue(column: path.description, value: value)
            }
        default: throw .typeMismatch(column: path.description, type: .json, value: value)
        }
    }
}
