/// Counts a table's first rows that hold header cells only; its caption counts as one.
struct HTMLTableHeader {
    private(set) var headerRows = 0
    /// Whether a row with a cell that is no header has had content.
    private var isInBody = false
    /// What stands before the first cell is the caption.
    private var isHeaderCell = true
    private var rowIsCounted = false
    private var rowHasCells = false

    mutating func beginRow() {
        rowIsCounted = false
        rowHasCells = false
    }

    /// Begins a cell; returns whether it is its row's first.
    mutating func beginCell(isHeader: Bool) -> Bool {
        isHeaderCell = isHeader
        defer { rowHasCells = true }
        return !rowHasCells
    }

    /// What follows in a table that a heading cuts in two has no header.
    mutating func endBlock() {
        headerRows = 0
        isInBody = true
    }

    /// Content begins or goes on in the cell.
    mutating func addContent() {
        if isInBody { return }
        if isHeaderCell {
            if !rowIsCounted { headerRows += 1 }
            rowIsCounted = true
        } else {
            isInBody = true
            // A row that began with a header cell is none.
            if rowIsCounted { headerRows -= 1 }
        }
    }
}
