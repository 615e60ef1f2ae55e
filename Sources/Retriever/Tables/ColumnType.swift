/// What a column holds.
public enum ColumnType: Sendable, Hashable {
    /// 64-bit signed integers.
    case integer
    /// 64-bit floating-point numbers; NaN is refused.
    case real
    case boolean
    /// Unicode text, compared byte by byte as UTF-8; U+0000 is refused.
    case text
    /// A day of the years 1 to 9999, without a time or a time zone.
    case date
    /// A moment, kept to the microsecond, of the years 1 to 9999.
    case timestamp
    /// Bytes.
    case blob
    /// 32-bit floats, always this many of them; NaN and infinity are refused.
    case vector(dimension: Int)
    /// Any number of values of one type, none of them null: ``isElement``.
    indirect case array(of: ColumnType)
    /// Values of one type by texts, none of them null: ``isElement``.
    indirect case map(of: ColumnType)
    /// Any JSON, kept byte for byte.
    case json

    /// Whether arrays and maps can hold it: integers, reals, booleans, texts, dates and timestamps.
    public var isElement: Bool {
        switch self {
        case .integer, .real, .boolean, .text, .date, .timestamp: true
        case .blob, .vector, .array, .map, .json: false
        }
    }
}

extension ColumnType: CustomStringConvertible {
    /// `integer`, `text`, `vector(384)`, `array<text>`, `map<text, real>`: the form that schemas are written in.
    public var description: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .boolean: "boolean"
        case .text: "text"
        case .date: "date"
        case .timestamp: "timestamp"
        case .blob: "blob"
        case .vector(let dimension): "vector(\(dimension))"
        case .array(let element): "array<\(element)>"
        case .map(let element): "map<text, \(element)>"
        case .json: "json"
        }
    }
}

extension ColumnType: LosslessStringConvertible {
    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        func inner(_ prefix: String, _ suffix: String) -> Substring? {
            text.hasPrefix(prefix) && text.hasSuffix(suffix)
                ? text.dropFirst(prefix.count).dropLast(suffix.count) : nil
        }
        switch text {
        case "integer": self = .integer
        case "real": self = .real
        case "boolean": self = .boolean
        case "text": self = .text
        case "date": self = .date
        case "timestamp": self = .timestamp
        case "blob": self = .blob
        case "json": self = .json
        default:
            if let dimension = inner("vector(", ")").flatMap({ Int($0) }) {
                self = .vector(dimension: dimension)
            } else if let element = inner("array<", ">").flatMap({ ColumnType(String($0)) }) {
                self = .array(of: element)
            } else if let element = inner("map<text, ", ">").flatMap({ ColumnType(String($0)) }) {
                self = .map(of: element)
            } else {
                return nil
            }
        }
    }
}

extension ColumnType: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let type = ColumnType(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no column type")
        }
        self = type
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
