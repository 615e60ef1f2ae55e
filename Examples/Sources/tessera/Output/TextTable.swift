/// Lines with columns that stand under each other.
struct TextTable {
    var rows: [[String]]

    /// - Parameter header: The columns' titles.
    init(_ header: [String], _ rows: [[String]]) {
        self.rows = [header] + rows
    }

    var text: String {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { $0[column].forTerminal.count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                let cell = cell.forTerminal
                return cell + String(repeating: " ", count: width - cell.count)
            }
            var line = cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
