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
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
