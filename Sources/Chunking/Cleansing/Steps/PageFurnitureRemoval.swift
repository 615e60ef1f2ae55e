/// Takes away what is printed on every page: running heads, running feet, page numbers.
///
/// A line at a page's top or bottom is furniture if at least three pages have it there, each at most two pages from the
/// next, since left and right pages alternate and chapters change. Lines count as the same if they differ in numbers
/// alone, and each number is the same too or has grown by as much as the pages are apart; one without letters must
/// hold a number that grows. When a line is gone the next one is at the edge, so heads of several lines go line by line.
///
/// Pages are those of ``Block/page``, or what form feeds in the source part. If half of the document would go, its
/// pages are forms rather than a running text, and nothing is taken away.
public struct PageFurnitureRemoval: CleansingStep {
    public init() {}

    public var identity: String { "pages/1" }

    public func clean(_ document: ParsedDocument) -> ParsedDocument {
        var pages = PageLines(document)
        guard pages.count >= 3 else { return document }
        let total = pages.lineCount
        var removed = pages.peel(\.first)
        removed += pages.peel(\.last)
        if removed.isEmpty || removed.count * 2 > total { return document }
        var next = 0
        removed.sort { ($0.block, $0.range.lowerBound) < ($1.block, $1.range.lowerBound) }
        return document.rewritten(titles: { _, _ in }) { number, text, edits in
            var reach = text.range.lowerBound
            while next < removed.count, removed[next].block == number {
                let range = Self.withLineEnd(removed[next].range, in: text, after: reach)
                edits.remove(range)
                reach = range.upperBound
                next += 1
            }
        }
    }

    /// The line and its end; the last line of a text goes with the end of the one before.
    private static func withLineEnd(_ line: Range<Int>, in text: CleansingText, after reach: Int) -> Range<Int> {
        var upper = line.upperBound
        if upper < text.range.upperBound {
            upper = min(SourceLine.next(in: text.bytes, after: upper), text.range.upperBound)
            return max(line.lowerBound, reach)..<upper
        }
        var lower = line.lowerBound
        while lower > reach, Whitespace.isASCII(text.bytes[lower - 1]) { lower -= 1 }
        return lower..<upper
    }
}

/// A line of a page, for comparing it with those of other pages.
struct PageLine {
    var block: Int
    /// In the block's content.
    var range: Range<Int>
    /// The line in small letters with one blank between words and `0` for each number.
    var pattern: [UInt8]
    var numbers: [Int]
    var hasLetters: Bool

    /// Nil for lines that are too long to be furniture.
    init?(_ text: CleansingText, _ line: Range<Int>, block: Int) {
        guard line.count <= 200 else { return nil }
        self.block = block
        range = line
        pattern = []
        numbers = []
        hasLetters = false
        var isNumber = false
        for byte in text.bytes[line] {
            let digit = ASCII.isDigit(byte)
            if digit, isNumber {
                let last = numbers.count - 1
                numbers[last] = min(numbers[last] * 10 + Int(byte - 0x30), 1 << 40)
            } else if digit {
                pattern.append(0x30)
                numbers.append(Int(byte - 0x30))
            } else if !Whitespace.isASCII(byte) {
                pattern.append(ASCII.lowercase(byte))
                if ASCII.isLetter(byte) || byte >= 0x80 { hasLetters = true }
            } else if let last = pattern.last, last != 0x20 {
                pattern.append(0x20)
            }
            isNumber = digit
        }
        if pattern.last == 0x20 { pattern.removeLast() }
    }

    /// Whether a line so many pages further on is the same.
    func recurs(as other: PageLine, pages distance: Int) -> Bool {
        guard pattern == other.pattern, hasLetters == other.hasLetters else { return false }
        var grows = false
        for (own, next) in zip(numbers, other.numbers) where own != next {
            if next - own != distance { return false }
            grows = true
        }
        return hasLetters || grows
    }
}
