import Foundation

/// A table in Markdown; the first column to the left, figures to the right.
struct MarkdownTable {
    let columns: [String]
    var rows: [[String]] = []

    var text: String {
        let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
        let rule = "|---|" + String(repeating: "---:|", count: max(0, columns.count - 1))
        return ([line(columns), rule] + rows.map(line)).joined(separator: "\n") + "\n"
    }

    /// What is not known.
    static let none = "–"

    /// About three digits, thousands apart: 0.052, 1.41, 36,600.
    static func cell(_ value: Double?) -> String {
        guard let value, value.isFinite else { return none }
        let magnitude = value == 0 ? 0 : Int(log10(abs(value)).rounded(.down))
        guard magnitude >= 2 else { return String(format: "%.\(min(6, max(0, 2 - magnitude)))f", value) }
        let unit = pow(10, Double(max(0, magnitude - 2)))
        return grouped(Int((value / unit).rounded() * unit))
    }

    static func whole(_ value: Double?) -> String {
        guard let value, value.isFinite, abs(value) < 1e15 else { return none }
        return grouped(Int(value.rounded()))
    }

    static func ratio(_ value: Double?, to reference: Double?) -> String {
        guard let value, let reference, reference > 0 else { return none }
        return String(format: "%.2f", value / reference)
    }

    static func share(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? none }

    static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
