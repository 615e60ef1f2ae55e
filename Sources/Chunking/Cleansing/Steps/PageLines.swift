/// A document's lines by page, to be taken from the pages' edges.
struct PageLines {
    /// A line that stays unread until it is at an edge.
    struct Place {
        var block: Int
        var range: Range<Int>
    }

    private struct Page {
        var number: Int
        var all: Range<Int>
        /// The lines that are left, but for stamps that were taken from between them.
        var lines: Range<Int>
        /// How many lines were taken from its top and its bottom.
        var depth: [Edge: Int] = [:]
    }

    private enum Edge: CaseIterable { case top, bottom }

    /// The blocks' contents; made once, since a block can hold many pages.
    private var texts: [CleansingText] = []
    private var pages: [Page] = []
    private var lines: [Place] = []
    private var isTaken: [Bool] = []
    /// The numbers of the pages that were taken, by page number.
    private var pageNumbers: [Int: Int] = [:]

    var count: Int { pages.count }
    var lineCount: Int { lines.count }

    /// What was taken, in order.
    var taken: [Place] { lines.indices.filter { isTaken[$0] }.map { lines[$0] } }

    init(_ document: ParsedDocument) {
        var breaks = FormFeeds(document.source.bytes)
        guard document.blocks.contains(where: { $0.page != nil }) || !breaks.isEmpty else { return }
        for (number, block) in document.blocks.enumerated() {
            let text = document.contentText(of: block)
            texts.append(text)
            let first = document.pieces[block.pieces.lowerBound].range.lowerBound
            let base = block.page.map { $0 - breaks.count(before: first) }
            var places = SourcePlaces(pieces: document.pieces[block.pieces], start: text.range.lowerBound)
            var start = text.range.lowerBound
            while start < text.range.upperBound {
                let end = min(SourceLine.end(in: text.bytes, from: start), text.range.upperBound)
                let visible = Whitespace.end(in: text.bytes, from: start, to: end)
                if visible < end {
                    let page = (base ?? 1) + breaks.count(before: places.source(of: visible))
                    add(Place(block: number, range: start..<end), page: page)
                }
                start = SourceLine.next(in: text.bytes, after: end)
            }
        }
    }

    private mutating func add(_ line: Place, page: Int) {
        if let last = pages.last, last.number >= page {
            pages[pages.count - 1].all = last.all.lowerBound..<lines.count + 1
            pages[pages.count - 1].lines = pages[pages.count - 1].all
        } else {
            let own = lines.count..<lines.count + 1
            pages.append(Page(number: page, all: own, lines: own))
        }
        lines.append(line)
        isTaken.append(false)
    }

    /// Takes all furniture.
    ///
    /// - Complexity: O(lines).
    mutating func takeFurniture() {
        for edge in Edge.allCases { peel(edge) }
        for edge in Edge.allCases where takeAscendingNumbers(edge) { peel(edge) }
        if takeStamps() { for edge in Edge.allCases { peel(edge) } }
        for edge in Edge.allCases { peel(edge, inPairs: true) }
        takeMissingNumbers()
    }

    // MARK: Edges

    /// Takes lines from one edge of the pages until no line there recurs.
    ///
    /// - Parameter inPairs: Whether two pages are enough where fewer lines were taken than from most.
    /// - Complexity: O(pages + lines taken): only pages near one that has changed are looked at again.
    private mutating func peel(_ edge: Edge, inPairs: Bool = false) {
        var edges = pages.indices.map { line(atEdge: edge, of: $0) }
        let depth = inPairs ? medianDepth(edge) : 0
        var pending = Array(pages.indices)
        while !pending.isEmpty {
            let found = pending.filter { index in
                inPairs
                    ? pages[index].depth[edge, default: 0] < depth && isOneOfTwo(index, edges, edge, depth)
                    : recurs(index, edges)
            }
            for index in found {
                take(edge, of: index)
                edges[index] = line(atEdge: edge, of: index)
            }
            pending = neighbourhood(of: found)
        }
    }

    /// Takes the line at a page's edge.
    private mutating func take(_ edge: Edge, of index: Int) {
        guard let place = place(atEdge: edge, of: index) else { return }
        if let number = pageLine(place)?.loneNumber { pageNumbers[pages[index].number] = number }
        isTaken[place] = true
        pages[index].depth[edge, default: 0] += 1
        pages[index].lines =
            edge == .top ? place + 1..<pages[index].lines.upperBound : pages[index].lines.lowerBound..<place
    }

    private func place(atEdge edge: Edge, of index: Int) -> Int? {
        let own = pages[index].lines
        return edge == .top ? own.first { !isTaken[$0] } : own.last { !isTaken[$0] }
    }

    private func line(atEdge edge: Edge, of index: Int) -> PageLine? {
        place(atEdge: edge, of: index).flatMap(pageLine)
    }

    private func pageLine(_ place: Int) -> PageLine? {
        PageLine(texts[lines[place].block], lines[place].range)
    }

