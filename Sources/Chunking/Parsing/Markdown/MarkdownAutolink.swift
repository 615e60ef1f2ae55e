/// A link that is written as plain text: `www.example.org`, `https://example.org`, `me@example.org`.
///
/// - Source: GitHub Flavored Markdown 0.29, section 6.9. Departs from it in: a scheme may stand behind any character
///   that is no ASCII letter or digit, and a host behind a scheme needs no full stop (both as its reference
///   implementation has it); `xmpp:` is not known.
struct MarkdownAutolink {
    /// Its text in the source.
    let range: Range<Int>
    /// What comes before the text in its destination.
    let prefix: StaticString

    private init(_ range: Range<Int>, prefix: StaticString = "") {
        self.range = range
        self.prefix = prefix
    }

    /// The link that begins with a `www.` at a position.
    ///
    /// - Parameters:
    ///   - inBrackets: Whether a bracket is open, so that the next closing one is not the link's.
    ///   - isLineStart: Whether a line begins there.
    static func host(
        _ bytes: [UInt8], at start: Int, end: Int, inBrackets: Bool, isLineStart: () -> Bool
    ) -> MarkdownAutolink? {
        guard bytes[start..<end].starts(with: "www.".utf8), mayBegin(bytes, at: start) || isLineStart(),
            let host = hostEnd(bytes, from: start, end: end, needsDot: true)
        else { return nil }
        return MarkdownAutolink(
            start..<linkEnd(bytes, from: host, end: end, inBrackets: inBrackets), prefix: "http://")
    }

    /// The link whose `http:` or `https:` has its colon at a position, its scheme not before `floor`.
    static func address(
        _ bytes: [UInt8], colon: Int, end: Int, floor: Int, inBrackets: Bool
    ) -> MarkdownAutolink? {
        guard colon + 3 < end, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/") else {
            return nil
        }
        var start = colon
        while start > floor, colon - start < 6, ASCII.isAlphanumeric(bytes[start - 1]) { start -= 1 }
        let scheme = bytes[start..<colon].map(ASCII.lowercase)
        guard scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8),
            let host = hostEnd(bytes, from: colon + 3, end: end, needsDot: false)
        else { return nil }
        return MarkdownAutolink(start..<linkEnd(bytes, from: host, end: end, inBrackets: inBrackets))
    }

    /// The e-mail address whose `@` stands at a position, none of it before `floor`.
    static func mail(_ bytes: [UInt8], at sign: Int, end: Int, floor: Int) -> MarkdownAutolink? {
        var start = sign
        while start > floor, isLocal(bytes[start - 1]) { start -= 1 }
        guard start < sign else { return nil }
        var dots = 0
        var i = sign + 1
        while i < end {
            if bytes[i] == UInt8(ascii: "."), i + 1 < end, ASCII.isAlphanumeric(bytes[i + 1]) {
                // Each part holds something.
                if i == sign + 1 { return nil }
                dots += 1
            } else if !ASCII.isAlphanumeric(bytes[i]), !isJoint(bytes[i]) {
                break
            }
            i += 1
        }
        guard dots > 0, !isJoint(bytes[i - 1]) else { return nil }
        let scheme = "mailto:".utf8
        let before = start - scheme.count
        if before >= floor, bytes[before..<start].elementsEqual(scheme) { return MarkdownAutolink(before..<i) }
        return MarkdownAutolink(start..<i, prefix: "mailto:")
    }

    // MARK: Parts

    /// Whether the character before allows a link to begin.
    private static func mayBegin(_ bytes: [UInt8], at start: Int) -> Bool {
        guard start > 0 else { return true }
        return switch bytes[start - 1] {
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "("): true
        default: Whitespace.isASCII(bytes[start - 1])
        }
    }

    private static func isJoint(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") }

    private static func isLocal(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || isJoint(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    }

    /// Where a domain ends: parts of letters, digits, `-` and `_` with full stops between, no `_` in the last two.
    private static func hostEnd(_ bytes: [UInt8], from start: Int, end: Int, needsDot: Bool) -> Int? {
        var hostEnd = start
        while hostEnd < end, isHost(bytes[hostEnd]) {
            if bytes[hostEnd] == UInt8(ascii: "."), hostEnd == start || bytes[hostEnd - 1] == UInt8(ascii: ".") {
                break
            }
            hostEnd += 1
        }
        // What ends the sentence or the emphasis is no part of it.
        while hostEnd > start, bytes[hostEnd - 1] == UInt8(ascii: ".") || bytes[hostEnd - 1] == UInt8(ascii: "_") {
            hostEnd -= 1
        }
        var dots = 0
        for i in (start..<hostEnd).reversed() {
            if bytes[i] == UInt8(ascii: "."), dots < 2 { dots += 1 }
            if bytes[i] == UInt8(ascii: "_"), dots < 2 { return nil }
        }
        return hostEnd > start && dots >= (needsDot ? 1 : 0) ? hostEnd : nil
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || isJoint(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    /// Where a link ends whose domain does: before white space or `<`, and before the punctuation that ends its text.
    private static func linkEnd(_ bytes: [UInt8], from floor: Int, end: Int, inBrackets: Bool) -> Int {
        var i = floor
        var surplus = 0  // closing brackets without an opening one
        while i < end, bytes[i] > 0x20, bytes[i] != UInt8(ascii: "<") {
            if inBrackets, bytes[i] == UInt8(ascii: "]") { break }
            if bytes[i] == UInt8(ascii: "(") { surplus -= 1 }
            if bytes[i] == UInt8(ascii: ")") { surplus += 1 }
            i += 1
        }
        while i > floor {
            switch bytes[i - 1] {
            case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
                UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
                i -= 1
            case UInt8(ascii: ")"):
                guard surplus > 0 else { return i }
                surplus -= 1
                i -= 1
            case UInt8(ascii: ";"):
                i = referenceStart(bytes, end: i, floor: floor) ?? i - 1
            default: return i
            }
        }
        return i
    }

    /// Where what looks like a character reference that ends at `end` begins.
    private static func referenceStart(_ bytes: [UInt8], end: Int, floor: Int) -> Int? {
        var i = end - 1
        while i > floor, ASCII.isAlphanumeric(bytes[i - 1]) { i -= 1 }
        return i < end - 1 && i > floor && bytes[i - 1] == UInt8(ascii: "&") ? i - 1 : nil
    }
}
