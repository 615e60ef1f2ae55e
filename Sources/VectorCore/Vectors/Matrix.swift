/// Vectors as the rows of one contiguous block of 32-bit floats.
///
/// Shape: (rows, columns), row-major; row `i` occupies `values[i * columns ..< (i + 1) * columns]`.
public struct Matrix: Sendable, Hashable {
    public private(set) var rows: Int
    public let columns: Int
    public private(set) var values: [Float]

    /// A matrix of no rows, to be appended to.
    ///
    /// - Parameter columns: The length of each row; at least 1.
    public init(columns: Int) {
        precondition(columns > 0, "a matrix has at least one column, not \(columns)")
        self.rows = 0
        self.columns = columns
        self.values = []
    }

    /// Takes over a block of values.
    ///
    /// - Parameter values: (rows, columns) row-major; its count must be `rows * columns`.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(columns > 0, "a matrix has at least one column, not \(columns)")
        precondition(
            values.count == rows * columns, "\(values.count) values do not fill \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Copies rows of equal length.
    ///
    /// - Throws: ``DimensionMismatch`` if the rows differ in length; an empty list has no shape and is refused too.
    public init(_ rows: [[Float]]) throws(DimensionMismatch) {
        let columns = rows.first?.count ?? 0
        guard columns > 0 else { throw DimensionMismatch(expected: 1, actual: 0) }
        self.init(columns: columns)
        values.reserveCapacity(rows.count * columns)
        for row in rows { try append(row) }
    }

    public var isEmpty: Bool { rows == 0 }

    public subscript(row row: Int) -> ArraySlice<Float> {
        values[row * columns..<(row + 1) * columns]
    }

    /// - Throws: ``DimensionMismatch`` if the row's length is not ``columns``.
    public mutating func append(_ row: some Collection<Float>) throws(DimensionMismatch) {
        guard row.count == columns else { throw DimensionMismatch(expected: columns, actual: row.count) }
        values.append(contentsOf: row)
        rows += 1
    }
}

/// A vector whose length is not the one asked for.
public struct DimensionMismatch: Error, Hashable, CustomStringConvertible {
    public let expected: Int
    public let actual: Int

    public init(expected: Int, actual: Int) {
        self.expected = expected
        self.actual = actual
    }

    public var description: String {
        "the vector has \(actual) components where \(expected) are expected; was it made by another model?"
    }
}
