public import Foundation

/// One value of a row.
///
/// Values are equal when the store would keep them as the same: texts are compared byte by byte, so that a composed and
/// a decomposed é are two keys.
public enum Value: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case text(String)
    case date(CalendarDate)
    case timestamp(Date)
    case blob(Data)
    case vector([Float])
    /// Of a column of arrays; a literal of numbers is a vector instead.
    case array([Value])
    case map([String: Value])
    /// The text of any JSON value.
    case json(String)
}

extension Value: Hashable {
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.integer(let a), .integer(let b)): a == b
        case (.real(let a), .real(let b)): a == b
        case (.boolean(let a), .boolean(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.date(let a), .date(let b)): a == b
        case (.timestamp(let a), .timestamp(let b)): Timestamp.order(a, b) == .orderedSame
        case (.blob(let a), .blob(let b)): a == b
        case (.vector(let a), .vector(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.map(let a), .map(let b)): a == b
        case (.json(let a), .json(let b)): a.utf8.elementsEqual(b.utf8)
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: break
        case .integer(let value): hasher.combine(value)
        case .real(let value): hasher.combine(value)
        case .boolean(let value): hasher.combine(value)
        case .text(var value), .json(var value):
            value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .date(let value): hasher.combine(value)
        case .timestamp(let value): hasher.combine(Timestamp.microseconds(value))
        case .blob(let value): hasher.combine(value)
        case .vector(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .map(let value): hasher.combine(value)
        }
    }
}

extension Value {
    public var isNull: Bool { self == .null }

    /// The integer, or nil for a value of another type.
    public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// The number, or nil for a value of another type; an integer counts as the nearest real.
    public var realValue: Double? {
        switch self {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
    /// The truth value, or nil for a value of another type.
    public var booleanValue: Bool? { if case .boolean(let value) = self { value } else { nil } }
    /// The text, or nil for a value of another type.
    public var textValue: String? { if case .text(let value) = self { value } else { nil } }
    /// The day, or nil for a value of another type.
    public var dateValue: CalendarDate? { if case .date(let value) = self { value } else { nil } }
    /// The moment, or nil for a value of another type.
    public var timestampValue: Date? { if case .timestamp(let value) = self { value } else { nil } }
    /// The bytes, or nil for a value of another type.
    public var blobValue: Data? { if case .blob(let value) = self { value } else { nil } }
    /// The components, or nil for a value of another type.
    public var vectorValue: [Float]? { if case .vector(let value) = self { value } else { nil } }

    /// The elements, or nil for a value of another type.
    public var arrayValue: [Value]? { if case .array(let value) = self { value } else { nil } }
    /// The values by their keys, or nil for a value of another type.
    public var mapValue: [String: Value]? { if case .map(let value) = self { value } else { nil } }
    /// The text of the JSON, or nil for a value of another type.
    public var jsonValue: String? { if case .json(let value) = self { value } else { nil } }

    /// What kind of value it is, in the words of ``ColumnType``.
    var typeName: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .boolean: "boolean"
        case .text: "text"
        case .date: "date"
        case .timestamp: "timestamp"
        case .blob: "blob"
        case .vector(let components): "vector(\(components.count))"
        case .array: "array"
        case .map: "map"
        case .json: "json"
        }
    }
}

extension Value: CustomStringConvertible {
    /// The value as a filter's string form writes it; a long text or blob is cut.
    public var description: String {
        switch self {
        case .null: return "NULL"
        case .integer(let value): return String(value)
        case .real(let value): return String(value)
        case .boolean(let value): return value ? "TRUE" : "FALSE"
        case .text(let value):
            return value.count > 200 ? Quotation.text(value.prefix(200) + "…", in: "'") : Quotation.text(value, in: "'")
        case .date(let value): return "DATE '\(value)'"
        case .timestamp(let value): return "TIMESTAMP '\(Timestamp.text(value))'"
        case .blob(let value): return value.count > 64 ? "<\(value.count) bytes>" : "X'\(Hexadecimal.text(value))'"
        case .vector(let value): return "<vector of \(value.count)>"
        case .array(let value):
            return "[\(value.prefix(20).map(\.description).joined(separator: ", "))\(value.count > 20 ? ", …" : "")]"
        case .map(let value):
            let pairs = value.sorted { $0.key < $1.key }.prefix(20).map { "\($0.key): \($0.value)" }
            return "{\(pairs.joined(separator: ", "))\(value.count > 20 ? ", …" : "")}"
        case .json(let value): return "JSON \(Quotation.text(String(value.prefix(200)), in: "'"))"
        }
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(nilLiteral: ()) { self = .null }
    /// A vector.
    public init(arrayLiteral components: Float...) { self = .vector(components) }
}

extension Value: Codable {
    private enum Key: String, CodingKey {
        case integer, real, boolean, text, date, timestamp, blob, vector, array, map, json
    }

    /// Reads what ``encode(to:)`` writes: null, or an object with one key, the type.
    public init(from decoder: any Decoder) throws {
        if try decoder.singleValueContainer().decodeNil() {
            self = .null
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a value has one key, its type"))
        }
        switch key {
        case .integer: self = .integer(try container.decode(Int64.self, forKey: key))
        case .real: self = .real(try container.decode(Double.self, forKey: key))
        case .boolean: self = .boolean(try container.decode(Bool.self, forKey: key))
        case .text: self = .text(try container.decode(String.self, forKey: key))
        case .date: self = .date(try container.decode(CalendarDate.self, forKey: key))
        case .timestamp: self = .timestamp(try container.decode(Date.self, forKey: key))
        case .blob: self = .blob(try container.decode(Data.self, forKey: key))
        case .vector: self = .vector(try container.decode([Float].self, forKey: key))
        case .array: self = .array(try container.decode([Value].self, forKey: key))
        case .map: self = .map(try container.decode([String: Value].self, forKey: key))
        case .json: self = .json(try container.decode(String.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if case .null = self {
            var container = encoder.singleValueContainer()
            return try container.encodeNil()
        }
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .null: break
        case .integer(let value): try container.encode(value, forKey: .integer)
        case .real(let value): try container.encode(value, forKey: .real)
        case .boolean(let value): try container.encode(value, forKey: .boolean)
        case .text(let value): try container.encode(value, forKey: .text)
        case .date(let value): try container.encode(value, forKey: .date)
        case .timestamp(let value): try container.encode(value, forKey: .timestamp)
        case .blob(let value): try container.encode(value, forKey: .blob)
        case .vector(let value): try container.encode(value, forKey: .vector)
        case .array(let value): try container.encode(value, forKey: .array)
        case .map(let value): try container.encode(value, forKey: .map)
        case .json(let value): try container.encode(value, forKey: .json)
        }
    }
}
