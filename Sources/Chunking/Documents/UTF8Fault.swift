/// The first thing that keeps bytes from being a text in UTF-8.
enum UTF8Fault: Equatable {
    case malformed(offset: Int)
    case nul(offset: Int)

    /// One pass over the bytes; nil when all of them are well-formed UTF-8 without NUL.
    ///
    /// The offset of a malformed sequence is that of its first byte.
    static func first(in bytes: [UInt8]) -> UTF8Fault? {
        let span = bytes.span
        let count = span.count
        var i = 0
        while i < count {
            i = plainEnd(in: span, from: i)
            if i == count { break }
            let lead = span[i]
            if lead < 0x80 {
                if lead == 0 { return .nul(offset: i) }
                i += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, low) = (3, 0xA0)  // below are overlong forms
            case 0xED: (length, high) = (3, 0x9F)  // above are surrogates
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, low) = (4, 0x90)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, high) = (4, 0x8F)  // above U+10FFFF
            default: return .malformed(offset: i)
            }
            guard i + length <= count, span[i + 1] >= low, span[i + 1] <= high else {
                return .malformed(offset: i)
            }
            if length > 2, span[i + 2] & 0xC0 != 0x80 { return .malformed(offset: i) }
            if length > 3, span[i + 3] & 0xC0 != 0x80 { return .malformed(offset: i) }
            i += length
        }
        return nil
    }

    /// Behind the ASCII without NUL and the common scalars of three bytes from a position on, as far as words go.
    @inline(__always)
    private static func plainEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var i = start
        while i &+ ByteWord.size <= bytes.count {
            let word = ByteWord(raw, at: i)
            let others = word.wide | word.equal(to: 0)
            if others == 0 {
                i &+= ByteWord.size
            } else if word.isTwoPlainTriples {
                i &+= 6
            } else if ByteWord.first(others) > 0 {
                i &+= ByteWord.first(others)
            } else {
                break
            }
        }
        return i
    }
}
