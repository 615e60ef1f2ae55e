/// SHA-256 of a text's UTF-8: equal texts have equal hashes, and others do not.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// - Complexity: O(bytes).
    public init(of bytes: some Sequence<UInt8>) {
        self.bytes = SHA256.digest(of: bytes)
    }

    public init(of text: String) {
        self.init(of: text.utf8)
    }

    /// 64 hexadecimal digits.
    public var description: String { Self.hexadecimal(bytes) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
