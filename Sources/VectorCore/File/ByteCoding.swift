/// Bytes being put together, little-endian.
package struct ByteEncoder {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ value: some FixedWidthInteger) {
        var rest = value
        for _ in 0..<(value.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    package mutating func append(_ raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

    /// A short text in a field of fixed width, filled up with zeros.
    package mutating func append(_ text: String, width: Int) {
        precondition(text.utf8.count <= width, "\(text) has more than \(width) bytes")
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: repeatElement(0, count: width - text.utf8.count))
    }

    /// A text of any length, its length in front.
    package mutating func append(counted text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

/// Bytes being taken apart, little-endian; nil where they end too early or are no text.
package struct ByteDecoder {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    package var isAtEnd: Bool { position == bytes.endIndex }

    package mutating func integer<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
        guard let raw = take(Value.bitWidth / 8) else { return nil }
        return raw.reversed().reduce(Value.zero) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    package mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, bytes.endIndex - position >= count else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    package mutating func text(width: Int) -> String? {
        guard let raw = take(width) else { return nil }
        let text = raw.prefix { $0 != 0 }
        guard raw.dropFirst(text.count).allSatisfy({ $0 == 0 }) else { return nil }
        return String(validating: text, as: UTF8.self)
    }

    package mutating func countedText() -> String? {
        guard let count = integer(UInt32.self), let raw = take(Int(count)) else { return nil }
        return String(validating: raw, as: UTF8.self)
    }
}
