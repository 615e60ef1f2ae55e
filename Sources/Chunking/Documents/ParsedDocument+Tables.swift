extension ParsedDocument {
    /// The rows of a table, in order, each from its first content to its last; the first ``Block/headerRows`` are the
    /// header.
    ///
    /// A row without content is no row. A line feed inside a cell ends none.
    public func rows(of table: Block) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var row: Range<Int>?
        for piece in pieces[table.pieces] {
            if piece.replacement == "\n" {
                if let row { rows.append(row) }
                row = nil
            } else if piece.replacement != "\t" {
                row = (row?.lowerBound ?? piece.range.lowerBound)..<piece.range.upperBound
            }
        }
        if let row { rows.append(row) }
        return rows
    }

    /// The cells of a table by row and column, each the place of its content in the source; nil for empty ones.
    ///
    /// A cell that covers several columns or rows stands in each of them. Rows end with their last cell that is not empty.
    /// - Complexity: O(content). What cells cover is bounded by some five places a cell.
    public func cells(of table: Block) -> [[Range<Int>?]] {
        cells(of: table, rows: Int.max)
    }

    /// What heads each column of a table: the text of the header's cells above it, joined by blanks.
    ///
    /// A header's cell that covers several columns heads each of them. A caption, or another row of the header with one
    /// plain cell where others have more, heads the table and no column.
    public func columnTitles(of table: Block) -> [String] {
        let header = cells(of: table, rows: table.headerRows)
        var titles = [String](repeating: "", count: header.map(\.count).max() ?? 0)
        for (number, row) in header.enumerated() where row.count > 1 || titles.count <= 1 {
            for (column, cell) in row.enumerated() {
                guard let cell, cell.count <= Self.longestTitle else { continue }
                // A cell that covers several rows of the header says its text once.
                if number > 0, column < header[number - 1].count, header[number - 1][column] == cell { continue }
                let text = content(in: cell).asTitle
                titles[column] += titles[column].isEmpty || text.isEmpty ? text : " " + text
            }
        }
        return titles
    }

    /// In bytes; a longer cell is no title, and could stand above many columns.
    private static let longestTitle = 1000

    /// The cells of a table's first rows.
    func cells(of table: Block, rows limit: Int) -> [[Range<Int>?]] {
        var rows: [[Range<Int>?]] = []
        var row: [Range<Int>?] = []
        var cell: Range<Int>?
        func isBlank(_ row: [Range<Int>?]) -> Bool { !row.contains { $0 != nil } }
        for piece in pieces[table.pieces] {
            if rows.count >= limit { break }
            switch piece.replacement {
            case "\t":
                row.append(cell)
                cell = nil
            case "\n":
                row.append(cell)
                cell = nil
                if !isBlank(row) { rows.append(row) }
                row.removeAll(keepingCapacity: true)
            default:
                cell = (cell?.lowerBound ?? piece.range.lowerBound)..<piece.range.upperBound
            }
        }
        row.append(cell)
        if !isBlank(row), rows.count < limit { rows.append(row) }
        for index in rows.indices {
            while let last = rows[index].last, last == nil { rows[index].removeLast() }
        }
        for span in table.spans {
            for number in span.rows where number < rows.count {
                while rows[number].count < span.columns.upperBound { rows[number].append(nil) }
                for column in span.columns { rows[number][column] = rows[number][column] ?? span.cell }
            }
        }
        return rows
    }
}
