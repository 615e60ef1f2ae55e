/// A column in a ``Filter``: `Column("page") > 3`.
public struct Column: Sendable {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public static func == (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .equal, value.value)
    }

    public static func != (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .notEqual, value.value)
    }

    public static func < (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .less, value.value)
    }

    public static func <= (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .lessOrEqual, value.value)
    }

    public static func > (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .greater, value.value)
    }

    public static func >= (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.name, .greaterOrEqual, value.value)
    }

    /// One of these values.
    public func `in`(_ values: [some ValueConvertible]) -> Filter {
        .membership(column: name, values.map(\.value))
    }

    /// From the first value to the last, both included.
    public func between(_ first: some ValueConvertible, _ last: some ValueConvertible) -> Filter {
        self >= first && self <= last
    }

    /// The text fits the pattern: `%` stands for any characters, `_` for one, `\` takes the special meaning from the
    /// next. Upper and lower case differ.
    public func like(_ pattern: String) -> Filter {
        .like(column: name, pattern: pattern)
    }

    public var isNull: Filter { .isNull(column: name) }

    public var isNotNull: Filter { .not(.isNull(column: name)) }
}
