/// A row: values under the names of their columns.
///
/// A row that is read has every column that was asked for, ``Value/null`` included; a row that is written may leave out
/// nullable columns.
///
///     let row: Row = ["id": "a", "page": 3, "embedding": .vector(components)]
///     row["page"]?.integerValue  // 3
public struct Row: Sendable, Hashable, Codable {
    /// By column.
    public var values: [String: Value]

    public init(_ values: [String: Value] = [:]) {
        self.values = values
    }

    /// The value in a column; nil where the row has no such column.
    public subscript(_ column: String) -> Value? {
        get { values[column] }
        set { values[column] = newValue }
    }
}

extension Row: ExpressibleByDictionaryLiteral {
    /// A column that occurs twice has the last of its values.
    public init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(elements) { _, last in last }
    }
}
