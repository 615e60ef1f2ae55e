/// White space as chunks are trimmed of it: all of Unicode's.
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
            } else if bytes[i] >= 0xC2, bytes[i] <= 0xE3, let length = wideLength(in: bytes, at: i, to: upper) {
                i += length
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
            } else if bytes[i - 1] >= 0x80, i - 2 >= lower, wideLength(in: bytes, at: i - 2, to: i) == 2 {
                i -= 2
            } else if bytes[i - 1] >= 0x80, i - 3 >= lower, wideLength(in: bytes, at: i - 3, to: i) == 3 {
                i -= 3
            } else {
                break
            }
        }
        return i
    }

    /// How many bytes a white space beyond ASCII takes that begins at a position; nil for everything else.
    private static func wideLength(in bytes: [UInt8], at i: Int, to upper: Int) -> Int? {
        guard i + 1 < upper else { return nil }
        if bytes[i] == 0xC2 { return bytes[i + 1] == 0xA0 || bytes[i + 1] == 0x85 ? 2 : nil }
        guard i + 2 < upper else { return nil }
        switch (bytes[i], bytes[i + 1], bytes[i + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default: return nil
        }
    }
}
