/// Reads HTML into blocks: a walk over its tokens with a stack of open elements, no tree and no recursion.
struct HTMLReader {
    private let bytes: [UInt8]
    private var tokenizer: HTMLTokenizer
    private var open = HTMLOpenElements()
    private(set) var path: HeadingPath
    private(set) var documentTitle: String?
    private var firstHeading: String?
    /// What the root element declares.
    private(set) var language: String?

    /// White space that is content only if more text follows in the block.
    private var pendingSpace: Range<Int>?
    /// Beginnings of cells and rows, which part the content if more follows in the table.
    private var pendingSeparators: [(scalar: Unicode.Scalar, range: Range<Int>)] = []
    /// Where the content of the open block ends.
    private var contentEnd = 0
    /// The heading that the open block is.
    private var openHeading: Int?
    /// The destination of the open link, and where its text begins.
    private var openLink: (destination: String, lower: Int)?
    private var table = HTMLTableHeader()
    private var columns = HTMLTableColumns()

    init(bytes: [UInt8], range: Range<Int>, path: HeadingPath) {
        self.bytes = bytes
        self.path = path
        tokenizer = HTMLTokenizer(bytes: bytes, range: range)
    }

    /// That of the document's head, else its first heading of level 1.
    var title: String? { documentTitle ?? firstHeading }

    mutating func read(into builder: inout DocumentBuilder) {
        while let token = tokenizer.next() {
            switch token {
            case .text(let range):
                if !open.isLeftOut { text(range, &builder) }
            case .start(let tag): start(tag, &builder)
            case .end(let element, let range): end(element, range, &builder)
            case .markup: break
            }
        }
        if let start = open.leftOutSince { omitUnlessOpen(start..<tokenizer.position, &builder) }
        closeLink(at: tokenizer.position, &builder)
        endBlock(&builder)
    }

    // MARK: Tags

    private mutating func start(_ tag: HTMLTag, _ builder: inout DocumentBuilder) {
        guard let element = tag.element else { return }
        if element.holdsRawText {
            let raw = tokenizer.rawText(of: element)
            if open.isLeftOut || tag.isHidden { return }
            switch element {
            case .title:
                if documentTitle == nil, let title = decoded(raw).asTitle.nonEmpty { documentTitle = title }
            case .xmp:
                endBlock(&builder)
                open.push(.xmp, isLeftOut: false, at: tag.range.lowerBound)
                preformatted(raw, decodes: false, &builder)
            case .textarea: text(raw, &builder)
            default:
                omitUnlessOpen(tag.range.lowerBound..<raw.upperBound, &builder)
            }
            return
        }
        closeImplied(by: element, at: tag.range.lowerBound, &builder)
        if !open.isLeftOut { visible(element, tag, &builder) }
        if !element.isVoid {
            let isLeftOut = element.isLeftOut || tag.isHidden
            // What is left out as a block ends the one before it; within a line it is a gap.
            if isLeftOut, element.isBlock { endBlock(&builder) }
            open.push(element, isLeftOut: isLeftOut, at: tag.range.lowerBound)
        }
    }

    private mutating func visible(_ element: HTMLElement, _ tag: HTMLTag, _ builder: inout DocumentBuilder) {
        switch element {
        case .html:
            language = language ?? tag.language.flatMap { LanguageTag.declared(bytes[$0]) }
        case .a:
            closeLink(at: tag.range.lowerBound, &builder)
            if let destination = tag.destination, !tag.isHidden {
                openLink = (decoded(destination, in: .attribute).asTitle, tag.range.upperBound)
            }
        case .br where open.isInTable:
            // A line feed would end the row.
            spaceOut(tag.range)
        case .br:
            if builder.isOpen {
                pendingSpace = nil
                append(("\n", nil), for: tag.range, &builder)
            }
        case .img:
            guard !tag.isHidden, let alternative = tag.alternative, !alternative.isEmpty else { break }
            if pendingSpace == nil { pendingSpace = tag.range.lowerBound..<tag.range.lowerBound + 1 }
            text(alternative, in: .attribute, &builder)
            pendingSpace = tag.range.upperBound - 1..<tag.range.upperBound
        case .td, .th:
            let isFirst = table.beginCell(isHeader: element == .th || open.contains(.thead))
            guard open.isInTable else { break }
            pendingSpace = nil
            let rows = tag.rows == 0 ? Int.max : tag.rows
            let distance = columns.beginCell(columns: tag.columns, rows: rows, isFirst: isFirst, contentEnd: contentEnd)
            for _ in 0..<distance { pendingSeparators.append(("\t", tag.range)) }
        case .tr:
            table.beginRow()
            guard open.isInTable else { break }
            pendingSpace = nil
            columns.beginRow(contentEnd: contentEnd)
            // An empty row is no row, and a row's last cells are not missed where they are empty.
            pendingSeparators.removeAll(keepingCapacity: true)
            if builder.isOpen { pendingSeparators.append(("\n", tag.range)) }
        case .thead where open.isInTable, .tbody where open.isInTable, .tfoot where open.isInTable:
            columns.endRows(contentEnd: contentEnd)
            spaceOut(tag.range)
        case .table where open.isInTable:
            columns.beginInnerTable(contentEnd: contentEnd)
            spaceOut(tag.range)
        case .pre where open.isInTable:
            spaceOut(tag.range)
        case _ where element.isBlock:
            if open.isInTable, element.headingLevel == nil {
                spaceOut(tag.range)
            } else {
                endBlock(&builder)
                openHeading = element.headingLevel
                if element == .table { table = HTMLTableHeader() }
            }
        default: break
        }
        if element == .code, open.isPreformatted, builder.openBlockIsEmpty, let classes = tag.classes {
            open.language = language(in: classes)
        }
    }

