/// What HTML is made of, with its place in the bytes.
enum HTMLToken {
    case text(Range<Int>)
    case start(HTMLTag)
    case end(HTMLElement?, Range<Int>)
    /// A comment, a declaration, or the like.
    case markup(Range<Int>)
}

/// A start tag, as far as it concerns the reader.
struct HTMLTag {
    /// Nil for an unknown name.
    var element: HTMLElement?
    var range: Range<Int>
    /// `hidden`, a style that does not display, or a role that is no content.
    var isHidden = false
    /// The value of `alt`, without its quotes.
    var alternative: Range<Int>?
    /// The value of `class`.
    var classes: Range<Int>?
    /// The value of `href`.
    var destination: Range<Int>?
    /// The value of `lang`.
    var language: Range<Int>?
    /// How many columns and rows a cell covers; of the rows 0 stands for all that follow.
    var columns = 1
    var rows = 1
}

/// Divides HTML into text and tags, whatever is wrong with it, and keeps every offset.
///
/// After the tokenizer of the HTML standard, with one repair: a quote in a tag that nothing closes is a character
/// like any other, so it does not swallow the rest of the document. Each byte is looked at a fixed number of times.
struct HTMLTokenizer {
    let bytes: [UInt8]
    let end: Int
    private(set) var position: Int
    /// From these positions on there is no such quote.
    private var lastDoubleQuote: Int
    private var lastSingleQuote: Int

    init(bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        lastDoubleQuote = range.upperBound
        lastSingleQuote = range.upperBound
    }

    mutating func next() -> HTMLToken? {
        guard position < end else { return nil }
        let start = position
        var i = position
        while true {
            while i < end, bytes[i] != UInt8(ascii: "<") { i += 1 }
            if i + 1 >= end {
                position = end
                return .text(start..<end)
            }
            let next = bytes[i + 1]
            let isMarkup =
                ASCII.isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
                || next == UInt8(ascii: "/") && i + 2 < end && ASCII.isLetter(bytes[i + 2])
            if isMarkup {
                if i > start {
                    position = i
                    return .text(start..<i)
                }
                return markup(at: start)
            }
            i += 1
        }
    }

    private mutating func markup(at start: Int) -> HTMLToken {
        switch bytes[start + 1] {
        case UInt8(ascii: "!"):
            if start + 3 < end, bytes[start + 2] == UInt8(ascii: "-"), bytes[start + 3] == UInt8(ascii: "-") {
                position = commentEnd(from: start + 4)
            } else if bytes[start..<end].starts(with: Array("<![CDATA[".utf8)) {
                position = Self.find("]]>", in: bytes, from: start + 9, to: end) ?? end
            } else {
                position = Self.find(">", in: bytes, from: start + 2, to: end) ?? end
            }
            return .markup(start..<position)
        case UInt8(ascii: "?"):
            position = Self.find(">", in: bytes, from: start + 2, to: end) ?? end
            return .markup(start..<position)
        case UInt8(ascii: "/"):
            let name = nameEnd(from: start + 2)
            let element = HTMLElement(name: bytes[start + 2..<name])
            readAttributes(from: name) { _, _ in }
            return .end(element, start..<position)
        default:
            let name = nameEnd(from: start + 1)
            var tag = HTMLTag(element: HTMLElement(name: bytes[start + 1..<name]), range: start..<start)
            let bytes = bytes
            readAttributes(from: name) { name, value in tag.note(name, value, in: bytes) }
            tag.range = start..<position
            return .start(tag)
        }
    }

    private func nameEnd(from start: Int) -> Int {
        var i = start
        while i < end, bytes[i] > 0x20, bytes[i] != UInt8(ascii: ">"), bytes[i] != UInt8(ascii: "/") { i += 1 }
        return i
    }

