/// Reads Markdown's blocks line by line, after CommonMark's own description of a parser.
///
/// Open containers (quotes and list items) are matched against each line first, then new ones are opened, then the
/// rest of the line goes to the open leaf: a paragraph, code, a table or HTML.
/// - Source: CommonMark 0.31.2, appendix "A parsing strategy". Departs from it in: tabs are never split; containers
///   nest 32 deep, and what lies deeper is text, so that no line takes more than linear time.
struct MarkdownReader {
    private enum Container {
        case quote
        /// Columns that continuing lines are indented by.
        case item(width: Int)
    }

    private enum Leaf {
        case none
        case paragraph
        case fence(MarkdownSyntax.Fence, indentation: Int)
        case indentedCode
        case table
        case html(MarkdownHTMLBlock)
    }

    private static let deepestNesting = 32

    private let source: SourceDocument
    private let bytes: [UInt8]
    private let syntax: MarkdownSyntax
    private let inline: MarkdownInline
    private let frontMatter: FrontMatter?
    private var builder: DocumentBuilder
    private var path = HeadingPath()
    private var title: String?
    private var containers: [Container] = []
    private var leaf = Leaf.none
    /// The open leaf's lines without the containers' marks, and where its block begins.
    private var lines: [Range<Int>] = []
    private var leafStart = 0
    /// Where the last line of the open leaf ends.
    private var leafEnd = 0

    init(source: SourceDocument) {
        self.source = source
        bytes = source.bytes
        syntax = MarkdownSyntax(bytes: bytes)
        frontMatter = FrontMatter(in: bytes, at: source.textStart)
        inline = MarkdownInline(
            bytes: bytes, definitions: Self.definitions(syntax, from: frontMatter?.range.upperBound ?? source.textStart)
        )
        builder = DocumentBuilder(source: source)
    }

    /// The destinations of all link definitions by their labels; links may come before them.
    private static func definitions(_ syntax: MarkdownSyntax, from start: Int) -> [String: Range<Int>] {
        var destinations: [String: Range<Int>] = [:]
        var position = start
        while position < syntax.bytes.count {
            let end = SourceLine.end(in: syntax.bytes, from: position)
            let (columns, text) = syntax.indentation(at: position, end: min(end, position + 4))
            if columns < 4, text < end, syntax.bytes[text] == UInt8(ascii: "["),
                let definition = syntax.linkDefinition(at: text, end: end), destinations[definition.label] == nil
            {
                destinations[definition.label] = definition.destination
            }
            position = SourceLine.next(in: syntax.bytes, after: end)
        }
        return destinations
    }

    mutating func read() -> ParsedDocument {
        var position = source.textStart
        if let frontMatter {
            builder.omit(frontMatter.range)
            title = frontMatter.title
            position = SourceLine.next(in: bytes, after: frontMatter.range.upperBound)
        }
        while position < bytes.count {
            let end = SourceLine.end(in: bytes, from: position)
            read(line: position..<end)
            position = SourceLine.next(in: bytes, after: end)
        }
        closeLeaf()
        return builder.finish(title: title, language: frontMatter?.language)
    }

    // MARK: One line

    private mutating func read(line: Range<Int>) {
        let end = line.upperBound
        var (position, matched) = matchContainers(line)
        if continueCode(from: position, end: end, isInside: matched == containers.count) { return }

        if Whitespace.end(in: bytes, from: position, to: end) == end {
            closeLeaf()
            containers.removeSubrange(matched...)
            return
        }
        let hadParagraph = isParagraph
        var blockStart: Int?
        openContainers(at: &position, end: end, matched: &matched, blockStart: &blockStart)
        let (columns, text) = syntax.indentation(at: position, end: end)
        if text == end { return }  // a list item's marker alone

        if matched < containers.count || (hadParagraph && isParagraph) {
            if isParagraph, columns >= 4 || !beginsBlock(at: text, end: end, lazily: matched < containers.count) {
                add(text..<end)
                return
            }
            if matched < containers.count {
                closeLeaf()
                containers.removeSubrange(matched...)
            }
        }
        // A block in a quote begins with the line's quote marks.
        let start = blockStart ?? (inQuote ? syntax.indentation(at: line.lowerBound, end: end).position : text)
        readLeaf(at: text, columns: columns, position: position, end: end, start: start)
    }