    /// In a table, a block's beginning is white space.
    private mutating func spaceOut(_ range: Range<Int>) {
        if pendingSpace == nil { pendingSpace = range }
    }

    private mutating func end(_ element: HTMLElement?, _ range: Range<Int>, _ builder: inout DocumentBuilder) {
        guard let element, open.contains(element) else { return }
        if element == .a { closeLink(at: range.lowerBound, &builder) }
        pop(through: element, at: range.upperBound, &builder)
    }

    /// Ends the elements that a start tag ends without saying so.
    private mutating func closeImplied(by element: HTMLElement, at position: Int, _ builder: inout DocumentBuilder) {
        if element.isBlock, open.has([.p], before: HTMLOpenElements.paragraphScope) {
            pop(through: .p, at: position, &builder)
        }
        if let ends = element.ends {
            for ended in ends.elements where open.has([ended], before: ends.within) {
                pop(through: ended, at: position, &builder)
            }
        }
        if element == .body || element.headingLevel != nil, open.contains(.head) {
            pop(through: .head, at: position, &builder)
        }
    }

    private mutating func pop(through element: HTMLElement, at position: Int, _ builder: inout DocumentBuilder) {
        let wasLeftOutSince = open.leftOutSince
        let wasInTable = open.isInTable
        let endsBlocks = open.pop(through: element)
        if let start = wasLeftOutSince {
            if !open.isLeftOut { omitUnlessOpen(start..<position, &builder) }
            return
        }
        if element == .table && !open.isInTable || endsBlocks && !wasInTable || element.headingLevel != nil {
            endBlock(&builder)
        } else if endsBlocks, element != .td, element != .th, element != .tr {
            // A block's end within a cell.
            if pendingSpace == nil, position > contentEnd { pendingSpace = position - 1..<position }
        }
    }

    /// Notes the open link if it has content.
    private mutating func closeLink(at position: Int, _ builder: inout DocumentBuilder) {
        guard let link = openLink else { return }
        openLink = nil
        if contentEnd > link.lower { builder.addLink(link.lower..<min(position, contentEnd), to: link.destination) }
    }

    /// Notes what is left out; in the midst of a block it is but a gap in it.
    private mutating func omitUnlessOpen(_ range: Range<Int>, _ builder: inout DocumentBuilder) {
        if builder.isOpen { return }
        builder.omit(range)
        // A block begins behind it.
        pendingSeparators.removeAll(keepingCapacity: true)
    }

    // MARK: Text

    private mutating func text(
        _ range: Range<Int>, in place: CharacterReference.Place = .text, _ builder: inout DocumentBuilder
    ) {
        if open.isPreformatted {
            preformatted(range, decodes: true, &builder)
            return
        }
        var i = range.lowerBound
        let end = range.upperBound
        while i < end {
            let start = i
            // Single spaces between words stay; a longer gap or a line's end becomes one space.
            while i < end, bytes[i] != UInt8(ascii: "&") {
                if bytes[i] <= 0x20, Whitespace.isASCII(bytes[i]) {
                    guard bytes[i] == 0x20, i > start, i + 1 < end, bytes[i + 1] > 0x20 else { break }
                }
                i += 1
            }
            if i > start { append(start..<i, &builder) }
            guard i < end else { return }
            if bytes[i] == UInt8(ascii: "&") {
                if let reference = CharacterReference(bytes, at: i, end: end, in: place) {
                    append(reference.scalars, for: i..<reference.end, &builder)
                    i = reference.end
                } else {
                    append(i..<i + 1, &builder)
                    i += 1
                }
            } else {
                let spaceStart = i
                while i < end, Whitespace.isASCII(bytes[i]) { i += 1 }
                if pendingSpace == nil { pendingSpace = spaceStart..<i }
            }
        }
    }

