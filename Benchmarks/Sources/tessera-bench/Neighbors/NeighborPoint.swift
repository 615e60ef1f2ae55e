import Foundation

/// One engine at one point of the sweep: what is printed.
struct NeighborPoint {
    let engine: String
    let index: IndexName
    let parameters: Parameters
    let k: Int
    let recall: Double
    let figures: Turns.Figures
    let build: Cost
    let bytesPerVector: Double?
    let fileBytesPerVector: Double?
    let threads: Int

    func json(_ origin: (instructionSet: String, commit: String)) -> JSONValue {
        .object([
            ("engine", .text(engine)),
            ("index", .text(index.rawValue)),
            ("parameters", parameters.json),
            ("k", .integer(k)),
            ("recall", .number(recall)),
            ("qps", .number(figures.qps)),
            ("cpuQPS", .number(figures.cpuQPS)),
            ("p50", .number(figures.p50)),
            ("p99", .number(figures.p99)),
            ("buildSeconds", .number(build.seconds)),
            ("buildCPUSeconds", .number(build.cpuSeconds)),
            ("bytesPerVector", .optional(bytesPerVector)),
            ("fileBytesPerVector", .optional(fileBytesPerVector)),
            ("instructionSet", .text(origin.instructionSet)),
            ("threads", .integer(threads)),
            ("commit", .text(origin.commit)),
        ])
    }

    static let table = Table(columns: [
        ("engine", 8), ("parameters", 38), ("recall", 7), ("q/s", 9), ("q/CPU s", 9), ("p50 ms", 8), ("p99 ms", 8),
        ("build s", 8), ("CPU s", 8), ("bytes", 7), ("in file", 7),
    ])

    var tableRow: String {
        let described = parameters.values.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return Self.table.row([
            engine, described.isEmpty ? index.rawValue : described, String(format: "%.4f", recall),
            Table.cell(figures.qps), Table.cell(figures.cpuQPS), Table.milliseconds(figures.p50),
            Table.milliseconds(figures.p99), Table.cell(build.seconds), Table.cell(build.cpuSeconds),
            Table.cell(bytesPerVector), Table.cell(fileBytesPerVector),
        ])
    }
}