    private func matchContainers(_ line: Range<Int>) -> (position: Int, matched: Int) {
        var position = line.lowerBound
        var matched = 0
        for container in containers {
            let (columns, text) = syntax.indentation(at: position, end: line.upperBound)
            switch container {
            case .quote:
                guard columns < 4, text < line.upperBound, bytes[text] == UInt8(ascii: ">") else {
                    return (position, matched)
                }
                position = syntax.skip(columns: 1, from: text + 1, end: line.upperBound)
            case .item(let width):
                if text == line.upperBound {
                    position = text
                } else if columns >= width {
                    position = syntax.skip(columns: width, from: position, end: line.upperBound)
                } else {
                    return (position, matched)
                }
            }
            matched += 1
        }
        return (position, matched)
    }

    /// Gives the line to an open code or HTML block; false if there is none or it ends before the line.
    private mutating func continueCode(from position: Int, end: Int, isInside: Bool) -> Bool {
        let (columns, text) = syntax.indentation(at: position, end: end)
        switch leaf {
        case .fence(let fence, let indentation):
            guard isInside else { break }
            if columns < 4, syntax.closes(fence, at: text, end: end) {
                leafEnd = end
                closeLeaf()
            } else {
                lines.append(syntax.skip(columns: indentation, from: position, end: end)..<end)
                leafEnd = end
            }
            return true
        case .indentedCode:
            guard isInside, columns >= 4 || text == end else { break }
            lines.append(syntax.skip(columns: 4, from: position, end: end)..<end)
            if text < end { leafEnd = end }
            return true
        case .html(let block):
            guard isInside else { break }
            if case .untilBlankLine = block, text == end { break }
            leafEnd = end
            if block.ends(bytes, in: position..<end) { closeLeaf() }
            return true
        case .none, .paragraph, .table:
            return false
        }
        closeLeaf()
        return false
    }

    private mutating func openContainers(at position: inout Int, end: Int, matched: inout Int, blockStart: inout Int?) {
        while containers.count < Self.deepestNesting || matched < containers.count {
            let (columns, text) = syntax.indentation(at: position, end: end)
            guard columns < 4, text < end else { return }
            let container: Container
            let next: Int
            if bytes[text] == UInt8(ascii: ">") {
                container = .quote
                next = syntax.skip(columns: 1, from: text + 1, end: end)
            } else if let marker = syntax.listMarker(at: text, end: end), !syntax.isThematicBreak(at: text, end: end) {
                if isParagraph, !marker.interruptsParagraph, blockStart == nil, !isInList { return }
                container = .item(width: columns + marker.width)
                next = marker.contentStart
            } else {
                return
            }
            closeLeaf()
            containers.removeSubrange(matched...)
            guard containers.count < Self.deepestNesting else { return }
            containers.append(container)
            matched = containers.count
            blockStart = blockStart ?? text
            position = next
        }
    }

    private mutating func readLeaf(at text: Int, columns: Int, position: Int, end: Int, start: Int) {
        if columns >= 4, !isParagraph {
            closeLeaf()
            begin(.indentedCode, at: start, end: end)
            lines = [syntax.skip(columns: 4, from: position, end: end)..<end]
        } else if let heading = syntax.atxHeading(at: text, end: end) {
            closeLeaf()
            addHeading(level: heading.level, lines: [heading.title], range: start..<end)
        } else if let fence = syntax.openingFence(at: text, end: end) {
            closeLeaf()
            begin(.fence(fence, indentation: columns), at: start, end: end)
        } else if isParagraph, let level = syntax.setextUnderline(at: text, end: end) {
            let titleLines = lines
            leaf = .none
            addHeading(level: level, lines: titleLines, range: leafStart..<end)
        } else if isParagraph, startTable(delimiter: text..<end) {
            leafEnd = end
        } else if syntax.isThematicBreak(at: text, end: end) {
            closeLeaf()
        } else if let block = MarkdownHTMLBlock(bytes, at: text, end: end, inParagraph: isParagraph) {
            closeLeaf()
            begin(.html(block), at: text, end: end)
            if block.ends(bytes, in: text..<end) { closeLeaf() }
        } else if !isParagraph, syntax.linkDefinition(at: text, end: end) != nil {
            closeLeaf()
        } else {
            if case .none = leaf { begin(.paragraph, at: start, end: end) }
            add(text..<end)
        }
    }

    // MARK: Leaves

    private var isParagraph: Bool {
        if case .paragraph = leaf { true } else { false }
    }

    private var inQuote: Bool {
        containers.contains { if case .quote = $0 { true } else { false } }
    }

    private var isInList: Bool {
        containers.contains { if case .item = $0 { true } else { false } }
    }