    private mutating func preformatted(_ range: Range<Int>, decodes: Bool, _ builder: inout DocumentBuilder) {
        var i = range.lowerBound
        if !builder.isOpen {
            // The line's end behind <pre> is not content.
            if i < range.upperBound, bytes[i] == 0x0D { i += 1 }
            if i < range.upperBound, bytes[i] == 0x0A { i += 1 }
        }
        while i < range.upperBound {
            let start = i
            while i < range.upperBound, !decodes || bytes[i] != UInt8(ascii: "&") { i += 1 }
            if i > start { append(start..<i, &builder) }
            guard i < range.upperBound else { return }
            if let reference = CharacterReference(bytes, at: i, end: range.upperBound, in: .text) {
                append(reference.scalars, for: i..<reference.end, &builder)
                i = reference.end
            } else {
                append(i..<i + 1, &builder)
                i += 1
            }
        }
    }

    private mutating func append(_ range: Range<Int>, _ builder: inout DocumentBuilder) {
        prepare(at: range.lowerBound, &builder)
        builder.append(range)
        contentEnd = range.upperBound
    }

    private mutating func append(
        _ scalars: CharacterReference.Scalars, for range: Range<Int>, _ builder: inout DocumentBuilder
    ) {
        prepare(at: range.lowerBound, &builder)
        // Only what parts a table's cells and rows stands for a tab or a line feed.
        let parts = open.isInTable && (scalars.first == "\t" || scalars.first == "\n")
        builder.append(parts ? " " : scalars.first, for: range)
        if let second = scalars.second { builder.appendAnother(second) }
        contentEnd = range.upperBound
    }

    /// Begins a block if none is open, and settles the space before the next content.
    private mutating func prepare(at position: Int, _ builder: inout DocumentBuilder) {
        defer {
            pendingSpace = nil
            pendingSeparators.removeAll(keepingCapacity: true)
        }
        if open.isInTable {
            table.addContent()
            columns.addContent(at: position)
        }
        if !builder.isOpen {
            // A table's first row may begin with empty cells.
            builder.begin(kind, at: pendingSeparators.first?.range.lowerBound ?? position)
        }
        if !pendingSeparators.isEmpty {
            var last: Range<Int>?
            for separator in pendingSeparators where separator.range.lowerBound >= contentEnd {
                if separator.range == last {
                    builder.appendAnother(separator.scalar)
                } else {
                    builder.append(separator.scalar, for: separator.range)
                }
                last = separator.range
            }
        } else if builder.openBlockIsEmpty {
            return
        } else if let space = pendingSpace, space.lowerBound >= contentEnd, space.upperBound <= position {
            if let last = builder.lastReplacement, last == "\n" || last == " " { return }
            if space.count == 1, bytes[space.lowerBound] == 0x20 {
                builder.append(space)
            } else {
                builder.append(" ", for: space)
            }
        }
    }

    // MARK: Blocks

    private var kind: Block.Kind {
        if let openHeading { return .heading(level: openHeading) }
        if open.isInTable { return .table }
        if open.isPreformatted { return .code(language: open.language) }
        if open.isInListItem { return .listItem }
        return open.contains(.blockquote) ? .quote : .paragraph
    }

    private mutating func endBlock(_ builder: inout DocumentBuilder) {
        pendingSpace = nil
        pendingSeparators.removeAll(keepingCapacity: true)
        if builder.isOpen {
            if let level = openHeading, let heading = builder.openContent().asTitle.nonEmpty {
                path.enter(level: level, title: heading)
                if level == 1, firstHeading == nil { firstHeading = heading }
            }
            builder.end(
                at: contentEnd, headings: path.titles, headerRows: table.headerRows,
                spans: columns.finish(contentEnd: contentEnd))
        }
        table.endBlock()
        columns = HTMLTableColumns()
        openHeading = nil
        if !open.isPreformatted { open.language = nil }
    }

    /// `language-swift`, `lang-swift` or `highlight-source-swift` among the classes of a code element.
    private func language(in classes: Range<Int>) -> String? {
        for name in bytes[classes].split(whereSeparator: { $0 <= 0x20 }) {
            let text = String(decoding: name, as: UTF8.self)
            for prefix in ["language-", "lang-", "highlight-source-"] where text.hasPrefix(prefix) {
                return String(text.dropFirst(prefix.count))
            }
        }
        return nil
    }

    private func decoded(_ range: Range<Int>, in place: CharacterReference.Place = .text) -> String {
        String(decoding: CharacterReference.decoded(bytes, in: range, place), as: UTF8.self)
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
