import Foundation

/// One engine at one selectivity, correlation and point of the sweep: what is printed.
struct FilterPoint {
    let engine: String
    let selectivity: Double
    let correlation: Correlation
    let matches: Int
    let parameters: Parameters
    let k: Int
    let recall: Double
    /// Answers with fewer than k of the matches, though there are as many.
    let short: Int
    let figures: Turns.Figures
    /// Of an exact scan of the matches by an index that knows their places, one query at a time; in this run.
    let scanCPUQPS: Double
    let threads: Int

    func json(_ origin: (instructionSet: String, commit: String)) -> JSONValue {
        .object([
            ("engine", .text(engine)),
            ("selectivity", .number(selectivity)),
            ("correlation", .text(correlation.rawValue)),
            ("matches", .integer(matches)),
            ("parameters", parameters.json),
            ("k", .integer(k)),
            ("recall", .number(recall)),
            ("short", .integer(short)),
            ("qps", .number(figures.qps)),
            ("cpuQPS", .number(figures.cpuQPS)),
            ("p50", .number(figures.p50)),
            ("p99", .number(figures.p99)),
            ("scanCPUQPS", .number(scanCPUQPS)),
            ("instructionSet", .text(origin.instructionSet)),
            ("threads", .integer(threads)),
            ("commit", .text(origin.commit)),
        ])
    }

    static let table = Table(columns: [
        ("engine", 14), ("matches", 8), ("where", 5), ("efSearch", 8), ("recall", 7), ("short", 5), ("q/CPU s", 9),
        ("p50 ms", 8), ("p99 ms", 8), ("of a scan", 9),
    ])

    var tableRow: String {
        Self.table.row([
            engine, String(matches), correlation.rawValue, parameters["efSearch"].map { String($0) } ?? "-",
            String(format: "%.4f", recall), String(short), Table.cell(figures.cpuQPS),
            Table.milliseconds(figures.p50), Table.milliseconds(figures.p99),
            Table.cell(figures.cpuQPS / scanCPUQPS, digits: 3),
        ])
    }
}
