import Foundation
import ModelServing
import Retriever

/// A value of a row as JSON has it: numbers, texts and truth values as they are, days and moments in ISO 8601, bytes in
/// Base64, vectors and arrays as arrays, maps and JSON as what they are.
struct JSONCell: Encodable {
    let value: Value

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null: try container.encodeNil()
        case .integer(let value): try container.encode(value)
        case .real(let value):
            // JSON has no infinity.
            if value.isFinite { try container.encode(value) } else { try container.encode("\(value)") }
        case .boolean(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .timestamp(let value): try container.encode(value.iso8601)
        case .blob(let value): try container.encode(value.base64EncodedString())
        case .vector(let value): try container.encode(value)
        case .date(let value): try container.encode("\(value)")
        case .array(let values): try container.encode(values.map { JSONCell(value: $0) })
        case .map(let values): try container.encode(values.mapValues { JSONCell(value: $0) })
        case .json(let text): try container.encode(try JSON(text: text))
        }
    }
}

extension Date {
    /// `2024-05-01T09:30:00.250Z`, in UTC.
    var iso8601: String { formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}
