import Foundation

extension Filter {
    /// Whether the row passes, by the same rules as in the database.
    ///
    /// A column that the row does not have counts as null, and so does a comparison of types that do not compare.
    public func matches(_ row: Row) -> Bool {
        truth(row) == true
    }

    /// Nil is SQL's unknown.
    private func truth(_ row: Row) -> Bool? {
        switch self {
        case .comparison(let column, let comparison, let value):
            guard let order = Self.order(column.value(in: row), value) else { return nil }
            return comparison.holds(for: order)
        case .membership(let column, let values):
            if values.isEmpty { return false }
            let actual = column.value(in: row)
            var isUnknown = false
            for value in values {
                guard let order = Self.order(actual, value) else {
                    isUnknown = true
                    continue
                }
                if order == .orderedSame { return true }
            }
            return isUnknown ? nil : false
        case .like(let column, let pattern):
            guard case .text(let text) = column.value(in: row), let pattern = try? LikePattern(pattern) else {
                return nil
            }
            return pattern.matches(text)
        case .isNull(let column):
            return column.value(in: row) == .null
        case .contains(let column, let value):
            guard let elements = column.elements(in: row) else { return nil }
            return elements.contains { Self.order($0, value) == .orderedSame }
        case .and(let parts):
            var isUnknown = false
            for part in parts {
                guard let truth = part.truth(row) else {
                    isUnknown = true
                    continue
                }
                if !truth { return false }
            }
            return isUnknown ? nil : true
        case .or(let parts):
            var isUnknown = false
            for part in parts {
                guard let truth = part.truth(row) else {
                    isUnknown = true
                    continue
                }
                if truth { return true }
            }
            return isUnknown ? nil : false
        case .not(let part):
            return part.truth(row).map { !$0 }
        }
    }

    /// Nil where either is null or the two do not compare.
    static func order(_ left: Value, _ right: Value) -> ComparisonResult? {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): order(a, b)
        case (.real(let a), .real(let b)): a.isNaN || b.isNaN ? nil : order(a, b)
        case (.integer(let a), .real(let b)): mixedOrder(a, b)
        case (.real(let a), .integer(let b)): mixedOrder(b, a).map(reversed)
        case (.boolean(let a), .boolean(let b)): order(a ? 1 : 0, b ? 1 : 0)
        case (.text(let a), .text(let b)): order(bytes: a.utf8, b.utf8)
        case (.timestamp(let a), .timestamp(let b)): Timestamp.order(a, b)
        case (.timestamp(let a), .date(let b)): Timestamp.order(a, b.start)
        case (.date(let a), .date(let b)): order(a.daysSince1970, b.daysSince1970)
        case (.blob(let a), .blob(let b)): order(bytes: a, b)
        default: nil
        }
    }

    private static func order<T: Comparable>(_ left: T, _ right: T) -> ComparisonResult {
        left < right ? .orderedAscending : left == right ? .orderedSame : .orderedDescending
    }

    /// Without rounding: an integer of more than 53 bits is no real number.
    private static func mixedOrder(_ left: Int64, _ right: Double) -> ComparisonResult? {
        if right.isNaN { return nil }
        if right >= 0x1p63 { return .orderedAscending }
        if right < -0x1p63 { return .orderedDescending }
        let whole = right.rounded(.towardZero)
        let byWhole = order(left, Int64(whole))
        return byWhole == .orderedSame ? order(0.0, right - whole) : byWhole
    }

    private static func order(
        bytes left: some Sequence<UInt8>, _ right: some Sequence<UInt8>
    ) -> ComparisonResult {
        if left.lexicographicallyPrecedes(right) { return .orderedAscending }
        return right.lexicographicallyPrecedes(left) ? .orderedDescending : .orderedSame
    }

    private static func reversed(_ order: ComparisonResult) -> ComparisonResult {
        switch order {
        case .orderedAscending: .orderedDescending
        case .orderedSame: .orderedSame
        case .orderedDescending: .orderedAscending
        }
    }
}

extension Filter.Comparison {
    func holds(for order: ComparisonResult) -> Bool {
        switch self {
        case .equal: order == .orderedSame
        case .notEqual: order != .orderedSame
        case .less: order == .orderedAscending
        case .lessOrEqual: order != .orderedDescending
        case .greater: order == .orderedDescending
        case .greaterOrEqual: order != .orderedAscending
        }
    }
}
