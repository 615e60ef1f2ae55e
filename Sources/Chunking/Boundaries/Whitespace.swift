/// White space as chunks are trimmed of it: ASCII's, and the ideographic space of Japanese.
enum Whitespace {
    @inline(__always)
    static func isASCII(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    @inline(__always)
    static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }

    /// The first position from `lower` on that is not white space; `upper` if there is none.
    static func end(in bytes: [UInt8], from lower: Int, to upper: Int) -> Int {
        var i = lower
        while i < upper {
            if isASCII(bytes[i]) {
                i += 1
            } else if bytes[i] == 0xE3, i + 3 <= upper, bytes[i + 1] == 0x80, bytes[i + 2] == 0x80 {
                i += 3
            } else {
                break
            }
        }
        return i
    }

    /// Where the white space before `upper` begins; `lower` if all of it is white space.
    static func start(in bytes: [UInt8], from lower: Int, to upper: Int) -> Int {
        var i = upper
        while i > lower {
            if isASCII(bytes[i - 1]) {
                i -= 1
            } else if i - 3 >= lower, bytes[i - 1] == 0x80, bytes[i - 2] == 0x80, bytes[i - 3] == 0xE3 {
                i -= 3
            } else {
                break
            }
        }
        return i
    }
}
