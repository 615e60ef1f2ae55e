/// A condition over a row's columns, in SQL's three-valued logic: a comparison with a null is neither true nor false,
/// and only a row for which the whole is true passes.
///
/// It is built from ``Column``s, or read from the string form that command lines take, with ``init(parsing:)``:
///
///     let filter = Column("lang") == "ja" && Column("page") > 3 && !Column("path").like("drafts/%")
///     let same = try Filter(parsing: "lang = 'ja' AND page > 3 AND path NOT LIKE 'drafts/%'")
///     let inside = Column("tags").contains("swift") && Column("meta")["author"]["name"] == "Ada"
///
/// A place within a column of maps, arrays or JSON is null where it is not there, and in JSON also where its value is of another type
/// than the one it is compared with.
///
/// The cases are public so that a filter can be translated for another engine.
public indirect enum Filter: Sendable, Hashable, Codable {
    /// How a column's value stands to another.
    public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
        case equal = "="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    case comparison(column: ColumnPath, Comparison, Value)
    /// One of the values; of none, it is false, even for null.
    case membership(column: ColumnPath, [Value])
    /// The text fits a ``LikePattern``.
    case like(column: ColumnPath, pattern: String)
    /// Null, or a place that is not there.
    case isNull(column: ColumnPath)
    /// The array has the value as an element.
    case contains(column: ColumnPath, Value)
    /// All hold; true for none.
    case and([Filter])
    /// At least one holds; false for none.
    case or([Filter])
    case not(Filter)

    public static func && (left: Filter, right: Filter) -> Filter {
        switch (left, right) {
        case (.and(let left), .and(let right)): .and(left + right)
        case (.and(let left), _): .and(left + [right])
        case (_, .and(let right)): .and([left] + right)
        default: .and([left, right])
        }
    }

    public static func || (left: Filter, right: Filter) -> Filter {
        switch (left, right) {
        case (.or(let left), .or(let right)): .or(left + right)
        case (.or(let left), _): .or(left + [right])
        case (_, .or(let right)): .or([left] + right)
        default: .or([left, right])
        }
    }

    public static prefix func ! (filter: Filter) -> Filter {
        .not(filter)
    }

    /// The columns it speaks of.
    public var columns: Set<String> {
        switch self {
        case .comparison(let column, _, _), .membership(let column, _), .like(let column, _), .isNull(let column),
            .contains(let column, _):
            [column.name]
        case .and(let parts), .or(let parts): parts.reduce(into: []) { $0.formUnion($1.columns) }
        case .not(let part): part.columns
        }
    }

    /// SQLite's parser holds 100 open symbols, of which a level takes three.
    static let maximumDepth = 20
    /// Of parentheses in the string form, each of which is a few calls of the parser.
    static let maximumNesting = 100
    /// SQLite binds 32,766 values at most, and the store needs some itself.
    static let maximumValues = 30_000
}
