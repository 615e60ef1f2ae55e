/// Reads JSON's tokens by RFC 8259's grammar.
struct JSONScanner {
    let bytes: [UInt8]
    let end: Int
    var position: Int

    /// A string's bytes between its quotes.
    struct Text {
        var range: Range<Int>
        var hasEscapes: Bool
    }

    /// The next byte that is not white space; nil at the end.
    mutating func next() -> UInt8? {
        while position < end {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    func fault(_ wanted: String) -> JSONFault {
        JSONFault(offset: position, reason: position < end ? "expected \(wanted)" : "it ends before \(wanted)")
    }

    /// Reads the string whose opening quote stands here.
    mutating func string() throws(JSONFault) -> Text {
        let start = position + 1
        var hasEscapes = false
        position = start
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return Text(range: start..<position - 1, hasEscapes: hasEscapes)
            }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try checkEscape()
            } else if byte < 0x20 {
                throw fault("no control character in a string; write it as an escape")
            } else {
                position += 1
            }
        }
        position = start - 1
        throw JSONFault(offset: position, reason: "the string is never closed")
    }

    private mutating func checkEscape() throws(JSONFault) {
        guard position + 1 < end else { throw fault("the rest of an escape") }
        switch bytes[position + 1] {
        case UInt8(ascii: "u"):
            for i in position + 2..<position + 6 where i >= end || ASCII.digit(bytes[i], hexadecimal: true) == nil {
                throw fault("four hexadecimal digits behind \\u")
            }
            position += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default: throw fault("one of \"\\/bfnrtu behind a backslash")
        }
    }

    /// Reads a number, `true`, `false` or `null`.
    mutating func literal() throws(JSONFault) {
        switch bytes[position] {
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw fault("a value")
        }
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        guard bytes[position..<end].starts(with: word.description.utf8) else { throw fault("a value") }
        position += word.utf8CodeUnitCount
    }

    private mutating func number() throws(JSONFault) {
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if position < end, bytes[position] == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < end, ASCII.isDigit(bytes[position]) { position += 1 }
        if position == start { throw fault("a digit") }
    }
}

extension JSONScanner {
    /// The character that the escape at a position means, and where it ends; the escape must have been checked.
    static func escape(_ bytes: [UInt8], at position: Int, end: Int) -> (scalar: Unicode.Scalar, end: Int) {
        let plain: Unicode.Scalar
        switch bytes[position + 1] {
        case UInt8(ascii: "u"):
            let high = codeUnit(bytes, at: position)
            let next = position + 6
            if high & 0xFC00 == 0xD800, next + 6 <= end, bytes[next] == UInt8(ascii: "\\"),
                bytes[next + 1] == UInt8(ascii: "u"), codeUnit(bytes, at: next) & 0xFC00 == 0xDC00,
                let scalar = Unicode.Scalar(0x1_0000 + (high & 0x3FF) << 10 + codeUnit(bytes, at: next) & 0x3FF)
            {
                return (scalar, next + 6)
            }
            return (high == 0 ? "\u{FFFD}" : Unicode.Scalar(high) ?? "\u{FFFD}", next)
        case UInt8(ascii: "b"): plain = "\u{8}"
        case UInt8(ascii: "f"): plain = "\u{C}"
        case UInt8(ascii: "n"): plain = "\n"
        case UInt8(ascii: "r"): plain = "\r"
        case UInt8(ascii: "t"): plain = "\t"
        default: plain = Unicode.Scalar(bytes[position + 1])
        }
        return (plain, position + 2)
    }

    private static func codeUnit(_ bytes: [UInt8], at position: Int) -> UInt32 {
        bytes[position + 2..<position + 6].reduce(0) { $0 << 4 | (ASCII.digit($1, hexadecimal: true) ?? 0) }
    }

    /// A string's characters.
    func decoded(_ text: Text) -> String {
        if !text.hasEscapes { return String(decoding: bytes[text.range], as: UTF8.self) }
        var result = ""
        var start = text.range.lowerBound
        while start < text.range.upperBound {
            let backslash =
                bytes[start..<text.range.upperBound].firstIndex(of: UInt8(ascii: "\\")) ?? text.range.upperBound
            result += String(decoding: bytes[start..<backslash], as: UTF8.self)
            guard backslash < text.range.upperBound else { break }
            let escape = Self.escape(bytes, at: backslash, end: text.range.upperBound)
            result.unicodeScalars.append(escape.scalar)
            start = escape.end
        }
        return result
    }
}
