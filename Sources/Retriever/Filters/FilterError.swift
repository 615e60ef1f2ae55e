/// Why a filter cannot be used on a table.
public enum FilterError: Error, Sendable, Hashable {
    case unknownColumn(String, known: [String])
    /// The value is of a type that the column's values cannot be compared with.
    case typeMismatch(column: String, type: ColumnType, value: Value)
    /// The column's type has no such condition: vectors have no order, only texts fit patterns.
    case unsupported(column: String, type: ColumnType, condition: String)
    /// Nothing compares with null; `IS NULL` asks for it.
    case nullComparison(column: String)
    /// The value is none that a column could hold: NaN, a text with U+0000, a moment outside of the years 1 to 9999.
    case invalidValue(column: String, value: Value)
    case invalidPattern(column: String, pattern: String, reason: String)
    case tooManyValues(count: Int, maximum: Int)
    case tooDeep(maximum: Int)

    /// The column it is about, if it is about one.
    public var column: String? {
        switch self {
        case .unknownColumn(let column, _), .typeMismatch(let column, _, _), .unsupported(let column, _, _),
            .nullComparison(let column), .invalidValue(let column, _), .invalidPattern(let column, _, _):
            column
        case .tooManyValues, .tooDeep: nil
        }
    }
}

extension FilterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownColumn(let column, let known):
            "the filter names the column \"\(column)\"; there are \(known.joined(separator: ", "))"
        case .typeMismatch(let column, let type, let value):
            "the filter compares the column \"\(column)\" of type \(type) with \(value) of type \(value.typeName)"
        case .unsupported(let column, let type, let condition):
            "the filter asks the column \"\(column)\" for \(condition), which columns of type \(type) do not have"
        case .nullComparison(let column):
            "the filter compares the column \"\(column)\" with NULL, which is never true; ask for IS NULL or IS NOT NULL"
        case .invalidValue(let column, let value):
            "the filter compares the column \"\(column)\" with \(value), which no column can hold"
        case .invalidPattern(let column, let pattern, let reason):
            "the filter's pattern '\(pattern.prefix(200))' for the column \"\(column)\" cannot be used: \(reason)"
        case .tooManyValues(let count, let maximum):
            "the filter holds \(count) values, and \(maximum) are the most; split it"
        case .tooDeep(let maximum):
            "the filter is nested deeper than \(maximum) levels"
        }
    }
}
