/// A document's lines by page, to be taken from the pages' edges.
struct PageLines {
    /// A line that stays unread until it is at an edge.
    struct Place {
        var block: Int
        var range: Range<Int>
    }

    private struct Page {
        var number: Int
        /// The lines that are left.
        var lines: Range<Int>
    }

    /// The blocks' contents; made once, since a block can hold many pages.
    private var texts: [CleansingText] = []
    private var pages: [Page] = []
    private var lines: [Place] = []

    var count: Int { pages.count }
    var lineCount: Int { lines.count }

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
            pages[pages.count - 1].lines = last.lines.lowerBound..<lines.count + 1
        } else {
            pages.append(Page(number: page, lines: lines.count..<lines.count + 1))
        }
        lines.append(line)
    }

    // MARK: Edges

    /// Takes lines from one edge of the pages until no line there recurs.
    ///
    /// - Complexity: O(pages + lines taken): only pages near one that has changed are looked at again.
    mutating func peel(_ edge: KeyPath<Range<Int>, Int?>) -> [Place] {
        var edges = pages.map { line(at: $0.lines[keyPath: edge]) }
        var removed: [Place] = []
        var pending = Array(pages.indices)
        while !pending.isEmpty {
            let taken = pending.filter { recurs($0, edges) }
            for index in taken {
                guard let line = pages[index].lines[keyPath: edge] else { continue }
                removed.append(lines[line])
                let left = pages[index].lines
                pages[index].lines =
                    line == left.lowerBound ? line + 1..<left.upperBound : left.lowerBound..<line
                edges[index] = self.line(at: pages[index].lines[keyPath: edge])
            }
            pending = neighbourhood(of: taken)
        }
        return removed
    }

    private func line(at index: Int?) -> PageLine? {
        guard let index else { return nil }
        let place = lines[index]
        return PageLine(texts[place.block], place.range, block: place.block)
    }

    /// All pages that are at most four from one of these, in order.
    private func neighbourhood(of taken: [Int]) -> [Int] {
        var result: [Int] = []
        for index in taken {
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
}

/// The form feeds of a source, counted from front to back.
private struct FormFeeds {
    private let places: [Int]
    private var index = 0

    init(_ bytes: [UInt8]) {
        places = bytes.indices.filter { bytes[$0] == 0x0C }
    }

    var isEmpty: Bool { places.isEmpty }

    /// How many lie before a position, which is behind all positions asked for before.
    mutating func count(before position: Int) -> Int {
        while index < places.count, places[index] < position { index += 1 }
        return index
    }
}

/// Where the content of a block comes from, asked from front to back.
private struct SourcePlaces {
    private let pieces: ArraySlice<ContentPiece>
    private var index: Int
    private var start: Int

    init(pieces: ArraySlice<ContentPiece>, start: Int) {
        self.pieces = pieces
        self.start = start
        index = pieces.startIndex
    }

    mutating func source(of position: Int) -> Int {
        while index + 1 < pieces.endIndex, start + length(index) <= position {
            start += length(index)
            index += 1
        }
        let piece = pieces[index]
        return piece.replacement == nil ? piece.range.lowerBound + position - start : piece.range.lowerBound
    }

    private func length(_ index: Int) -> Int {
        pieces[index].replacement.map { UTF8.width($0) } ?? pieces[index].range.count
    }
}
