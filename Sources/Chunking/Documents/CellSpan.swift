/// A table's cell that covers more than one column or row.
public struct CellSpan: Sendable, Hashable {
    /// The place of its content in the source's bytes.
    public var cell: Range<Int>
    /// The rows it covers, as ``ParsedDocument/rows(of:)`` counts them.
    public var rows: Range<Int>
    /// The columns it covers, from 0.
    public var columns: Range<Int>

    public init(cell: Range<Int>, rows: Range<Int>, columns: Range<Int>) {
        self.cell = cell
        self.rows = rows
        self.columns = columns
    }
}
