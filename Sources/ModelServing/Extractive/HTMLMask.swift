/// Makes HTML's block structure visible to ``MarkdownBlocks`` without moving a byte.
///
/// Tags of blocks become line breaks of the same length, and so do comments and the elements that hold no prose
/// (scripts, styles, headings, code). Inline tags such as `<b>` stay: a sentence is a slice of its source. Text that
/// holds no such tags is not changed; a tag named in inline code is left alone.
enum HTMLMask {
    private static let blocks: Set<String> = [
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", "section",
        "article",
        "header", "footer", "main", "nav", "aside", "body", "html", "head", "meta", "link", "br", "hr", "blockquote",
        "figure", "figcaption", "form",
    ]
    private static let withoutProse: Set<String> = [
        "script", "style", "title", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
    ]
    /// Longer tags are taken for text.
    private static let longestTag = 4_000

    static func masked(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "<")) else { return bytes }
        var result = bytes
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            guard open == 0 || bytes[open - 1] != UInt8(ascii: "`"), let end = endOfMasked(from: open, in: bytes) else {
                continue
            }
            for position in open..<end { result[position] = 0x0A }
            index = end
        }
        return result
    }

    /// The end of what begins with the `<` at `open` and holds no prose; nil if that is no tag of a block.
    private static func endOfMasked(from open: Int, in bytes: [UInt8]) -> Int? {
        if bytes[open...].starts(with: "<!".utf8) {
            let isComment = bytes[open...].starts(with: "<!--".utf8)
            return end(of: isComment ? "-->" : ">", from: open, to: bytes.count, in: bytes)
        }
        var start = open + 1
        let isClosing = start < bytes.count && bytes[start] == UInt8(ascii: "/")
        if isClosing { start += 1 }
        let name = String(
            decoding: bytes[start...].prefix(10).prefix { $0.isLetterOrDigit }, as: UTF8.self
        ).lowercased()
        let holdsNoProse = withoutProse.contains(name)
        guard holdsNoProse || blocks.contains(name) else { return nil }
        let limit = min(bytes.count, open + longestTag)
        guard let tagEnd = end(of: ">", from: start, to: limit, in: bytes) else { return nil }
        guard holdsNoProse, !isClosing else { return tagEnd }
        // Without an end only the tag goes.
        let endTag = Array("</\(name)".utf8)
        var position = tagEnd
        while let next = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            let tag = bytes[next...].prefix(endTag.count)
            if tag.elementsEqual(endTag, by: { ($0 | ($0.isLetterOrDigit ? 0x20 : 0)) == $1 }) {
                return end(of: ">", from: next, to: bytes.count, in: bytes) ?? tagEnd
            }
            position = next + 1
        }
        return tagEnd
    }

    private static func end(of mark: String, from start: Int, to limit: Int, in bytes: [UInt8]) -> Int? {
        let mark = Array(mark.utf8)
        var index = start
        while index + mark.count <= limit {
            if bytes[index...].starts(with: mark) { return index + mark.count }
            index += 1
        }
        return nil
    }
}
