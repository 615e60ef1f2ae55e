import Foundation

/// Columns of fixed width for a person to read, printed row by row as the figures come.
struct Table {
    let columns: [(title: String, width: Int)]

    var heading: String { row(columns.map(\.title)) }

    /// The first column to the left, the others to the right.
    func row(_ cells: [String]) -> String {
        zip(columns, cells).enumerated().map { index, pair in
            let blanks = String(repeating: " ", count: max(0, pair.0.width - pair.1.count))
            return index == 0 ? pair.1 + blanks : blanks + pair.1
        }.joined(separator: "  ")
    }

    /// About four digits, in the unit that suits; "-" for what is not known.
    static func cell(_ value: Double?, digits: Int = 4) -> String {
        guard let value, value.isFinite else { return "-" }
        let magnitude = value == 0 ? 0 : Int(log10(abs(value)).rounded(.down))
        let decimals = max(0, min(6, digits - 1 - magnitude))
        return String(format: "%.\(decimals)f", value)
    }

    static func milliseconds(_ seconds: Double?) -> String { cell(seconds.map { $0 * 1000 }) }
}
