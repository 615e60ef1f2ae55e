import Foundation
import GRDB

/// The values of one column, of rows in the order of their ids, as filters are evaluated on them.
struct ColumnValues {
    private enum Kind {
        /// Integers, days, microseconds, truth values as 0 and 1.
        case integers
        case reals
        case texts
        case lists
    }

    let type: ColumnType
    private let kind: Kind
    private var integers: [Int64] = []
    private var reals: [Double] = []
    /// The places of texts, or of the elements of lists, among the distinct ones.
    private var coded: [UInt32] = []
    /// Where the elements of each list end.
    private var ends: [Int] = []
    /// A bit for each row whose value is not null.
    private(set) var isKnown: [UInt64] = []
    private(set) var count = 0
    private var distinct: [Value] = []
    private var places: [Value: UInt32] = [:]
    /// Of the distinct texts.
    private(set) var textBytes = 0

    /// nil for a type that filters are not evaluated on in memory.
    init?(_ type: ColumnType) {
        self.type = type
        switch type {
        case .integer, .date, .timestamp, .boolean: kind = .integers
        case .real: kind = .reals
        case .text: kind = .texts
        case .array: kind = .lists
        case .blob, .vector, .map, .json: return nil
        }
    }

    mutating func append(_ stored: DatabaseValue) {
        if count % 64 == 0 { isKnown.append(0) }
        if !stored.isNull { isKnown[count / 64] |= 1 << UInt64(count % 64) }
        count += 1
        switch kind {
        case .integers: integers.append(Int64.fromDatabaseValue(stored) ?? 0)
        case .reals: reals.append(Double.fromDatabaseValue(stored) ?? 0)
        case .texts: coded.append(stored.isNull ? 0 : place(of: .text(String.fromDatabaseValue(stored) ?? "")))
        case .lists:
            for element in type.value(stored)?.arrayValue ?? [] { coded.append(place(of: element)) }
            ends.append(coded.count)
        }
    }

    private mutating func place(of value: Value) -> UInt32 {
        if let place = places[value] { return place }
        let place = UInt32(distinct.count)
        places[value] = place
        distinct.append(value)
        if case .text(let text) = value { textBytes += text.utf8.count }
        return place
    }

    /// A row's value.
    func value(at row: Int) -> Value {
        guard isKnown[row / 64] >> UInt64(row % 64) & 1 == 1 else { return .null }
        return switch kind {
        case .integers: type.value(integers[row].databaseValue) ?? .null
        case .reals: .real(reals[row])
        case .texts: distinct[Int(coded[row])]
        case .lists: .array(coded[(row == 0 ? 0 : ends[row - 1])..<ends[row]].map { distinct[Int($0)] })
        }
    }

    // MARK: - Conditions

    var isNull: TruthBits {
        TruthBits(count: count, isKnown: [UInt64](repeating: .max, count: isKnown.count)) { row in
            isKnown[row / 64] >> UInt64(row % 64) & 1 == 0
        }
    }

    /// - Parameter value: Of the kind that the column is compared with, as SQLite has it.
    func compared(_ comparison: Filter.Comparison, _ value: Value, stored: DatabaseValue) -> TruthBits {
        switch kind {
        case .integers:
            guard let range = Self.range(comparison, stored) else {
                return truth { _ in comparison == Filter.Comparison.notEqual }
            }
            let (first, last) = (range.lowerBound, range.upperBound)
            var bits = truth { integers[$0] >= first && integers[$0] <= last }
            if comparison == .notEqual { bits.negate() }
            return bits
        case .reals:
            let real: Double
            switch stored.storage {
            case .double(let number): real = number
            case .int64(let number) where number.magnitude <= 1 << 53: real = Double(number)
            default: return truth { comparison.holds(for: Filter.order(.real(reals[$0]), value) ?? .orderedSame) }
            }
            return switch comparison {
            case .equal: truth { reals[$0] == real }
            case .notEqual: truth { reals[$0] != real }
            case .less: truth { reals[$0] < real }
            case .lessOrEqual: truth { reals[$0] <= real }
            case .greater: truth { reals[$0] > real }
            case .greaterOrEqual: truth { reals[$0] >= real }
            }
        case .texts:
            return truthOfTexts { Filter.order($0, value).map(comparison.holds) ?? false }
        case .lists: return TruthBits(nil, count: count)
        }
    }

    /// The integers for which a comparison other than `<>` holds, and for `<>` those for which it does not; nil for none.
    private static func range(_ comparison: Filter.Comparison, _ stored: DatabaseValue) -> ClosedRange<Int64>? {
        switch stored.storage {
        case .int64(let number):
            switch comparison {
            case .equal, .notEqual: return number...number
            case .less: return number == .min ? nil : .min...(number - 1)
            case .lessOrEqual: return .min...number
            case .greater: return number == .max ? nil : (number + 1)...(.max)
            case .greaterOrEqual: return number...(.max)
            }
        case .double(let number):
            let below = number.rounded(.down)
            switch comparison {
            case .equal, .notEqual:
                return Int64(exactly: number).map { $0...$0 }
            case .less, .lessOrEqual:
                if number >= 0x1p63 { return .min...(.max) }
                guard let last = Int64(exactly: below) else { return nil }
                if comparison == .less, below == number { return last == .min ? nil : .min...(last - 1) }
                return .min...last
            case .greater, .greaterOrEqual:
                if number < -0x1p63 { return .min...(.max) }
                guard let first = Int64(exactly: below) else { return nil }
                if comparison == .greaterOrEqual, below == number { return first...(.max) }
                return first == .max ? nil : (first + 1)...(.max)
            }
        default: return nil
        }
    }

    /// One of these values; of none, false for every row.
    func isOne(of values: [Value], stored: [DatabaseValue]) -> TruthBits {
        if values.isEmpty { return TruthBits(false, count: count) }
        switch kind {
        case .integers:
            let wanted = Set(stored.compactMap { Self.range(.equal, $0)?.lowerBound })
            return truth { wanted.contains(integers[$0]) }
        case .reals:
            return zip(values, stored).reduce(into: truth { _ in false }) { bits, pair in
                bits.formOr(compared(.equal, pair.0, stored: pair.1))
            }
        case .texts:
            let wanted = Set(values)
            return truthOfTexts { wanted.contains($0) }
        case .lists: return TruthBits(nil, count: count)
        }
    }

    func fits(_ pattern: LikePattern) -> TruthBits {
        truthOfTexts { $0.textValue.map(pattern.matches) ?? false }
    }

    func contains(_ value: Value) -> TruthBits {
        guard kind == .lists else { return TruthBits(nil, count: count) }
        let isWanted = distinct.map { Filter.order($0, value) == .orderedSame }
        return truth { row in
            coded[(row == 0 ? 0 : ends[row - 1])..<ends[row]].contains { isWanted[Int($0)] }
        }
    }

    private func truth(_ holds: (Int) -> Bool) -> TruthBits {
        TruthBits(count: count, isKnown: isKnown, holds)
    }

    /// Asks once for each distinct text.
    private func truthOfTexts(_ holds: (Value) -> Bool) -> TruthBits {
        guard kind == .texts, !distinct.isEmpty else { return TruthBits(nil, count: count) }
        let answers = distinct.map(holds)
        return truth { row in answers[Int(coded[row])] }
    }
}
