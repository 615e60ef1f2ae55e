/// What a line of Markdown begins, told from the line alone.
///
/// Positions are bytes of the source; `end` is where the line ends, its line end left out.
struct MarkdownSyntax {
    let bytes: [UInt8]

    struct Fence {
        var mark: UInt8
        var length: Int
        /// The info string's first word.
        var language: String?
    }

    struct ListMarker {
        /// Where the item's text begins.
        var contentStart: Int
        /// Columns from the marker's own column to the text's.
        var width: Int
        /// Whether the item may end a paragraph that stands before it.
        var interruptsParagraph: Bool
    }

    /// The columns of white space from a position, tabs counted to the next multiple of four, and where it ends.
    func indentation(at position: Int, end: Int) -> (columns: Int, position: Int) {
        var columns = 0
        var i = position
        while i < end {
            if bytes[i] == 0x20 {
                columns += 1
            } else if bytes[i] == 0x09 {
                columns += 4 - columns % 4
            } else {
                break
            }
            i += 1
        }
        return (columns, i)
    }

    /// The position behind so many columns of white space, or behind all there is.
    func skip(columns: Int, from position: Int, end: Int) -> Int {
        var passed = 0
        var i = position
        while i < end, passed < columns {
            if bytes[i] == 0x20 {
                passed += 1
            } else if bytes[i] == 0x09 {
                passed += 4 - passed % 4
            } else {
                break
            }
            i += 1
        }
        return i
    }

    private func runLength(of mark: UInt8, at position: Int, end: Int) -> Int {
        var i = position
        while i < end, bytes[i] == mark { i += 1 }
        return i - position
    }

    /// The level of an ATX heading, and the range of its title without the closing marks and a final `{#id}`.
    func atxHeading(at position: Int, end: Int) -> (level: Int, title: Range<Int>)? {
        let level = runLength(of: UInt8(ascii: "#"), at: position, end: end)
        let start = position + level
        guard level >= 1, level <= 6, start == end || bytes[start] == 0x20 || bytes[start] == 0x09 else { return nil }
        let lower = Whitespace.end(in: bytes, from: start, to: end)
        var upper = withoutAttributes(lower..<Whitespace.start(in: bytes, from: lower, to: end))
        var marks = upper
        while marks > lower, bytes[marks - 1] == UInt8(ascii: "#") { marks -= 1 }
        if marks == lower || Whitespace.isASCII(bytes[marks - 1]) {
            upper = Whitespace.start(in: bytes, from: lower, to: marks)
        }
        return (level, lower..<upper)
    }

    /// The end of a title without the `{#id .class}` that several dialects allow behind it.
    func withoutAttributes(_ title: Range<Int>) -> Int {
        guard let last = title.last, bytes[last] == UInt8(ascii: "}") else { return title.upperBound }
        var i = last
        while i > title.lowerBound, bytes[i] != UInt8(ascii: "{") { i -= 1 }
        let inside = Whitespace.end(in: bytes, from: i + 1, to: last)
        guard bytes[i] == UInt8(ascii: "{"), bytes[inside] == UInt8(ascii: "#") || bytes[inside] == UInt8(ascii: ".")
        else { return title.upperBound }
        return Whitespace.start(in: bytes, from: title.lowerBound, to: i)
    }

    /// The level that a line of `=` or `-` gives to the paragraph above it.
    func setextUnderline(at position: Int, end: Int) -> Int? {
        guard position < end, bytes[position] == UInt8(ascii: "=") || bytes[position] == UInt8(ascii: "-") else {
            return nil
        }
        let length = runLength(of: bytes[position], at: position, end: end)
        guard Whitespace.end(in: bytes, from: position + length, to: end) == end else { return nil }
        return bytes[position] == UInt8(ascii: "=") ? 1 : 2
    }

    /// Three or more of `*`, `-` or `_`, with white space between them at most.
    func isThematicBreak(at position: Int, end: Int) -> Bool {
        guard position < end else { return false }
        let mark = bytes[position]
        guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") else { return false }
        var count = 0
        for i in position..<end {
            if bytes[i] == mark {
                count += 1
            } else if bytes[i] != 0x20, bytes[i] != 0x09 {
                return false
            }
        }
        return count >= 3
    }

