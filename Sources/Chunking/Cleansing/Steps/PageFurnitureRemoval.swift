/// Takes away what is printed on every page: running heads, running feet, page numbers, stamps.
///
/// - A line at a page's top or bottom is furniture if at least three pages have it there, each at most two pages from
///   the next, since left and right pages alternate and chapters change. Lines count as the same if they differ in
///   numbers alone, and each number is the same too or has grown by as much as the pages are apart; one without letters
///   must hold a number that grows. When a line is gone the next one is at the edge, so heads of several lines go line by
///   line; where a page has fewer of them than most, two pages with the same line are enough.
/// - Numbers alone at the edge of five pages or more are page numbers if they ascend over the whole document, and a number
///   that the page numbers of other pages lead to is one if it is among a page's three outermost lines.
/// - A stamp is a line that half of the pages have once each, a quarter of these at their edge. It goes from
///   wherever it stands, since extraction puts it between the lines of the text.
///
/// Pages are those of ``Block/page``, or what form feeds in the source part. If half of the document would go, its
/// pages are forms rather than a running text, and nothing is taken away.
public struct PageFurnitureRemoval: CleansingStep {
    public init() {}

    public var identity: String { "pages/2" }

    public func clean(_ document: ParsedDocument) -> ParsedDocument {
        var pages = PageLines(document)
        guard pages.count >= 3 else { return document }
        let total = pages.lineCount
        pages.takeFurniture()
        let removed = pages.taken
        if removed.isEmpty || removed.count * 2 > total { return document }
        var next = 0
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
