/// Counts a table's columns where cells cover several columns or rows.
///
/// After the HTML standard's "forming a table": a cell takes the first column that no cell from above covers. What
/// covers costs: as soon as a table has covered far more places than it has cells, no cell covers any more, so that
/// tables made to tempt take no more than linear time. A table within a cell makes the outer one a means of layout,
/// in which nothing covers.
struct HTMLTableColumns {
    /// A cell that covers further rows.
    private struct Covering {
        var columns: Range<Int>
        /// How many rows below this one it covers.
        var rowsLeft: Int
        /// Its number among the spans; nil if it is empty.
        var span: Int?
    }

    private(set) var spans: [CellSpan] = []
    /// From above, and begun in this row, both by their columns.
    private var covering: [Covering] = []
    private var begun: [Covering] = []
    /// Of those from above, so many lie before the next cell.
    private var passed = 0
    private var column = 0
    /// The column that the last cell of the row begins in.
    private var lastColumn = 0
    /// The open cell's place, once it has content.
    private var cell: (columns: Range<Int>, rows: Int, lower: Int?)?
    /// Rows that have content, this one included if it has.
    private var rows = 0
    private var rowHasContent = false
    private var isLayout = false
    /// How many more places may be covered, those passed over in the same row included.
    private var budget = 1024

    /// Begins a row; what precedes it ends at `contentEnd`.
    mutating func beginRow(contentEnd: Int) {
        endCell(contentEnd: contentEnd)
        var below = covering + begun
        begun.removeAll(keepingCapacity: true)
        (column, lastColumn, passed, rowHasContent) = (0, 0, 0, false)
        if below.isEmpty { return }
        below.sort { $0.columns.lowerBound < $1.columns.lowerBound }
        let width = below.filter { $0.rowsLeft > 0 }.map(\.columns.upperBound).max() ?? 0
        let isAffordable = width <= budget
        if isAffordable { budget -= width }
        covering.removeAll(keepingCapacity: true)
        for var cell in below {
            if cell.rowsLeft > 0, isAffordable {
                cell.rowsLeft -= 1
                covering.append(cell)
            } else {
                end(cell)
            }
        }
    }

    /// Cells of a head, a body or a foot of the table cover no row of the next one.
    mutating func endRows(contentEnd: Int) {
        endCell(contentEnd: contentEnd)
        for cell in covering + begun { end(cell) }
        covering.removeAll()
        begun.removeAll()
    }

    /// Begins a cell; returns how many columns it lies behind the last cell of its row, or behind the row's beginning.
    mutating func beginCell(columns wanted: Int, rows: Int, isFirst: Bool, contentEnd: Int) -> Int {
        endCell(contentEnd: contentEnd)
        while passed < covering.count, covering[passed].columns.lowerBound <= column {
            column = max(column, covering[passed].columns.upperBound)
            passed += 1
        }
        budget += 4
        var count = 1
        if !isLayout, wanted > 1, wanted <= budget {
            budget -= wanted
            count = wanted
        }
        // At least one: a heading in the row before may have begun a new block of the table.
        let distance = isFirst ? column : max(column - lastColumn, 1)
        cell = (column..<column + count, isLayout ? 1 : rows, nil)
        lastColumn = column
        column += count
        return distance
    }

    /// Content begins or goes on in the open cell, or beside the cells.
    mutating func addContent(at position: Int) {
        if !rowHasContent { rows += 1 }
        rowHasContent = true
        if cell?.lower == nil { cell?.lower = position }
    }

    /// A table begins within a cell.
    mutating func beginInnerTable(contentEnd: Int) {
        endRows(contentEnd: contentEnd)
        isLayout = true
        spans.removeAll()
    }

    /// Nothing is open any more; returns the cells that covered.
    mutating func finish(contentEnd: Int) -> [CellSpan] {
        endRows(contentEnd: contentEnd)
        defer { self = HTMLTableColumns() }
        return spans
    }

    private mutating func endCell(contentEnd: Int) {
        guard let cell else { return }
        self.cell = nil
        guard cell.columns.count > 1 || cell.rows > 1 else { return }
        var number: Int?
        if let lower = cell.lower, lower < contentEnd {
            number = spans.count
            spans.append(CellSpan(cell: lower..<contentEnd, rows: rows - 1..<rows, columns: cell.columns))
        }
        if cell.rows > 1 { begun.append(Covering(columns: cell.columns, rowsLeft: cell.rows - 1, span: number)) }
    }

    /// It covers the rows so far.
    private mutating func end(_ cell: Covering) {
        guard let span = cell.span else { return }
        spans[span].rows = spans[span].rows.lowerBound..<max(rows, spans[span].rows.upperBound)
    }
}
