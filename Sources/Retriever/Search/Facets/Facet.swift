import Foundation

/// A question about how what matches is spread over a column.
///
///     query.facets = [.top("lang", 10), .ranges("price", [0..<10, 10..<100])]
///
/// Of a query that asks for something, the candidates are counted, before reranking and grouping; of one that has a filter alone, or
/// nothing, all rows that match. Each element of an array counts, once a row.
public enum Facet: Sendable, Hashable, Codable {
    /// The values that most rows have, at most `limit` of them, 1 to 10,000; those that as many have in ascending order.
    ///
    /// The column holds integers, reals, booleans, texts, dates, timestamps, or arrays of these.
    case top(_ column: String, _ limit: Int)
    /// How many rows have a value in each range; ranges may overlap. Of columns that can be compared.
    case ranges(_ column: String, _ ranges: [FacetRange])

    /// Ranges without their upper ends.
    public static func ranges<Bound: ValueConvertible>(_ column: String, _ ranges: [Range<Bound>]) -> Facet {
        .ranges(column, ranges.map { FacetRange(from: $0.lowerBound.value, to: $0.upperBound.value) })
    }

    public var column: String {
        switch self {
        case .top(let column, _), .ranges(let column, _): column
        }
    }
}

/// From one value up to another, which it does not hold.
public struct FacetRange: Sendable, Hashable, Codable {
    /// nil for no end.
    public var lower: Value?
    public var upper: Value?

    public init(from lower: Value? = nil, to upper: Value? = nil) {
        self.lower = lower
        self.upper = upper
    }

    func contains(_ value: Value) -> Bool {
        if let lower {
            guard let order = Filter.order(value, lower), order != .orderedAscending else { return false }
        }
        if let upper {
            guard let order = Filter.order(value, upper), order == .orderedAscending else { return false }
        }
        return true
    }
}

/// The answer to a ``Facet``.
public struct FacetResult: Sendable, Hashable, Codable {
    public struct Bucket: Sendable, Hashable, Codable {
        /// The value, of a facet of values.
        public var value: Value?
        /// The range, of a facet of ranges.
        public var range: FacetRange?
        /// How many rows.
        public var count: Int

        public init(value: Value? = nil, range: FacetRange? = nil, count: Int) {
            self.value = value
            self.range = range
            self.count = count
        }
    }

    public var column: String
    /// The most frequent values first; ranges in the facet's order.
    public var buckets: [Bucket]
    /// Rows whose value is null.
    public var missing: Int
    /// Rows of values that are in no bucket; where a row has several values, it counts for each.
    public var other: Int
    /// How many rows were looked at.
    public var rows: Int

    public init(column: String, buckets: [Bucket] = [], rows: Int, missing: Int = 0, other: Int = 0) {
        self.column = column
        self.buckets = buckets
        self.rows = rows
        self.missing = missing
        self.other = other
    }
}
