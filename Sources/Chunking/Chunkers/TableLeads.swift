/// The header rows of a document's tables, to stand before the chunks that begin among a table's further rows.
///
/// A header that takes more than half of a chunk's size is not repeated.
struct TableLeads {
    private struct Table {
        /// Behind the header rows.
        let headerEnd: Int
        let range: Range<Int>
        let text: String
        let extent: SizeMeter.Extent
    }

    /// In source order.
    private let tables: [Table]

    static let none = TableLeads(tables: [])

    private init(tables: [Table]) {
        self.tables = tables
    }

    /// The lead of the first table, before whatever begins anywhere.
    var everywhere: TableLeads {
        guard let first = tables.first else { return .none }
        return TableLeads(tables: [Table(headerEnd: 0, range: 0..<Int.max, text: first.text, extent: first.extent)])
    }

    init(document: ParsedDocument, meter: SizeMeter) {
        var tables: [Table] = []
        for block in document.blocks where block.headerRows > 0 {
            let rows = document.rows(of: block)
            guard block.headerRows < rows.count else { continue }
            let headerEnd = rows[block.headerRows - 1].upperBound
            guard let text = document.headerText(of: block, rows: rows, atMost: meter.mostBytes) else { continue }
            let extent = meter.extent(of: text)
            guard meter.leavesHalf(extent) else { continue }
            tables.append(
                Table(headerEnd: headerEnd, range: block.range, text: text, extent: extent))
        }
        self.tables = tables
    }

    /// How much the header takes of a chunk that begins at a position.
    @inline(__always)
    func extent(at position: Int) -> SizeMeter.Extent {
        tables.isEmpty ? .zero : table(at: position)?.extent ?? .zero
    }

    /// The header of the table among whose further rows a position lies; nil elsewhere.
    func text(at position: Int) -> String? {
        table(at: position)?.text
    }

    private func table(at position: Int) -> Table? {
        var low = 0
        var high = tables.count
        while low < high {
            let middle = (low + high) / 2
            if tables[middle].range.upperBound > position { high = middle } else { low = middle + 1 }
        }
        guard low < tables.count, tables[low].headerEnd <= position else { return nil }
        return tables[low]
    }
}

extension ParsedDocument {
    /// The header of a table as lines of text; the text of a cell that covers several columns or rows stands in each.
    ///
    /// - Parameter limit: In bytes; nil if the text is longer, which can be far longer than the source has it.
    fileprivate func headerText(of table: Block, rows: [Range<Int>], atMost limit: Int) -> String? {
        if !table.spans.contains(where: { $0.rows.lowerBound < table.headerRows }) {
            return content(in: rows[0].lowerBound..<rows[table.headerRows - 1].upperBound) + "\n"
        }
        var text = ""
        for row in cells(of: table, rows: table.headerRows) {
            var separator = ""
            for cell in row {
                text += separator
                if let cell { text += content(in: cell) }
                separator = "\t"
                if text.utf8.count > limit { return nil }
            }
            text += "\n"
        }
        return text
    }
}
