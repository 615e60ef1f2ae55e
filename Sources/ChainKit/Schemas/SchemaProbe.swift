import Foundation
import ModelServing

/// A decoder that holds no data and notes what a type asks it for.
final class SchemaProbe: Decoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private let depth: Int
    /// Of an object, in the order in which they were asked for.
    private(set) var properties: [JSON.Member] = []
    private(set) var required: [JSON] = []
    /// Of a type that is a single value or a list.
    fileprivate(set) var single: JSON?

    private init(depth: Int) { self.depth = depth }

    /// More than any arguments need: a type that holds itself comes here.
    private static let maximumDepth = 12

    /// The schema of a type and, so that whoever asks can go on reading, a value of it.
    static func schema<Value: Decodable>(
        of type: Value.Type, depth: Int
    ) throws(SchemaError) -> (value: JSON, sample: Value) {
        guard depth < maximumDepth else { throw .unsupported("\(type)") }
        let own = (type as? any SchemaConvertible.Type)?.jsonSchema.json
        if let known = try known(type, depth: depth), let sample = known.sample as? Value {
            return (own ?? known.schema, sample)
        }
        let probe = SchemaProbe(depth: depth)
        let sample: Value
        do {
            sample = try Value(from: probe)
        } catch let error as SchemaError {
            throw error
        } catch {
            throw .unsupported("\(type)")
        }
        return (own ?? probe.schema, sample)
    }

    private var schema: JSON {
        if let single { return single }
        return [
            "type": "object", "properties": .object(properties), "required": .array(required),
            "additionalProperties": false,
        ]
    }

    /// Types whose own reading says nothing, or would fail without data.
    private static func known(
        _ type: any Decodable.Type, depth: Int
    ) throws(SchemaError) -> (schema: JSON, sample: Any)? {
        switch type {
        case is Bool.Type: return (["type": "boolean"], false)
        case is String.Type: return (["type": "string"], "")
        case is Double.Type: return (["type": "number"], Double(0))
        case is Float.Type: return (["type": "number"], Float(0))
        case is Int.Type: return (["type": "integer"], 0)
        case is Int64.Type: return (["type": "integer"], Int64(0))
        case is Int32.Type: return (["type": "integer"], Int32(0))
        case is Int16.Type: return (["type": "integer"], Int16(0))
        case is Int8.Type: return (["type": "integer"], Int8(0))
        case is UInt.Type: return (["type": "integer", "minimum": 0], UInt(0))
        case is UInt64.Type: return (["type": "integer", "minimum": 0], UInt64(0))
        case is UInt32.Type: return (["type": "integer", "minimum": 0], UInt32(0))
        case is UInt16.Type: return (["type": "integer", "minimum": 0], UInt16(0))
        case is UInt8.Type: return (["type": "integer", "minimum": 0], UInt8(0))
        case is URL.Type: return (["type": "string", "format": "uri"], URL(filePath: "/"))
        case is UUID.Type: return (["type": "string", "format": "uuid"], UUID())
        case is Date.Type, is Data.Type, is Decimal.Type: throw .unsupported("\(type)")
        case let type as any ProbedCollection.Type: return try type.probed(depth: depth)
        case let type as any CaseIterable.Type: return choice(of: type)
        default: return nil
        }
    }

    /// An enum by its raw values.
    private static func choice<Choice: CaseIterable>(of type: Choice.Type) -> (schema: JSON, sample: Any)? {
        guard let first = type.allCases.first else { return nil }
        let values = type.allCases.compactMap { value -> JSON? in
            switch (value as? any RawRepresentable)?.rawValue {
            case let text as String: .string(text)
            case let number as Int: .integer(number)
            default: nil
            }
        }
        guard values.count == type.allCases.count else { return nil }
        var kind: JSON = "string"
        if case .integer = values[0] { kind = "integer" }
        return (["type": kind, "enum": .array(values)], first)
    }

    fileprivate func note<Value: Decodable>(_ name: String, _ type: Value.Type, isRequired: Bool) throws -> Value {
        let (schema, sample) = try Self.schema(of: type, depth: depth + 1)
        if !properties.contains(where: { $0.name == name }) {
            properties.append(JSON.Member(name, schema))
            if isRequired, !(type is any ProbedOptional.Type) { required.append(.string(name)) }
        }
        return sample
    }

    fileprivate func note<Value: Decodable>(single type: Value.Type) throws -> Value {
        let (schema, sample) = try Self.schema(of: type, depth: depth + 1)
        single = schema
        return sample
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Properties<Key>(probe: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaError.unsupported("a list that is read element by element")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(probe: self) }

    // MARK: Containers

    private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let probe: SchemaProbe
        let codingPath: [any CodingKey] = []
        var allKeys: [Key] { [] }

        func contains(_ key: Key) -> Bool { true }
        func decodeNil(forKey key: Key) throws -> Bool { false }

        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            try probe.note(key.stringValue, type, isRequired: true)
        }

        func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
            try probe.note(key.stringValue, type, isRequired: false)
        }

        func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(type, key) }
        func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(type, key) }
        func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(type, key) }
        func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try optional(type, key) }
        func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
        func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try optional(type, key) }
        func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try optional(type, key) }
        func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try optional(type, key) }
        func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(type, key) }
        func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try optional(type, key) }
        func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try optional(type, key) }
        func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try optional(type, key) }
        func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try optional(type, key) }
        func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try optional(type, key) }

        private func optional<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
            try probe.note(key.stringValue, type, isRequired: false)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> { throw SchemaError.unsupported(key.stringValue) }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            throw SchemaError.unsupported(key.stringValue)
        }
        func superDecoder() throws -> any Decoder { throw SchemaError.unsupported("a subclass") }
        func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaError.unsupported("a subclass") }
    }

    private struct Single: SingleValueDecodingContainer {
        let probe: SchemaProbe
        let codingPath: [any CodingKey] = []

        func decodeNil() -> Bool { false }
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try probe.note(single: type) }
    }
}

/// Arrays, dictionaries and optionals, which read their elements only where there are any.
private protocol ProbedCollection {
    static func probed(depth: Int) throws(SchemaError) -> (schema: JSON, sample: Any)
}

private protocol ProbedOptional {}

extension Array: ProbedCollection where Element: Decodable {
    static func probed(depth: Int) throws(SchemaError) -> (schema: JSON, sample: Any) {
        let element = try SchemaProbe.schema(of: Element.self, depth: depth + 1).value
        return (["type": "array", "items": element], [Element]())
    }
}

extension Dictionary: ProbedCollection where Key == String, Value: Decodable {
    static func probed(depth: Int) throws(SchemaError) -> (schema: JSON, sample: Any) {
        let value = try SchemaProbe.schema(of: Value.self, depth: depth + 1).value
        return (["type": "object", "additionalProperties": value], [String: Value]())
    }
}

extension Optional: ProbedCollection, ProbedOptional where Wrapped: Decodable {
    static func probed(depth: Int) throws(SchemaError) -> (schema: JSON, sample: Any) {
        let (value, sample) = try SchemaProbe.schema(of: Wrapped.self, depth: depth + 1)
        return (value, Optional<Wrapped>.some(sample) as Any)
    }
}
