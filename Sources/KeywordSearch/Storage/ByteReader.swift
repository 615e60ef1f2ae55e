/// Takes numbers out of bytes that may be damaged: nil where they end.
package struct ByteReader {
    private let base: UnsafePointer<UInt8>
    package let count: Int
    package var position: Int

    package init(_ base: UnsafePointer<UInt8>, _ count: Int, position: Int = 0) {
        self.base = base
        self.count = count
        self.position = position
    }

    package var isAtEnd: Bool { position == count }

    /// A number in groups of seven bits, the lowest first.
    @inline(__always)
    package mutating func variable() -> UInt64? {
        guard position < count else { return nil }
        let first = base[position]
        position += 1
        if first < 0x80 { return UInt64(first) }
        return longVariable(UInt64(first & 0x7F))
    }

    private mutating func longVariable(_ first: UInt64) -> UInt64? {
        var value = first
        var shift: UInt64 = 7
        while position < count, shift < 63 {
            let byte = base[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// A number that fits an index.
    @inline(__always)
    package mutating func size() -> Int? { variable().flatMap { Int(exactly: $0) } }

    @inline(__always)
    package mutating func take(_ length: Int) -> UnsafeBufferPointer<UInt8>? {
        guard length >= 0, length <= count - position else { return nil }
        defer { position += length }
        return UnsafeBufferPointer(start: base + position, count: length)
    }

    package mutating func fixed<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Number? {
        guard let bytes = take(MemoryLayout<Number>.size) else { return nil }
        return UnsafeRawPointer(bytes.baseAddress ?? base).loadUnaligned(as: Number.self)
    }
}

extension [UInt8] {
    /// Appends a number in groups of seven bits, the lowest first.
    package mutating func append(variable value: some BinaryInteger) {
        var rest = UInt64(value)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func append(fixed value: some FixedWidthInteger & BitwiseCopyable) {
        Swift.withUnsafeBytes(of: value) { append(contentsOf: $0) }
    }
}
