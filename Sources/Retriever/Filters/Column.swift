/// A column in a ``Filter``, or a place within one: `Column("page") > 3`, `Column("meta")["author"]["name"] == "Ada"`.
public struct Column: Sendable {
    public let path: ColumnPath

    public init(_ name: String) { path = ColumnPath(name) }

    public init(_ path: ColumnPath) { self.path = path }

    public var name: String { path.name }

    /// The value of a map, or of an object in JSON, by its key.
    public subscript(key: String) -> Column { Column(ColumnPath(name, path.steps + [.key(key)])) }

    /// An element of an array, or of an array in JSON, from 0.
    public subscript(index: Int) -> Column { Column(ColumnPath(name, path.steps + [.index(index)])) }

    public static func == (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .equal, value.value)
    }

    public static func != (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .notEqual, value.value)
    }

    public static func < (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .less, value.value)
    }

    public static func <= (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .lessOrEqual, value.value)
    }

    public static func > (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .greater, value.value)
    }

    public static func >= (column: Column, value: some ValueConvertible) -> Filter {
        .comparison(column: column.path, .greaterOrEqual, value.value)
    }

    /// One of these values.
    public func `in`(_ values: [some ValueConvertible]) -> Filter {
        .membership(column: path, values.map(\.value))
    }

    /// From the first value to the last, both included.
    public func between(_ first: some ValueConvertible, _ last: some ValueConvertible) -> Filter {
        self >= first && self <= last
    }

    /// The text fits the pattern: `%` stands for any characters, `_` for one, `\` takes the special meaning from the
    /// next. Upper and lower case differ.
    public func like(_ pattern: String) -> Filter {
        .like(column: path, pattern: pattern)
    }

    /// The array has this value among its elements.
    public func contains(_ value: some ValueConvertible) -> Filter {
        .contains(column: path, value.value)
    }

    public var isNull: Filter { .isNull(column: path) }

    public var isNotNull: Filter { .not(.isNull(column: path)) }
}
