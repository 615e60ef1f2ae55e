/// HTML that stands as a block in Markdown, and how it ends.
enum MarkdownHTMLBlock {
    /// At the line that holds this text, in any case.
    case until(String)
    /// Before the next blank line.
    case untilBlankLine

    /// The block that a `<` at the line's beginning opens; nil if it is inline.
    ///
    /// - Parameter inParagraph: Whether it would end a paragraph, which a tag of any other name may not.
    init?(_ bytes: [UInt8], at position: Int, end: Int, inParagraph: Bool) {
        guard position + 1 < end, bytes[position] == UInt8(ascii: "<") else { return nil }
        func begins(_ text: String) -> Bool { bytes[position..<end].starts(with: text.utf8) }
        if begins("<!--") { self = .until("-->"); return }
        if begins("<?") { self = .until("?>"); return }
        if begins("<![CDATA[") { self = .until("]]>"); return }
        if begins("<!"), position + 2 < end, ASCII.isLetter(bytes[position + 2]) { self = .until(">"); return }
        let isClosing = bytes[position + 1] == UInt8(ascii: "/")
        let nameStart = position + (isClosing ? 2 : 1)
        var nameEnd = nameStart
        while nameEnd < end, ASCII.isAlphanumeric(bytes[nameEnd]) { nameEnd += 1 }
        guard nameEnd > nameStart, ASCII.isLetter(bytes[nameStart]) else { return nil }
        let follows = nameEnd < end ? bytes[nameEnd] : 0x20
        guard Whitespace.isASCII(follows) || follows == UInt8(ascii: ">") || follows == UInt8(ascii: "/") else {
            return nil
        }
        let element = HTMLElement(name: bytes[nameStart..<nameEnd])
        switch element {
        case .script, .style, .pre, .textarea:
            guard !isClosing else { return nil }
            self = .until("</\(String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased())>")
        case let element? where element.isBlock || element == .head || element == .title || element == .link:
            self = .untilBlankLine
        default:
            // A complete tag alone on its line.
            guard !inParagraph, let close = bytes[nameEnd..<end].lastIndex(of: UInt8(ascii: ">")),
                Whitespace.end(in: bytes, from: close + 1, to: end) == end,
                bytes[nameEnd..<end].firstIndex(of: UInt8(ascii: ">")) == close
            else { return nil }
            self = .untilBlankLine
        }
    }

    /// Whether the block ends with this line.
    func ends(_ bytes: [UInt8], in line: Range<Int>) -> Bool {
        guard case .until(let text) = self else { return false }
        let wanted = Array(text.utf8)
        guard line.count >= wanted.count else { return false }
        return (line.lowerBound...line.upperBound - wanted.count).contains { start in
            wanted.indices.allSatisfy { ASCII.lowercase(bytes[start + $0]) == wanted[$0] }
        }
    }
}
