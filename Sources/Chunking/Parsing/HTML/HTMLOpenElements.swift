/// The elements that are open at a place in the source, innermost last.
struct HTMLOpenElements {
    private struct Entry {
        var element: HTMLElement
        /// Whether its text is left out on its own account.
        var isLeftOut: Bool
    }

    private var entries: [Entry] = []
    /// How many of each element are open, by its raw value.
    private var counts = [Int](repeating: 0, count: HTMLElement.allCases.count)
    private var leftOutCount = 0
    private var preformattedCount = 0
    /// Where the outermost element that is left out begins.
    private(set) var leftOutSince: Int?
    /// The language of the code that is open.
    var language: String?

    /// What a `<p>` must be found before to be ended by a block's start tag.
    static let paragraphScope: [HTMLElement] = [
        .td, .th, .table, .li, .div, .section, .article, .body, .button, .caption, .object, .blockquote, .main,
        .details,
        .figure, .ul, .ol, .dl, .form,
    ]
    /// How far implied ends are looked for, so that nesting costs no more than linear time.
    private static let reach = 64

    var isLeftOut: Bool { leftOutCount > 0 }
    var isPreformatted: Bool { preformattedCount > 0 }
    var isInTable: Bool { contains(.table) }
    var isInListItem: Bool { contains(.li) || contains(.dd) || contains(.dt) }

    func contains(_ element: HTMLElement) -> Bool { counts[Int(element.rawValue)] > 0 }

    /// Whether one of some elements is open inside the innermost of others.
    func has(_ elements: [HTMLElement], before scope: [HTMLElement]) -> Bool {
        guard elements.contains(where: contains) else { return false }
        for entry in entries.reversed().prefix(Self.reach) {
            if elements.contains(entry.element) { return true }
            if scope.contains(entry.element) { return false }
        }
        return false
    }

    mutating func push(_ element: HTMLElement, isLeftOut: Bool, at position: Int) {
        entries.append(Entry(element: element, isLeftOut: isLeftOut))
        counts[Int(element.rawValue)] += 1
        if isLeftOut {
            leftOutCount += 1
            leftOutSince = leftOutSince ?? position
        }
        if element.isPreformatted { preformattedCount += 1 }
    }

    /// Closes everything down to the innermost element of this kind, which must be open; returns whether that ends a
    /// block of text.
    mutating func pop(through element: HTMLElement) -> Bool {
        var endsBlock = false
        while let last = entries.popLast() {
            counts[Int(last.element.rawValue)] -= 1
            if last.isLeftOut {
                leftOutCount -= 1
                if leftOutCount == 0 { leftOutSince = nil }
            }
            if last.element.isPreformatted { preformattedCount -= 1 }
            if last.element.isBlock { endsBlock = true }
            if last.element == element { break }
        }
        return endsBlock
    }
}
