/// A JSON text that is read where it lies: to the place that a path names, without building what stands around it.
///
/// Numbers written without a fraction or an exponent are integers where 64 bits hold them; every other number is a real.
struct JSONText {
    /// Where a text stops being JSON.
    struct Mistake: Error {
        /// In UTF-8 bytes.
        let position: Int
        let reason: String
    }

    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    // MARK: - Places

    /// The value at a place of the whole text: a scalar, or an array or object as ``Value/json(_:)``; nil where the text has no
    /// such place.
    func value(at steps: [ColumnPath.Step]) throws(Mistake) -> Value? {
        var reader = self
        guard try reader.go(to: steps) else { return nil }
        return try reader.value()
    }

    /// The elements of the array at a place; nil where there is none, or what is there is no array.
    func elements(at steps: [ColumnPath.Step]) throws(Mistake) -> [Value]? {
        var reader = self
        guard try reader.go(to: steps), reader.next == UInt8(ascii: "[") else { return nil }
        var values: [Value] = []
        try reader.forEachElement { reader throws(Mistake) in
            values.append(try reader.value())
            return true
        }
        return values
    }

    private mutating func go(to steps: [ColumnPath.Step]) throws(Mistake) -> Bool {
        for step in steps {
            var isFound = false
            switch (step, next) {
            case (.key(let key), UInt8(ascii: "{")):
                try forEachMember { name, _, reader throws(Mistake) in
                    if name.utf8.elementsEqual(key.utf8) {
                        isFound = true
                        return false
                    }
                    try reader.skip()
                    return true
                }
            case (.index(let wanted), UInt8(ascii: "[")):
                var index = 0
                try forEachElement { reader throws(Mistake) in
                    if index == wanted {
                        isFound = true
                        return false
                    }
                    index += 1
                    try reader.skip()
                    return true
                }
            default: return false
            }
            guard isFound else { return false }
        }
        return true
    }

    // MARK: - Reading

    /// The next character that is no white space, without taking it; nil at the end.
    var next: UInt8? {
        mutating get {
            while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
            return position < bytes.count ? bytes[position] : nil
        }
    }

    /// Reads the value that is next.
    mutating func value() throws(Mistake) -> Value {
        switch next {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let start = position
            try skip()
            return .json(String(decoding: bytes[start..<position], as: UTF8.self))
        case UInt8(ascii: "t"):
            try take("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try take("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try take("null")
            return .null
        default: return try number()
        }
    }

    /// Goes behind the value that is next.
    mutating func skip() throws(Mistake) {
        var depth = 0
        repeat {
            switch next {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"): position += 1
            case UInt8(ascii: "\""): try skipString()
            case nil: throw mistake("expected a value")
            default: _ = try value()
            }
        } while depth > 0
    }

    /// Calls back with each member's name, where that begins, and the reader before the value, which the body reads or skips;
    /// false from it ends the walk there.
    mutating func forEachMember(
        _ body: (String, Int, inout JSONText) throws(Mistake) -> Bool
    ) throws(Mistake) {
        try take("{")
        if next == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            guard next == UInt8(ascii: "\"") else { throw mistake("expected a name in double quotes") }
            let start = position
            let name = try string()
            try take(":")
            guard try body(name, start, &self) else { return }
            if next == UInt8(ascii: ",") {
                position += 1
            } else {
                return try take("}")
            }
        }
    }

    /// As ``forEachMember(_:)``, for the elements of an array.
    mutating func forEachElement(_ body: (inout JSONText) throws(Mistake) -> Bool) throws(Mistake) {
        try take("[")
        if next == UInt8(ascii: "]") {
            position += 1
            return
        }
        while true {
            guard try body(&self) else { return }
            if next == UInt8(ascii: ",") {
                position += 1
            } else {
                return try take("]")
            }
        }
    }

    func mistake(_ reason: String, at place: Int? = nil) -> Mistake {
        Mistake(position: place ?? position, reason: reason)
    }

    private mutating func take(_ expected: StaticString) throws(Mistake) {
        _ = next
        let end = position + expected.utf8CodeUnitCount
        let isThere = expected.withUTF8Buffer { end <= bytes.count && bytes[position..<end].elementsEqual($0) }
        guard isThere else { throw mistake("expected \(expected)") }
        position = end
    }

    private mutating func number() throws(Mistake) -> Value {
        let start = position
        while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let begins = digits.utf8.first.map { (0x30...0x39).contains($0) } ?? false
        let hasLeadingZero =
            digits.hasPrefix("0") && digits.dropFirst().utf8.first.map { (0x30...0x39).contains($0) } ?? false
        guard begins, !hasLeadingZero, text.utf8.last.map({ (0x30...0x39).contains($0) }) ?? false, !text.contains("+.")
        else {
            throw mistake("expected a value", at: start)
        }
        if let integer = Int64(text) { return .integer(integer) }
        guard let real = Double(text), real.isFinite, !text.contains(".e"), !text.contains(".E") else {
            throw mistake("\(text.prefix(40)) is no number", at: start)
        }
        return .real(real)
    }

    // MARK: - Strings

    private mutating func skipString() throws(Mistake) {
        let start = position
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        throw mistake("a text that begins here is not closed", at: start)
    }

    private mutating func string() throws(Mistake) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20: throw mistake("a control character stands in a text; it is written \\u00…")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw mistake("a text that begins here is not closed", at: start)
    }

    private mutating func escape(into content: inout [UInt8]) throws(Mistake) {
        let start = position
        position += 2
        switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
        case UInt8(ascii: "\""): content.append(0x22)
        case UInt8(ascii: "\\"): content.append(0x5C)
        case UInt8(ascii: "/"): content.append(0x2F)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            guard let unit = codeUnit() else { throw mistake("four hexadecimal digits follow \\u", at: start) }
            var value = UInt32(unit)
            if (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                let place = position
                position += 2
                if let low = codeUnit(), (0xDC00..<0xE000).contains(low) {
                    value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                } else {
                    position = place
                }
            }
            // Half of a pair is no character.
            content.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        default: throw mistake("a \\ stands before a character that it gives no meaning", at: start)
        }
    }

    private mutating func codeUnit() -> UInt16? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = bytes[position..<position + 4]
        guard
            digits.allSatisfy({
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20
            })
        else { return nil }
        position += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
