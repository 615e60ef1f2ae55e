import Foundation

/// The elements of arrays and maps as JSON: each as SQLite would keep it in a column of its own, so that SQL's JSON functions
/// compare them as they compare columns.
enum ElementsJSON {
    static func text(_ elements: [Value], of type: ColumnType) -> String? {
        switch type {
        case .integer, .date, .timestamp: json(elements.compactMap { integer($0) })
        case .real: json(elements.compactMap { $0.realValue.map { $0 == 0 ? 0 : $0 } })
        case .boolean: json(elements.compactMap(\.booleanValue))
        case .text: json(elements.compactMap(\.textValue))
        default: nil
        }
    }

    static func text(_ values: [String: Value], of type: ColumnType) -> String? {
        switch type {
        case .integer, .date, .timestamp: json(values.compactMapValues { integer($0) })
        case .real: json(values.compactMapValues { $0.realValue.map { $0 == 0 ? 0 : $0 } })
        case .boolean: json(values.compactMapValues(\.booleanValue))
        case .text: json(values.compactMapValues(\.textValue))
        default: nil
        }
    }

    static func array(_ text: String, of type: ColumnType) -> [Value]? {
        switch type {
        case .integer: decoded([Int64].self, text)?.map { .integer($0) }
        case .real: decoded([Double].self, text)?.map { .real($0) }
        case .boolean: decoded([Bool].self, text)?.map { .boolean($0) }
        case .text: decoded([String].self, text)?.map { .text($0) }
        case .date, .timestamp:
            decoded([Int64].self, text).flatMap { numbers in
                let values = numbers.compactMap { moment($0, type) }
                return values.count == numbers.count ? values : nil
            }
        default: nil
        }
    }

    static func map(_ text: String, of type: ColumnType) -> [String: Value]? {
        switch type {
        case .integer: decoded([String: Int64].self, text)?.mapValues { .integer($0) }
        case .real: decoded([String: Double].self, text)?.mapValues { .real($0) }
        case .boolean: decoded([String: Bool].self, text)?.mapValues { .boolean($0) }
        case .text: decoded([String: String].self, text)?.mapValues { .text($0) }
        case .date, .timestamp:
            decoded([String: Int64].self, text).flatMap { numbers in
                let values = numbers.compactMapValues { moment($0, type) }
                return values.count == numbers.count ? values : nil
            }
        default: nil
        }
    }

    static func isJSON(_ text: String) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
    }

    private static func integer(_ value: Value) -> Int64? {
        switch value {
        case .integer(let number): number
        case .date(let date): date.daysSince1970
        case .timestamp(let date): Timestamp.microseconds(date)
        default: nil
        }
    }

    private static func moment(_ number: Int64, _ type: ColumnType) -> Value? {
        if type == .timestamp { return .timestamp(Timestamp.date(microseconds: number)) }
        return CalendarDate(daysSince1970: number).map { .date($0) }
    }

    private static func json(_ value: some Encodable) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func decoded<T: Decodable>(_ type: T.Type, _ text: String) -> T? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
