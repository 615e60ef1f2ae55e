import Foundation
import VectorCore

/// One engine at one point of the sweep: what is printed.
struct NeighborPoint {
    let engine: String
    let index: IndexName
    let task: NeighborTask
    let parameters: Parameters
    let recall: Double
    let figures: Turns.Figures
    /// Computed a query; nil where the engine does not count them.
    let distances: Double?
    let build: Cost
    let bytesPerVector: Double?
    let fileBytesPerVector: Double?
    let threads: Int

    func json(_ origin: (instructionSet: String, commit: String)) -> JSONValue {
        let counted: [(String, JSONValue)] = distances.map { [("distances", .number($0))] } ?? []
        return .object(
            [
                ("engine", .text(engine)),
                ("index", .text(index.rawValue)),
                ("parameters", parameters.json),
                ("dataSet", .text(task.name)),
                ("vectors", .integer(task.base.rows)),
                ("dimension", .integer(task.base.columns)),
                ("metric", .text(task.metric.rawValue)),
                ("k", .integer(task.k)),
                ("recall", .number(recall)),
                ("qps", .number(figures.qps)),
                ("cpuQPS", .number(figures.cpuQPS)),
                ("p50", .number(figures.p50)),
                ("p99", .number(figures.p99)),
            ] + counted + [
                ("buildSeconds", .number(build.seconds)),
                ("buildCPUSeconds", .number(build.cpuSeconds)),
                ("bytesPerVector", .optional(bytesPerVector)),
                ("fileBytesPerVector", .optional(fileBytesPerVector)),
                ("cpu", .text(Machine.processor)),
                ("instructionSet", .text(origin.instructionSet)),
                ("threads", .integer(threads)),
                ("commit", .text(origin.commit)),
            ])
    }

    static let table = Table(columns: [
        ("engine", 19), ("parameters", 52), ("recall", 7), ("q/s", 9), ("q/CPU s", 9), ("distances", 9), ("p50 ms", 8),
        ("p99 ms", 8),
        ("build s", 8), ("CPU s", 8), ("bytes", 7), ("in file", 7),
    ])

    var tableRow: String {
        let described = parameters.values.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return Self.table.row([
            engine == "tessera" ? "tessera \(index.rawValue)" : engine, described, String(format: "%.4f", recall),
            Table.cell(figures.qps), Table.cell(figures.cpuQPS), Table.cell(distances),
            Table.milliseconds(figures.p50),
            Table.milliseconds(figures.p99), Table.cell(build.seconds), Table.cell(build.cpuSeconds),
            Table.cell(bytesPerVector), Table.cell(fileBytesPerVector),
        ])
    }
}
