/// Where a link of Markdown leads: `(destination "title")` behind its text.
struct MarkdownLinkTarget {
    let bytes: [UInt8]
    let end: Int

    typealias Target = (destination: Range<Int>, end: Int)

    /// The target whose opening bracket stands at a position; nil if there is none.
    func inline(at position: Int) -> Target? {
        guard position < end, bytes[position] == UInt8(ascii: "(") else { return nil }
        return destination(from: position + 1)
    }

    /// The destination of a link's `(destination "title")` and the end of that, its bracket included; `start` is
    /// behind the opening one.
    private func destination(from start: Int) -> Target? {
        var i = whitespaceEnd(from: start)
        var destination = i..<i
        if i < end, bytes[i] == UInt8(ascii: "<") {
            i += 1
            while i < end, bytes[i] != UInt8(ascii: ">") {
                if bytes[i] == UInt8(ascii: "<") || Whitespace.isLineEnd(bytes[i]) { return nil }
                i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
            }
            destination = destination.lowerBound + 1..<max(destination.lowerBound + 1, min(i, end))
            i += 1
        } else {
            var depth = 0
            scan: while i < end, bytes[i] > 0x20 {
                switch bytes[i] {
                case UInt8(ascii: "("):
                    depth += 1
                    if depth > 32 { return nil }
                case UInt8(ascii: ")"):
                    if depth == 0 { break scan }
                    depth -= 1
                case UInt8(ascii: "\\"): i += 1
                default: break
                }
                i += 1
            }
            if depth > 0 { return nil }
            destination = destination.lowerBound..<min(i, end)
        }
        i = whitespaceEnd(from: i)
        guard i < end else { return nil }
        if let close = Self.titleEnd(bytes[i]) {
            i += 1
            while i < end, bytes[i] != close {
                if close == UInt8(ascii: ")"), bytes[i] == UInt8(ascii: "(") { return nil }
                i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1
            }
            i = whitespaceEnd(from: i + 1)
        }
        return i < end && bytes[i] == UInt8(ascii: ")") ? (destination, i + 1) : nil
    }

    private func whitespaceEnd(from start: Int) -> Int {
        var i = start
        while i < end, Whitespace.isASCII(bytes[i]) { i += 1 }
        return i
    }

    private static func titleEnd(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): byte
        case UInt8(ascii: "("): UInt8(ascii: ")")
        default: nil
        }
    }
}
