/// A ``Filter`` on the rows of a Swift type, built from its key paths.
///
///     let recent = try pages.rows(where: \.lang == .japanese && \.page > 3 && .contains(\.tags, "swift"))
///
/// The type says which columns its properties are, in ``TableRow/columnNames``. Values are of the property's type, so that a
/// comparison that the table would refuse does not compile.
public struct RowFilter<Content: TableRow>: Sendable {
    public let filter: Filter

    public init(_ filter: Filter) { self.filter = filter }

    public static func && (left: Self, right: Self) -> Self { Self(left.filter && right.filter) }
    public static func || (left: Self, right: Self) -> Self { Self(left.filter || right.filter) }
    public static prefix func ! (filter: Self) -> Self { Self(!filter.filter) }
}

extension TableRow {
    /// The column that a property is; one that ``columnNames`` does not have names itself in the error of the call that is given it.
    public static func column(_ property: PartialKeyPath<Self>) -> Column {
        Column(columnNames[property] ?? "\(property)")
    }
}

// MARK: - Comparisons

public func == <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) == value)
}

public func != <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) != value)
}

public func < <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) < value)
}

public func <= <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) <= value)
}

public func > <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) > value)
}

public func >= <Content: TableRow, V: ValueConvertible>(property: KeyPath<Content, V>, value: V) -> RowFilter<Content> {
    RowFilter(Content.column(property) >= value)
}

// MARK: - Comparisons with enumerations, which rows keep as their raw values

public func == <Content: TableRow, V: RawRepresentable>(
    property: KeyPath<Content, V>, value: V
) -> RowFilter<Content> where V.RawValue: ValueConvertible {
    RowFilter(Content.column(property) == value.rawValue)
}

public func != <Content: TableRow, V: RawRepresentable>(
    property: KeyPath<Content, V>, value: V
) -> RowFilter<Content> where V.RawValue: ValueConvertible {
    RowFilter(Content.column(property) != value.rawValue)
}

// MARK: - Other conditions

extension RowFilter {
    /// One of these values.
    public static func `in`<V: ValueConvertible>(_ property: KeyPath<Content, V>, _ values: [V]) -> Self {
        Self(Content.column(property).in(values))
    }

    public static func `in`<V: RawRepresentable>(
        _ property: KeyPath<Content, V>, _ values: [V]
    ) -> Self where V.RawValue: ValueConvertible {
        Self(Content.column(property).in(values.map(\.rawValue)))
    }

    /// From the first value to the last, both included.
    public static func between<V: ValueConvertible>(_ property: KeyPath<Content, V>, _ first: V, _ last: V) -> Self {
        Self(Content.column(property).between(first, last))
    }

    /// The text fits the pattern; see ``Column/like(_:)``.
    public static func like(_ property: KeyPath<Content, String>, _ pattern: String) -> Self {
        Self(Content.column(property).like(pattern))
    }

    public static func like(_ property: KeyPath<Content, String?>, _ pattern: String) -> Self {
        Self(Content.column(property).like(pattern))
    }

    /// The array has this value among its elements.
    public static func contains<V: ValueConvertible>(_ property: KeyPath<Content, [V]>, _ value: V) -> Self {
        Self(Content.column(property).contains(value))
    }

    public static func contains<V: ValueConvertible>(_ property: KeyPath<Content, [V]?>, _ value: V) -> Self {
        Self(Content.column(property).contains(value))
    }

    public static func isNull<V>(_ property: KeyPath<Content, V?>) -> Self {
        Self(Content.column(property).isNull)
    }
}
