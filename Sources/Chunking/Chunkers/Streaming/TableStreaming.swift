/// What a stream of a table in text has to know beyond that of plain text: where rows begin, and what the header was.
struct TableStreaming {
    /// What later views need of the first.
    struct Header {
        let delimiter: UInt8
        let leads: TableLeads
    }

    private let parser: CSVParser

    init(parser: CSVParser) {
        self.parser = parser
    }

    /// Reads a view.
    ///
    /// - Parameter header: Nil while the view begins where the table does.
    /// - Returns: The document, and up to where it is as it is in the whole table: a quote may be closed later, and a row
    ///   may go on.
    func parse(_ source: SourceDocument, _ header: Header?) -> (document: ParsedDocument, certainEnd: Int) {
        let bytes = source.bytes
        let (document, openQuote) = parser.parse(
            source, delimiter: header?.delimiter ?? parser.detectedDelimiter(in: source),
            headerRows: header == nil ? parser.headerRows : 0)
        let lineEnd = bytes.lastIndex(where: Whitespace.isLineEnd) ?? 0
        // The header leads what follows only if something does.
        guard header != nil || document.blocks.first.map({ document.rows(of: $0).count > $0.headerRows }) ?? false
        else { return (document, 0) }
        return (document, min(lineEnd, openQuote ?? lineEnd))
    }

    /// What is to be known of a table once its first view is gone.
    func header(of cutter: WindowCutter) -> Header {
        Header(delimiter: parser.detectedDelimiter(in: cutter.document.source), leads: cutter.tables.everywhere)
    }

    /// The beginning of the row before the one that a position lies in; 0 unless that is behind the header.
    func keptStart(before position: Int, of cutter: WindowCutter, hasHeader: Bool) -> Int {
        let document = cutter.document
        var rowsLeft = 2
        var index = document.firstPiece(endingAfter: position)
        while index > 0, rowsLeft > 0 {
            index -= 1
            if document.pieces[index].replacement == "\n" { rowsLeft -= 1 }
        }
        guard rowsLeft == 0 else { return 0 }
        // The piece goes from the last content of a row to the first of the next, empty cells and quotes included.
        let gap = document.pieces[index].range
        let start = gap.last { Whitespace.isLineEnd(cutter.bytes[$0]) }.map { $0 + 1 } ?? 0
        guard hasHeader, let table = document.blocks.first, table.headerRows > 0 else { return start }
        let rows = document.rows(of: table)
        return rows.count > table.headerRows && start > rows[table.headerRows - 1].upperBound ? start : 0
    }
}

extension RecursiveChunker {
    /// Chunks a plain text while it arrives.
    public func stream(path: String) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, words: words, division: .windows(.text))
    }

    /// Chunks a table in text while it arrives; its header leads the chunks of its further rows.
    public func stream(path: String, table: CSVParser) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, words: words, division: .windows(.text), table: table)
    }
}

extension FixedSizeChunker {
    /// Chunks a plain text while it arrives.
    public func stream(path: String) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, division: .windows(.none))
    }

    /// Chunks a table in text while it arrives.
    public func stream(path: String, table: CSVParser) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, division: .windows(.none), table: table)
    }
}

extension SentenceChunker {
    /// Chunks a plain text while it arrives.
    public func stream(path: String) -> TextChunkStream {
        TextChunkStream(path: path, size: size, overlap: overlap, words: words, division: .sentences)
    }
}
