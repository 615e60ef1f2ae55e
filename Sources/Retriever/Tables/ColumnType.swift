/// What a column holds.
public enum ColumnType: Sendable, Hashable {
    /// 64-bit signed integers.
    case integer
    /// 64-bit floating-point numbers; NaN is refused.
    case real
    case boolean
    /// Unicode text, compared byte by byte as UTF-8; U+0000 is refused.
    case text
    /// A moment, kept to the microsecond, of the years 1 to 9999.
    case timestamp
    /// Bytes.
    case blob
    /// 32-bit floats, always this many of them; NaN and infinity are refused.
    case vector(dimension: Int)
}

extension ColumnType: CustomStringConvertible {
    /// `integer`, `text`, `vector(384)`: the form that schemas are written in.
    public var description: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .boolean: "boolean"
        case .text: "text"
        case .timestamp: "timestamp"
        case .blob: "blob"
        case .vector(let dimension): "vector(\(dimension))"
        }
    }
}

extension ColumnType: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        switch text {
        case "integer": self = .integer
        case "real": self = .real
        case "boolean": self = .boolean
        case "text": self = .text
        case "timestamp": self = .timestamp
        case "blob": self = .blob
        default:
            guard text.hasPrefix("vector("), text.hasSuffix(")"),
                let dimension = Int(text.dropFirst("vector(".count).dropLast())
            else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no column type")
            }
            self = .vector(dimension: dimension)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
