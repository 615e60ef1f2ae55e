import Foundation

/// Takes a value apart into the columns of a row.
struct RowEncoder: Encoder {
    final class Storage {
        var values: [String: Value] = [:]
    }

    let schema: TableSchema
    let storage: Storage
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Columns(schema: schema, storage: storage))
    }

    // A row has columns; what encodes itself without keys leaves none, and its primary key is missed when it is written.
    func unkeyedContainer() -> any UnkeyedEncodingContainer { ElementEncoder().unkeyedContainer() }
    func singleValueContainer() -> any SingleValueEncodingContainer { ElementEncoder() }

    private struct Columns<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let schema: TableSchema
        let storage: Storage
        let codingPath: [any CodingKey] = []

        func encodeNil(forKey key: Key) { storage.values[key.stringValue] = .null }

        func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
            guard let column = schema.column(key.stringValue) else {
                throw StoreError.unknownColumn(key.stringValue, in: schema)
            }
            guard let encoded = try ElementEncoder.value(value, as: column.type) else {
                throw StoreError.noForm(column.name, column.type, T.self)
            }
            storage.values[column.name] = encoded
        }

        // Types that write themselves into their parent's containers have no column of their own.
        func nestedContainer<N: CodingKey>(keyedBy type: N.Type, forKey key: Key) -> KeyedEncodingContainer<N> {
            ElementEncoder().container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            ElementEncoder().unkeyedContainer()
        }
        func superEncoder() -> any Encoder { self.encoder }
        func superEncoder(forKey key: Key) -> any Encoder { encoder }

        /// The columns of a class's superclass are columns of the same row.
        private var encoder: RowEncoder { RowEncoder(schema: schema, storage: storage) }
    }

    init(schema: TableSchema, storage: Storage = Storage()) {
        self.schema = schema
        self.storage = storage
    }
}

/// Takes what a column holds: one value, or an array or a dictionary of such.
struct ElementEncoder: Encoder {
    /// What was encoded, as far as it has come.
    final class Box {
        var value: Value?
        var elements: [Box] = []
        var pairs: [String: Box] = [:]
        /// Whether something was encoded that no column holds.
        var isRefused = false

        var result: Value? {
            if isRefused { return nil }
            if case .array = value {
                let values = elements.compactMap(\.result)
                return values.count == elements.count ? .array(values) : nil
            }
            if case .map = value {
                let values = pairs.compactMapValues(\.result)
                return values.count == pairs.count ? .map(values) : nil
            }
            return value
        }
    }

    let box: Box
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ box: Box = Box()) {
        self.box = box
    }

    /// The value in the form that a column of this type takes, or nil if it has none.
    static func value(_ content: some Encodable, as type: ColumnType) throws -> Value? {
        switch type {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return .json(String(decoding: try encoder.encode(content), as: UTF8.self))
        case .vector:
            if let components = content as? [Float] { return .vector(components) }
            return (content as? [Double]).map { .vector($0.map { Float($0) }) }
        default:
            let encoder = ElementEncoder()
            try encoder.encode(content)
            return encoder.box.result
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        box.value = .map([:])
        return KeyedEncodingContainer(Pairs(box: box))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        box.value = .array([])
        return Elements(box: box)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    private struct Elements: UnkeyedEncodingContainer {
        let box: Box
        let codingPath: [any CodingKey] = []
        var count: Int { box.elements.count }

        private func next() -> ElementEncoder {
            let element = Box()
            box.elements.append(element)
            return ElementEncoder(element)
        }

        func encodeNil() { next().encodeNil() }
        func encode<T: Encodable>(_ value: T) throws { try next().encode(value) }
        func nestedContainer<N: CodingKey>(keyedBy type: N.Type) -> KeyedEncodingContainer<N> {
            next().container(keyedBy: type)
        }
        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
        func superEncoder() -> any Encoder { next() }
    }

    private struct Pairs<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let box: Box
        let codingPath: [any CodingKey] = []

        private func next(_ key: String) -> ElementEncoder {
            let value = Box()
            box.pairs[key] = value
            return ElementEncoder(value)
        }

        func encodeNil(forKey key: Key) { next(key.stringValue).encodeNil() }
        func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try next(key.stringValue).encode(value) }
        func nestedContainer<N: CodingKey>(keyedBy type: N.Type, forKey key: Key) -> KeyedEncodingContainer<N> {
            next(key.stringValue).container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            next(key.stringValue).unkeyedContainer()
        }
        func superEncoder() -> any Encoder { next("super") }
        func superEncoder(forKey key: Key) -> any Encoder { next(key.stringValue) }
    }
}

extension ElementEncoder: SingleValueEncodingContainer {
    func encodeNil() { box.value = .null }

    func encode<T: Encodable>(_ content: T) throws {
        switch content {
        case let value as Bool: box.value = .boolean(value)
        case let value as String: box.value = .text(value)
        case let value as Double: box.value = .real(value)
        case let value as Float: box.value = .real(Double(value))
        case let value as Date: box.value = .timestamp(value)
        case let value as CalendarDate: box.value = .date(value)
        case let value as Data: box.value = .blob(value)
        case let value as URL: box.value = .text(value.absoluteString)
        case let value as any BinaryInteger:
            if let number = Int64(exactly: value) { box.value = .integer(number) } else { box.isRefused = true }
        default: try content.encode(to: self)
        }
    }
}
