/// A character reference of HTML or Markdown: `&amp;`, `&#233;`, `&#xE9;`.
///
/// - Source: The HTML standard, "Character reference state". Departs from it in: a number has sixteen digits at most.
struct CharacterReference {
    /// Most references mean one character, some names two.
    typealias Scalars = (first: Unicode.Scalar, second: Unicode.Scalar?)

    /// Where a reference stands, which decides about those without a semicolon.
    enum Place {
        case text
        /// Before `=`, a letter or a digit a name without its semicolon is text: `?a=b&copy=c`.
        case attribute
        /// None is a reference without its semicolon.
        case markdown
    }

    let scalars: Scalars
    /// Behind its semicolon, or its name.
    let end: Int

    /// Reads the reference whose `&` stands at a position; nil if there is none.
    init?(_ bytes: [UInt8], at start: Int, end: Int, in place: Place) {
        guard start + 2 < end else { return nil }
        let found =
            bytes[start + 1] == UInt8(ascii: "#")
            ? Self.numeric(bytes, from: start + 2, end: end)
            : Self.named(bytes, from: start + 1, end: end, in: place)
        guard let found, place != .markdown || bytes[found.end - 1] == UInt8(ascii: ";") else { return nil }
        (scalars, self.end) = found
    }

    private static func numeric(_ bytes: [UInt8], from start: Int, end: Int) -> (Scalars, end: Int)? {
        let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
        var i = isHex ? start + 1 : start
        let digits = i
        var value: UInt32 = 0
        // Leading zeros are rare, and what is longer stays text, so that no reference grows unbounded.
        while i < end, i - digits < 16, let digit = ASCII.digit(bytes[i], hexadecimal: isHex) {
            value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
            i += 1
        }
        guard i > digits else { return nil }
        if i < end, bytes[i] == UInt8(ascii: ";") { i += 1 }
        if value >= 0x80, value < 0xA0 { value = UInt32(windows1252[Int(value - 0x80)]) }
        let replacement: Unicode.Scalar = "\u{FFFD}"
        return ((value == 0 ? replacement : Unicode.Scalar(value) ?? replacement, nil), i)
    }

    /// The longest name counts: `&notin;` is one, `&notit;` begins with one.
    private static func named(
        _ bytes: [UInt8], from start: Int, end: Int, in place: Place
    ) -> (Scalars, end: Int)? {
        var nameEnd = start
        while nameEnd < end, nameEnd - start < CharacterNames.longestName, ASCII.isAlphanumeric(bytes[nameEnd]) {
            nameEnd += 1
        }
        if nameEnd < end, nameEnd > start, bytes[nameEnd] == UInt8(ascii: ";"),
            let scalars = CharacterNames.html.scalars(bytes[start..<nameEnd])
        {
            return (scalars, nameEnd + 1)
        }
        if place == .markdown { return nil }
        nameEnd = min(nameEnd, start + CharacterNames.longestOldName)
        while nameEnd > start + 1 {
            if let scalars = CharacterNames.html.scalarsWithoutSemicolon(bytes[start..<nameEnd]) {
                let next = nameEnd < end ? bytes[nameEnd] : 0
                let isText = place == .attribute && (next == UInt8(ascii: "=") || ASCII.isAlphanumeric(next))
                return isText ? nil : (scalars, nameEnd)
            }
            nameEnd -= 1
        }
        return nil
    }

    /// What browsers make of the control characters U+0080 to U+009F.
    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}

extension CharacterReference {
    /// A text's bytes with its references decoded.
    static func decoded(_ bytes: [UInt8], in range: Range<Int>, _ place: Place) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var i = range.lowerBound
        while i < range.upperBound {
            if bytes[i] == UInt8(ascii: "&"),
                let reference = CharacterReference(bytes, at: i, end: range.upperBound, in: place)
            {
                reference.append(to: &result)
                i = reference.end
            } else {
                result.append(bytes[i])
                i += 1
            }
        }
        return result
    }

    /// Adds what it means in UTF-8.
    func append(to result: inout [UInt8]) {
        for scalar in [scalars.first, scalars.second] {
            guard let scalar, let utf8 = UTF8.encode(scalar) else { continue }
            result.append(contentsOf: utf8)
        }
    }
}