    /// How many lines were taken from the edge of most pages that have lost any.
    private func medianDepth(_ edge: Edge) -> Int {
        let depths = pages.compactMap { $0.depth[edge] }.sorted()
        return depths.isEmpty ? 0 : depths[depths.count / 2]
    }

    /// All pages that are at most four from one of these, in order.
    private func neighbourhood(of found: [Int]) -> [Int] {
        var result: [Int] = []
        for index in found {
            let lower = max(index - 4, (result.last ?? -1) + 1)
            let upper = min(index + 4, pages.count - 1)
            if lower <= upper { result.append(contentsOf: lower...upper) }
        }
        return result
    }

    /// Whether a page's line at the edge is one of three.
    private func recurs(_ index: Int, _ edges: [PageLine?]) -> Bool {
        let before = partners(of: index, -1, edges)
        let after = partners(of: index, 1, edges)
        if !before.isEmpty, !after.isEmpty { return true }
        return before.contains { !partners(of: $0, -1, edges).isEmpty }
            || after.contains { !partners(of: $0, 1, edges).isEmpty }
    }

    /// Whether a page near by has the same line, and has lost as few lines.
    private func isOneOfTwo(_ index: Int, _ edges: [PageLine?], _ edge: Edge, _ depth: Int) -> Bool {
        guard let own = pages[index].depth[edge], own > 0 else { return false }
        let partners = partners(of: index, -1, edges) + partners(of: index, 1, edges)
        return partners.contains { pages[$0].depth[edge] == own }
    }

    /// The pages at most two before or behind one whose line is the same.
    private func partners(of index: Int, _ step: Int, _ edges: [PageLine?]) -> [Int] {
        guard let own = edges[index] else { return [] }
        var result: [Int] = []
        var other = index + step
        while pages.indices.contains(other), abs(pages[other].number - pages[index].number) <= 2 {
            if let line = edges[other] {
                let distance = abs(pages[other].number - pages[index].number)
                let isSame =
                    step > 0 ? own.recurs(as: line, pages: distance) : line.recurs(as: own, pages: distance)
                if isSame { result.append(other) }
            }
            other += step
        }
        return result
    }

    // MARK: Numbers

    /// Takes the numbers at an edge if five pages or more have one, and they ascend; of excerpts, the numbers have gaps.
    private mutating func takeAscendingNumbers(_ edge: Edge) -> Bool {
        var last = 0
        var found: [Int] = []
        for index in pages.indices {
            guard let line = line(atEdge: edge, of: index), line.pattern == [0x30], let number = line.loneNumber else {
                continue
            }
            guard number > last, number < 10_000 else { return false }
            last = number
            found.append(index)
        }
        guard found.count >= 5, found.count * 2 >= pages.count else { return false }
        for index in found { take(edge, of: index) }
        return true
    }

    /// Takes the page numbers that stand behind a line or two at the edge, as the pages' own numbers tell.
    private mutating func takeMissingNumbers() {
        var counts: [Int: Int] = [:]
        for (page, number) in pageNumbers { counts[number - page, default: 0] += 1 }
        for index in pages.indices where pageNumbers[pages[index].number] == nil {
            let left = pages[index].lines.filter { !isTaken[$0] }
            for place in Array(left.prefix(3)) + left.suffix(3) {
                guard let number = pageLine(place)?.loneNumber, counts[number - pages[index].number, default: 0] >= 3
                else { continue }
                isTaken[place] = true
                break
            }
        }
    }

    // MARK: Stamps

    /// Takes the lines that half of the pages have once each: at the edges, and from the midst of pages if three have one
    /// there. A title that heads repeat stands there once, and stays.
    private mutating func takeStamps() -> Bool {
        struct Stamp {
            var places: [Int] = []
            var lastPage = -1
            var atEdge = 0
            var isTwice = false

            mutating func add(_ place: Int, page: Int, isAtEdge: Bool) {
                if lastPage == page { isTwice = true }
                lastPage = page
                places.append(place)
                if isAtEdge { atEdge += 1 }
            }
        }
        var stamps: [[UInt8]: Stamp] = [:]
        for index in pages.indices {
            let edges = Edge.allCases.map { place(atEdge: $0, of: index) }
            for place in pages[index].all {
                guard let line = pageLine(place), line.isText else { continue }
                var key = line.pattern
                for number in line.numbers { key += [0x0A] + Array(String(number).utf8) }
                let isAtEdge = isTaken[place] || edges.contains(place)
                stamps[key, default: Stamp()].add(place, page: index, isAtEdge: isAtEdge)
            }
        }
        var isAny = false
        for stamp in stamps.values {
            let isStamp =
                !stamp.isTwice && stamp.places.count >= 3 && stamp.places.count * 2 >= pages.count
                && stamp.atEdge >= 3 && stamp.atEdge * 4 >= stamp.places.count
                && stamp.places.count - stamp.atEdge >= 3
            if isStamp { for place in stamp.places { isTaken[place] = true } }
            isAny = isAny || isStamp
        }
        return isAny
    }
}