    /// Whether a line ends the paragraph before it.
    private func beginsBlock(at text: Int, end: Int, lazily: Bool) -> Bool {
        switch bytes[text] {
        case UInt8(ascii: "#"): syntax.atxHeading(at: text, end: end) != nil
        case UInt8(ascii: "`"), UInt8(ascii: "~"): syntax.openingFence(at: text, end: end) != nil
        case UInt8(ascii: "<"): MarkdownHTMLBlock(bytes, at: text, end: end, inParagraph: true) != nil
        case UInt8(ascii: "*"), UInt8(ascii: "_"): syntax.isThematicBreak(at: text, end: end)
        case UInt8(ascii: "="): !lazily && syntax.setextUnderline(at: text, end: end) != nil
        case UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: ":"):
            syntax.isThematicBreak(at: text, end: end)
                || !lazily
                    && (syntax.setextUnderline(at: text, end: end) != nil
                        || syntax.delimiterRow(at: text, end: end) != nil)
        default: false
        }
    }

    private mutating func begin(_ leaf: Leaf, at start: Int, end: Int) {
        self.leaf = leaf
        lines.removeAll(keepingCapacity: true)
        leafStart = start
        leafEnd = end
    }

    /// Adds a line, trimmed, to the open paragraph or table.
    private mutating func add(_ line: Range<Int>) {
        let upper = Whitespace.start(in: bytes, from: line.lowerBound, to: line.upperBound)
        lines.append(line.lowerBound..<upper)
        leafEnd = upper
    }

    /// Makes the paragraph's last line a table's header if this line is the row of dashes to it.
    private mutating func startTable(delimiter: Range<Int>) -> Bool {
        guard let header = lines.last, bytes[header].contains(UInt8(ascii: "|")),
            let columns = syntax.delimiterRow(at: delimiter.lowerBound, end: delimiter.upperBound),
            syntax.cells(of: header).count == columns
        else { return false }
        if lines.count > 1 {
            lines.removeLast()
            leafEnd = lines.last?.upperBound ?? leafEnd
            closeLeaf()
            begin(.table, at: header.lowerBound, end: header.upperBound)
            lines = [header]
        }
        leaf = .table
        return true
    }

    private mutating func closeLeaf() {
        var headerRows = 0
        switch leaf {
        case .none: return
        case .paragraph:
            builder.begin(paragraphKind, at: leafStart)
            inline.append(lines, to: &builder)
        case .fence(let fence, _):
            builder.begin(.code(language: fence.language), at: leafStart)
            appendCode()
        case .indentedCode:
            while let last = lines.last,
                Whitespace.end(in: bytes, from: last.lowerBound, to: last.upperBound)
                    == last.upperBound
            {
                lines.removeLast()
            }
            builder.begin(.code(language: nil), at: leafStart)
            appendCode()
        case .table:
            builder.begin(.table, at: leafStart)
            appendTable()
            headerRows = 1
        case .html:
            leaf = .none
            var reader = HTMLReader(bytes: bytes, range: leafStart..<leafEnd, path: path)
            reader.read(into: &builder)
            path = reader.path
            return
        }
        leaf = .none
        builder.end(at: leafEnd, headings: path.titles, headerRows: headerRows)
    }

    private var paragraphKind: Block.Kind {
        switch containers.last {
        case .quote: .quote
        case .item: .listItem
        case nil: .paragraph
        }
    }

    private mutating func appendCode() {
        var previousEnd: Int?
        for line in lines {
            if let previousEnd { builder.appendLineEnd(previousEnd..<line.lowerBound, of: bytes) }
            builder.append(line)
            previousEnd = line.upperBound
        }
    }

    private mutating func appendTable() {
        var previousEnd: Int?
        for row in lines {
            var isFirstCell = true
            for cell in syntax.cells(of: row) {
                if let previousEnd { builder.append(isFirstCell ? "\n" : "\t", for: previousEnd..<cell.lowerBound) }
                inline.append([cell], to: &builder, isCell: true)
                previousEnd = cell.upperBound
                isFirstCell = false
            }
        }
    }

    private mutating func addHeading(level: Int, lines: [Range<Int>], range: Range<Int>) {
        var lines = lines
        if let last = lines.last { lines[lines.count - 1] = last.lowerBound..<syntax.withoutAttributes(last) }
        builder.begin(.heading(level: level), at: range.lowerBound)
        inline.append(lines, to: &builder)
        let heading = builder.openContent().asTitle
        if !heading.isEmpty { path.enter(level: level, title: heading) }
        if level == 1, !heading.isEmpty { title = title ?? heading }
        builder.end(at: range.upperBound, headings: path.titles)
    }
}

extension DocumentBuilder {
    /// Adds the stretch from a line's end to the next line's text, which means a line feed.
    mutating func appendLineEnd(_ gap: Range<Int>, of bytes: [UInt8]) {
        if gap.count == 1, bytes[gap.lowerBound] == 0x0A {
            append(gap)
        } else {
            append("\n", for: gap)
        }
    }
}