    private func commentEnd(from start: Int) -> Int {
        // `<!-->` and `<!--->` are whole comments.
        if start < end, bytes[start] == UInt8(ascii: ">") { return start + 1 }
        if start + 1 < end, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: ">") {
            return start + 2
        }
        return Self.find("-->", in: bytes, from: start, to: end) ?? end
    }

    /// Reads up to the tag's `>`; gives each attribute's name and value.
    private mutating func readAttributes(from start: Int, _ give: (Range<Int>, Range<Int>) -> Void) {
        var i = start
        while i < end {
            let byte = bytes[i]
            if byte == UInt8(ascii: ">") {
                position = i + 1
                return
            }
            if byte <= 0x20 || byte == UInt8(ascii: "/") {
                i += 1
                continue
            }
            let nameStart = i
            i += 1  // a name may begin with `=`
            while i < end, bytes[i] > 0x20, bytes[i] != UInt8(ascii: "="), bytes[i] != UInt8(ascii: ">"),
                bytes[i] != UInt8(ascii: "/")
            {
                i += 1
            }
            let name = nameStart..<i
            var valueStart = i
            while valueStart < end, Whitespace.isASCII(bytes[valueStart]) { valueStart += 1 }
            guard valueStart < end, bytes[valueStart] == UInt8(ascii: "=") else {
                give(name, i..<i)
                i = valueStart
                continue
            }
            valueStart += 1
            while valueStart < end, Whitespace.isASCII(bytes[valueStart]) { valueStart += 1 }
            if valueStart < end, let close = closingQuote(of: valueStart) {
                give(name, valueStart + 1..<close)
                i = close + 1
                continue
            }
            i = valueStart
            while i < end, bytes[i] > 0x20, bytes[i] != UInt8(ascii: ">") { i += 1 }
            give(name, valueStart..<i)
        }
        position = end
    }

    /// Where the quote that opens at a position closes; nil if there is none, or nothing closes it.
    private mutating func closingQuote(of start: Int) -> Int? {
        let quote = bytes[start]
        let isDouble = quote == UInt8(ascii: "\"")
        guard isDouble || quote == UInt8(ascii: "'"), start < (isDouble ? lastDoubleQuote : lastSingleQuote) else {
            return nil
        }
        var i = start + 1
        while i < end, bytes[i] != quote { i += 1 }
        if i < end { return i }
        if isDouble { lastDoubleQuote = start } else { lastSingleQuote = start }
        return nil
    }

    /// Reads on to an element's end tag; returns the text before it.
    mutating func rawText(of element: HTMLElement) -> Range<Int> {
        let start = position
        let name = Array(element.name.utf8)
        var i = start
        while i + 1 < end {
            if bytes[i] == UInt8(ascii: "<"), bytes[i + 1] == UInt8(ascii: "/"), i + 2 + name.count <= end,
                name.indices.allSatisfy({ ASCII.lowercase(bytes[i + 2 + $0]) == name[$0] }),
                i + 2 + name.count == end || !ASCII.isAlphanumeric(bytes[i + 2 + name.count])
            {
                position = i
                return start..<i
            }
            i += 1
        }
        position = end
        return start..<end
    }

    /// The position behind the first occurrence of a text.
    static func find(_ text: StaticString, in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        let wanted = Array(text.description.utf8)
        var i = start
        while i + wanted.count <= end {
            if bytes[i] == wanted[0], bytes[i..<i + wanted.count].elementsEqual(wanted) { return i + wanted.count }
            i += 1
        }
        return nil
    }
}

extension HTMLTag {
    fileprivate mutating func note(_ name: Range<Int>, _ value: Range<Int>, in bytes: [UInt8]) {
        func isNamed(_ wanted: StaticString) -> Bool {
            name.count == wanted.utf8CodeUnitCount
                && bytes[name].elementsEqual(wanted.description.utf8) { ASCII.lowercase($0) == $1 }
        }
        switch name.count {
        case 3 where isNamed("alt"): alternative = value
        case 4 where isNamed("href"): destination = value
        case 4 where isNamed("lang"): language = value
        case 5 where isNamed("class"): classes = value
        case 5 where isNamed("style"): if Self.hides(value, in: bytes) { isHidden = true }
        case 4 where isNamed("role"): if Self.equals(value, "navigation", in: bytes) { isHidden = true }
        case 6 where isNamed("hidden"): isHidden = true
        case 7 where isNamed("colspan"): columns = max(Self.number(value, in: bytes) ?? 1, 1)
        case 7 where isNamed("rowspan"): rows = Self.number(value, in: bytes) ?? 1
        case 11 where isNamed("aria-hidden"): if Self.equals(value, "true", in: bytes) { isHidden = true }
        case 8 where isNamed("xml:lang"): language = language ?? value
        default: break
        }
    }

    /// The digits that a value begins with; the standard allows a thousand columns and some more rows.
    private static func number(_ value: Range<Int>, in bytes: [UInt8]) -> Int? {
        var i = Whitespace.end(in: bytes, from: value.lowerBound, to: value.upperBound)
        let start = i
        var number = 0
        while i < value.upperBound, let digit = ASCII.digit(bytes[i], hexadecimal: false) {
            number = min(number * 10 + Int(digit), 65_534)
            i += 1
        }
        return i > start ? number : nil
    }

    private static func equals(_ value: Range<Int>, _ word: StaticString, in bytes: [UInt8]) -> Bool {
        end(of: word, in: bytes, at: value.lowerBound, to: value.upperBound) == value.upperBound
    }

    /// Whether a style holds `display: none` or `visibility: hidden`.
    private static func hides(_ style: Range<Int>, in bytes: [UInt8]) -> Bool {
        let end = style.upperBound
        var i = style.lowerBound
        while i < end {
            let hiding: StaticString
            let first = bytes[i] | 0x20
            if first == UInt8(ascii: "d"), let name = Self.end(of: "display", in: bytes, at: i, to: end) {
                (i, hiding) = (name, "none")
            } else if first == UInt8(ascii: "v"), let name = Self.end(of: "visibility", in: bytes, at: i, to: end) {
                (i, hiding) = (name, "hidden")
            } else {
                i += 1
                continue
            }
            i = Whitespace.end(in: bytes, from: i, to: end)
            guard i < end, bytes[i] == UInt8(ascii: ":") else { continue }
            i = Whitespace.end(in: bytes, from: i + 1, to: end)
            if Self.end(of: hiding, in: bytes, at: i, to: end) != nil { return true }
        }
        return false
    }

    /// Where a word that begins at a position ends, in any case; nil if another stands there.
    private static func end(of word: StaticString, in bytes: [UInt8], at start: Int, to end: Int) -> Int? {
        var i = start
        for byte in word.description.utf8 {
            guard i < end, ASCII.lowercase(bytes[i]) == byte else { return nil }
            i += 1
        }
        return i
    }
}
