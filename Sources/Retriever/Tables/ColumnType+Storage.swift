package import Foundation
import GRDB

// Values on their way into SQLite and back.
//
// | column | in SQLite |
// |---|---|
// | integer, real, text, blob | the same |
// | boolean | 0 or 1 |
// | date | days since 1970-01-01 |
// | timestamp | microseconds since 1970 |
// | vector | little-endian 32-bit floats, one after the other |
// | array, map | JSON of the elements as above, keys ascending |
// | json | its text |

extension ColumnType {
    /// Why the value cannot be kept in a column of this type, or nil if it can; null is left to the caller.
    func refusal(of value: Value) -> (code: StoreError.Code, reason: String)? {
        switch (self, value) {
        case (_, .null), (.integer, .integer), (.boolean, .boolean), (.blob, .blob), (.date, .date):
            return nil
        case (.real, .real(let number)):
            return number.isNaN ? (.notFinite, "NaN is no number") : nil
        case (.real, .integer(let number)):
            // A literal 3 in a column of reals is meant as 3.0.
            return Int64(exactly: Double(number)) == number
                ? nil : (.invalidValue, "\(number) has no exact value as a real number")
        case (.text, .text(let text)):
            // SQLite's text ends at the first U+0000.
            return text.utf8.contains(0) ? (.invalidValue, "the text holds the character U+0000; remove it") : nil
        case (.timestamp, .timestamp(let date)):
            return Timestamp.microseconds(date) == nil
                ? (.invalidValue, "the moment is outside of the years 1 to 9999") : nil
        case (.vector(let dimension), .vector(let components)):
            if components.count != dimension {
                return (.dimensionMismatch, "was it made by another model?")
            }
            if let position = components.firstIndex(where: { !$0.isFinite }) {
                return (.notFinite, "component \(position) is \(components[position])")
            }
            return nil
        case (.array(let type), .array(let elements)):
            return Self.refusal(of: elements.enumerated().map { ("element \($0)", $1) }, as: type)
        case (.map(let type), .map(let values)):
            return Self.refusal(of: values.sorted { $0.key < $1.key }.map { ("the value of \"\($0)\"", $1) }, as: type)
        case (.json, .json(let text)):
            return ElementsJSON.isJSON(text) ? nil : (.invalidValue, "the text is no JSON")
        default:
            return (.typeMismatch, "convert it first")
        }
    }

    private static func refusal(
        of elements: [(place: String, value: Value)], as type: ColumnType
    ) -> (code: StoreError.Code, reason: String)? {
        for (place, value) in elements {
            if value.isNull { return (.missingValue, "\(place) is null") }
            if case .real(let number) = value, !number.isFinite { return (.notFinite, "\(place) is \(number)") }
            if let refusal = type.refusal(of: value) {
                return (refusal.code, "\(place) is \(value) of type \(value.typeName): \(refusal.reason)")
            }
        }
        return nil
    }

    /// The value as SQLite keeps it. A value that ``refusal(of:)`` refuses is kept as null, which a column that is not
    /// nullable refuses in its turn.
    func stored(_ value: Value) -> DatabaseValue {
        switch (self, value) {
        case (.integer, .integer(let number)): number.databaseValue
        // -0.0 would come back as 0.0.
        case (.real, .real(let number)): (number == 0 ? 0 : number).databaseValue
        case (.real, .integer(let number)): Double(number).databaseValue
        case (.boolean, .boolean(let flag)): (flag ? 1 : 0).databaseValue
        case (.text, .text(let text)): text.databaseValue
        case (.timestamp, .timestamp(let date)): Timestamp.microseconds(date)?.databaseValue ?? .null
        case (.blob, .blob(let bytes)): bytes.databaseValue
        case (.vector, .vector(let components)): VectorBytes.encode(components).databaseValue
        case (.date, .date(let date)): date.daysSince1970.databaseValue
        case (.array(let type), .array(let elements)): ElementsJSON.text(elements, of: type)?.databaseValue ?? .null
        case (.map(let type), .map(let values)): ElementsJSON.text(values, of: type)?.databaseValue ?? .null
        case (.json, .json(let text)): text.databaseValue
        default: .null
        }
    }

    /// What ``stored(_:)`` made it from, or nil if the file holds something else.
    func value(_ stored: DatabaseValue) -> Value? {
        switch (self, stored.storage) {
        case (_, .null): .null
        case (.integer, .int64(let number)): .integer(number)
        case (.real, .double(let number)): .real(number)
        case (.boolean, .int64(let number)): .boolean(number != 0)
        case (.text, .string(let text)): .text(text)
        case (.timestamp, .int64(let microseconds)): .timestamp(Timestamp.date(microseconds: microseconds))
        case (.blob, .blob(let bytes)): .blob(bytes)
        case (.vector(let dimension), .blob(let bytes)):
            VectorBytes.decode(bytes, dimension: dimension).map { .vector($0) }
        case (.date, .int64(let days)): CalendarDate(daysSince1970: days).map { .date($0) }
        case (.array(let type), .string(let text)): ElementsJSON.array(text, of: type).map { .array($0) }
        case (.map(let type), .string(let text)): ElementsJSON.map(text, of: type).map { .map($0) }
        case (.json, .string(let text)): .json(text)
        default: nil
        }
    }
}

/// Vectors as little-endian 32-bit floats.
package enum VectorBytes {
    package static func encode(_ components: [Float]) -> Data {
        #if _endian(little)
            // SAFETY: the bytes are copied while the array is alive.
            components.withUnsafeBytes { Data($0) }
        #else
            components.reduce(into: Data(capacity: components.count * 4)) { bytes, component in
                withUnsafeBytes(of: component.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        #endif
    }

    /// Nil if the bytes are not those of `dimension` floats.
    package static func decode(_ bytes: Data, dimension: Int) -> [Float]? {
        guard bytes.count == dimension * 4 else { return nil }
        return [Float](unsafeUninitializedCapacity: dimension) { buffer, count in
            // SAFETY: the buffer has room for `dimension` floats, and exactly their bytes are written.
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            #if _endian(big)
                for index in 0..<dimension {
                    buffer[index] = Float(bitPattern: UInt32(littleEndian: buffer[index].bitPattern))
                }
            #endif
            count = dimension
        }
    }
}