    func openingFence(at position: Int, end: Int) -> Fence? {
        guard position < end else { return nil }
        let mark = bytes[position]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let length = runLength(of: mark, at: position, end: end)
        guard length >= 3 else { return nil }
        let info = Whitespace.end(in: bytes, from: position + length, to: end)
        if mark == UInt8(ascii: "`"), bytes[info..<end].contains(mark) { return nil }
        var wordEnd = info
        while wordEnd < end, !Whitespace.isASCII(bytes[wordEnd]) { wordEnd += 1 }
        let language = wordEnd > info ? String(decoding: bytes[info..<wordEnd], as: UTF8.self) : nil
        return Fence(mark: mark, length: length, language: language)
    }

    func closes(_ fence: Fence, at position: Int, end: Int) -> Bool {
        let length = runLength(of: fence.mark, at: position, end: end)
        return length >= fence.length && Whitespace.end(in: bytes, from: position + length, to: end) == end
    }

    func listMarker(at position: Int, end: Int) -> ListMarker? {
        guard position < end else { return nil }
        var i = position
        var isFirst = true
        switch bytes[i] {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
            i += 1
        default:
            while i < end, i - position < 9, ASCII.isDigit(bytes[i]) { i += 1 }
            guard i > position, i < end, bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ")") else {
                return nil
            }
            isFirst = i == position + 1 && bytes[position] == UInt8(ascii: "1")
            i += 1
        }
        let (columns, text) = indentation(at: i, end: end)
        if text == end { return ListMarker(contentStart: end, width: i - position + 1, interruptsParagraph: false) }
        guard columns > 0 else { return nil }
        // Five columns or more begin indented code one column behind the marker.
        let used = columns > 4 ? 1 : columns
        return ListMarker(
            contentStart: skip(columns: used, from: i, end: end), width: i - position + used,
            interruptsParagraph: isFirst)
    }

    /// `[label]: destination`, alone on its line; the label in small letters.
    func linkDefinition(at position: Int, end: Int) -> (label: String, destination: Range<Int>)? {
        guard position + 3 < end, bytes[position] == UInt8(ascii: "["), bytes[position + 1] != UInt8(ascii: "^") else {
            return nil
        }
        var i = position + 1
        while i < end, bytes[i] != UInt8(ascii: "]"), bytes[i] != UInt8(ascii: "["), i - position < 1000 { i += 1 }
        guard i + 1 < end, bytes[i] == UInt8(ascii: "]"), bytes[i + 1] == UInt8(ascii: ":") else { return nil }
        let destination = Whitespace.end(in: bytes, from: i + 2, to: end)
        var after = destination
        while after < end, !Whitespace.isASCII(bytes[after]) { after += 1 }
        var range = destination..<after
        if range.count > 2, bytes[destination] == UInt8(ascii: "<"), bytes[after - 1] == UInt8(ascii: ">") {
            range = destination + 1..<after - 1
        }
        after = Whitespace.end(in: bytes, from: after, to: end)
        // Behind the destination there is nothing, or a title in quotes.
        if after < end, ![UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "(")].contains(bytes[after]) {
            return nil
        }
        return destination < end ? (label(position + 1..<i), range) : nil
    }

    func label(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).lowercased().asTitle
    }

    /// How many columns the row below a table's header has: `| --- | :-: |`.
    func delimiterRow(at position: Int, end: Int) -> Int? {
        guard position < end,
            bytes[position] == UInt8(ascii: "|") || bytes[position] == UInt8(ascii: "-")
                || bytes[position] == UInt8(ascii: ":")
        else { return nil }
        var dashes = 0
        for i in position..<end {
            switch bytes[i] {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09: break
            default: return nil
            }
        }
        let cells = cells(of: position..<end)
        guard dashes > 0, cells.allSatisfy({ bytes[$0].contains(UInt8(ascii: "-")) }) else { return nil }
        return cells.count
    }

    /// The cells of a table's row, trimmed; a `|` behind a backslash parts none.
    func cells(of row: Range<Int>) -> [Range<Int>] {
        var lower = Whitespace.end(in: bytes, from: row.lowerBound, to: row.upperBound)
        let upper = Whitespace.start(in: bytes, from: lower, to: row.upperBound)
        if lower < upper, bytes[lower] == UInt8(ascii: "|") { lower += 1 }
        var cells: [Range<Int>] = []
        var start = lower
        var i = lower
        while i < upper {
            if bytes[i] == UInt8(ascii: "\\") {
                i += 1
            } else if bytes[i] == UInt8(ascii: "|") {
                cells.append(trimmed(start..<i))
                start = i + 1
            }
            i += 1
        }
        if start < upper { cells.append(trimmed(start..<upper)) }
        return cells
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let lower = Whitespace.end(in: bytes, from: range.lowerBound, to: range.upperBound)
        return lower..<Whitespace.start(in: bytes, from: lower, to: range.upperBound)
    }
}
