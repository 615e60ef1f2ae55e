/// The headings in force while a document is read from front to back.
struct HeadingPath {
    private var levels: [Int] = []
    /// Outermost first.
    private(set) var titles: [String] = []

    /// A heading ends all headings of its level and of deeper ones.
    mutating func enter(level: Int, title: String) {
        while let last = levels.last, last >= level {
            levels.removeLast()
            titles.removeLast()
        }
        levels.append(level)
        titles.append(title)
    }
}

extension String {
    /// Every run of white space as one space, none at the ends: how titles are kept.
    var asTitle: String {
        isTitle ? self : split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether it is ASCII without white space but for single spaces inside, as most are.
    private var isTitle: Bool {
        var last: UInt8 = 0x20
        for byte in utf8 {
            guard byte < 0x80, !Whitespace.isASCII(byte) || byte == 0x20 && last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20 || isEmpty
    }
}
