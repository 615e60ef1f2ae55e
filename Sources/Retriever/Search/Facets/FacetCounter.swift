import Foundation

/// Counts the values of one facet.
struct FacetCounter {
    private let facet: Facet
    private var counts: [Value: Int] = [:]
    private var inRange: [Int]
    private var missing = 0
    private var other = 0
    private var rows = 0

    init(_ facet: Facet) {
        self.facet = facet
        if case .ranges(_, let ranges) = facet {
            inRange = [Int](repeating: 0, count: ranges.count)
        } else {
            inRange = []
        }
    }

    /// Takes a row's value in the facet's column.
    mutating func count(_ value: Value) {
        rows += 1
        switch value {
        case .null: missing += 1
        case .array(let elements): for element in Set(elements) { countOne(element) }
        default: countOne(value)
        }
    }

    private mutating func countOne(_ value: Value) {
        guard case .ranges(_, let ranges) = facet else {
            counts[value, default: 0] += 1
            return
        }
        var isInOne = false
        for (place, range) in ranges.enumerated() where range.contains(value) {
            inRange[place] += 1
            isInOne = true
        }
        if !isInOne { other += 1 }
    }

    var result: FacetResult {
        switch facet {
        case .top(let column, let limit):
            let sorted = counts.sorted { left, right in
                left.value != right.value
                    ? left.value > right.value : Filter.order(left.key, right.key) == .orderedAscending
            }
            return FacetResult(
                column: column, buckets: sorted.prefix(limit).map { .init(value: $0.key, count: $0.value) }, rows: rows,
                missing: missing, other: sorted.dropFirst(limit).reduce(0) { $0 + $1.value })
        case .ranges(let column, let ranges):
            return FacetResult(
                column: column, buckets: zip(ranges, inRange).map { .init(range: $0, count: $1) }, rows: rows,
                missing: missing, other: other)
        }
    }
}
