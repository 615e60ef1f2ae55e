/// SHA-256 of a text's UTF-8: equal texts have equal hashes, and others do not.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// - Complexity: O(bytes).
    public init(of bytes: some Sequence<UInt8>) {
        self.bytes = SHA256.digest(of: bytes)
    }

    public init(of text: String) {
        var text = text
        self.init(of: text.withUTF8 { Array($0) })
    }

    /// 64 hexadecimal digits.
    public var description: String { Self.hexadecimal(bytes) }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
