import Foundation

/// Puts a value together from the columns of a row.
struct RowValueDecoder: Decoder {
    let row: Row
    let schema: TableSchema
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Pairs(values: row.values, codingPath: []))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw noKeys }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw noKeys }

    private var noKeys: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "a row has columns; decode it with keys"))
    }
}

/// Values by their keys: the columns of a row, or a map in one of them.
private struct Pairs<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let values: [String: Value]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { values.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

    private func decoder(_ key: any CodingKey) throws -> ElementDecoder {
        guard let value = values[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no such column"))
        }
        return ElementDecoder(value: value, codingPath: codingPath + [key])
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder(key).decode(type) }
    func nestedContainer<N: CodingKey>(keyedBy type: N.Type, forKey key: Key) throws -> KeyedDecodingContainer<N> {
        try decoder(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }
    /// A class's superclass is read from the same row.
    func superDecoder() -> any Decoder { ElementDecoder(value: .map(values), codingPath: codingPath) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

/// Gives out what a column holds.
struct ElementDecoder: Decoder {
    let value: Value
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .map(let values) = value else { throw mismatch([String: Value].self) }
        return KeyedDecodingContainer(Pairs(values: values, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch value {
        case .array(let values): Elements(values: values, codingPath: codingPath)
        case .vector(let components):
            Elements(values: components.map { .real(Double($0)) }, codingPath: codingPath)
        default: throw mismatch([Value].self)
        }
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    private func mismatch(_ type: Any.Type) -> DecodingError {
        let context = DecodingError.Context(codingPath: codingPath, debugDescription: "it is \(value.typeName)")
        return value.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private struct Elements: UnkeyedDecodingContainer {
        let values: [Value]
        let codingPath: [any CodingKey]
        var currentIndex = 0

        var count: Int? { values.count }
        var isAtEnd: Bool { currentIndex == values.count }

        private mutating func next() throws -> ElementDecoder {
            guard !isAtEnd else {
                throw DecodingError.valueNotFound(
                    Value.self, .init(codingPath: codingPath, debugDescription: "there are only \(values.count)"))
            }
            defer { currentIndex += 1 }
            return ElementDecoder(value: values[currentIndex], codingPath: codingPath)
        }

        mutating func decodeNil() throws -> Bool {
            guard !isAtEnd, values[currentIndex].isNull else { return false }
            currentIndex += 1
            return true
        }
        mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }
        mutating func nestedContainer<N: CodingKey>(keyedBy type: N.Type) throws -> KeyedDecodingContainer<N> {
            try next().container(keyedBy: type)
        }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
        mutating func superDecoder() throws -> any Decoder { try next() }
    }
}

extension ElementDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if case .json(let text) = value { return try json(type, text) }
        let found: Any? =
            switch type {
            case is Bool.Type: value.booleanValue
            case is String.Type: value.textValue
            case is Double.Type: value.realValue
            case is Float.Type: value.realValue.map { Float($0) }
            case is Date.Type: value.timestampValue
            case is CalendarDate.Type: value.dateValue
            case is Data.Type: value.blobValue
            case is URL.Type: value.textValue.flatMap { URL(string: $0) }
            case is [Float].Type where value.vectorValue != nil: value.vectorValue
            case let type as any FixedWidthInteger.Type: integer(type)
            default: try T(from: self)
            }
        guard let found = found as? T else { throw mismatch(type) }
        return found
    }

    private func integer<I: FixedWidthInteger>(_ type: I.Type) -> I? {
        value.integerValue.flatMap { I(exactly: $0) }
    }

    private func json<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "its JSON is no \(type): \(error)"))
        }
    }
}
