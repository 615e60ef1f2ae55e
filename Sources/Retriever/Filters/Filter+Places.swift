import Foundation
import GRDB

/// Places within arrays, maps and JSON, for conditions in SQL: by the same code that reads them in memory.
///
/// SQLite's own JSON functions do not tell a text from an object, nor `true` from 1, and do not find keys with escapes.
enum PlaceFunctions {
    /// What values a condition compares; a value of another kind at the place counts as null.
    enum Kind: String {
        case number, text, boolean
        /// Whatever is not null; as 1.
        case any

        init(_ value: Value) {
            switch value {
            case .text: self = .text
            case .boolean: self = .boolean
            default: self = .number
            }
        }
    }

    /// `tessera_place(column, steps, kind)`: the value at a place, or NULL.
    static let place = DatabaseFunction("tessera_place", argumentCount: 3, pure: true) { arguments in
        guard let (text, steps, kind) = parse(arguments) else { return nil }
        return (try? text.value(at: steps)).flatMap { kept($0, kind) }
    }

    /// `tessera_contains(column, steps, kind, value)`: whether the array at a place has the value; NULL where there is no array.
    static let contains = DatabaseFunction("tessera_contains", argumentCount: 4, pure: true) { arguments in
        guard let (text, steps, kind) = parse(arguments), let elements = try? text.elements(at: steps) else {
            return nil
        }
        let wanted = value(arguments[3])
        return elements.contains { element in
            kept(element, kind).map { Filter.order(value($0), wanted) == .orderedSame } ?? false
        }
    }

    /// The steps as they are bound.
    static func bound(_ steps: [ColumnPath.Step]) -> DatabaseValue {
        var list = Data()
        for step in steps {
            let (kind, text) =
                switch step {
                case .key(let key): (UInt8(ascii: "k"), key)
                case .index(let index): (UInt8(ascii: "i"), String(index))
                }
            list.append(kind)
            withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { list.append(contentsOf: $0) }
            list.append(contentsOf: text.utf8)
        }
        return list.databaseValue
    }

    private static func steps(_ list: Data) -> [ColumnPath.Step]? {
        let bytes = Array(list)
        var steps: [ColumnPath.Step] = []
        var place = 0
        while place < bytes.count {
            guard place + 5 <= bytes.count else { return nil }
            let count = (0..<4).reduce(0) { $0 | Int(bytes[place + 1 + $1]) << (8 * $1) }
            guard place + 5 + count <= bytes.count else { return nil }
            let text = String(decoding: bytes[place + 5..<place + 5 + count], as: UTF8.self)
            steps.append(bytes[place] == UInt8(ascii: "k") ? .key(text) : .index(Int(text) ?? -1))
            place += 5 + count
        }
        return steps
    }

    private static func parse(_ arguments: [DatabaseValue]) -> (JSONText, [ColumnPath.Step], Kind)? {
        guard let text = String.fromDatabaseValue(arguments[0]),
            let steps = Data.fromDatabaseValue(arguments[1]).flatMap(steps),
            let kind = String.fromDatabaseValue(arguments[2]).flatMap(Kind.init(rawValue:))
        else { return nil }
        return (JSONText(text), steps, kind)
    }

    private static func kept(_ value: Value, _ kind: Kind) -> DatabaseValue? {
        switch (kind, value) {
        case (.any, .null): nil
        case (.any, _): 1.databaseValue
        case (.number, .integer(let number)): number.databaseValue
        case (.number, .real(let number)): number.databaseValue
        case (.text, .text(let text)): text.databaseValue
        case (.boolean, .boolean(let flag)): (flag ? 1 : 0).databaseValue
        default: nil
        }
    }

    private static func value(_ bound: DatabaseValue) -> Value {
        switch bound.storage {
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let bytes): .blob(bytes)
        case .null: .null
        }
    }
}
