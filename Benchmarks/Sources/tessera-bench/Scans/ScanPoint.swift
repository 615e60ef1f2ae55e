import Foundation
import VectorCore

/// Single queries over one code: what is printed. Times are medians of CPU seconds a query.
struct ScanPoint {
    let code: VectorCode
    let rowBytes: Int
    let rows: Int
    let recall: Double
    let seconds: Double
    /// Of a plain read of as many bytes.
    let readSeconds: Double
    /// Of the queries over floats; nil when they were not asked for, or not before this code.
    let floatSeconds: Double?

    var bytesPerSecond: Double { Double(rowBytes * rows) / seconds }
    var readBytesPerSecond: Double { Double(rowBytes * rows) / readSeconds }
    var timesFloats: Double? { floatSeconds.map { $0 / seconds } }

    func json(_ task: NeighborTask, _ commit: String) -> JSONValue {
        .object(
            [("engine", .text("tessera")), ("index", .text("flat")), ("code", .text(code.rawValue))] + task.origin + [
                ("recall", .number(recall)), ("rowBytes", .integer(rowBytes)), ("cpuSeconds", .number(seconds)),
                ("bytesPerSecond", .number(bytesPerSecond)), ("readBytesPerSecond", .number(readBytesPerSecond)),
                ("ofRead", .number(readSeconds / seconds)), ("timesFloats", .optional(timesFloats)),
                ("cpu", .text(Machine.processor)), ("instructionSet", .text(Kernels.instructionSet)),
                ("commit", .text(commit)),
            ])
    }

    static let table = Table(columns: [
        ("scanned", 10), ("recall", 7), ("ms", 8), ("× floats", 8), ("GB/s", 7), ("read GB/s", 9), ("of read", 7),
    ])

    var tableRow: String {
        Self.table.row([
            code.rawValue, String(format: "%.4f", recall), Table.milliseconds(seconds),
            Table.cell(timesFloats, digits: 3),
            Table.cell(bytesPerSecond / 1e9), Table.cell(readBytesPerSecond / 1e9),
            String(format: "%.2f", readSeconds / seconds),
        ])
    }
}

/// All queries at once over floats, and the matrix product that they cannot do without. Medians of CPU seconds.
struct ManyScan {
    let queries: Int
    let multiplyAdds: Int
    let seconds: Double
    let productSeconds: Double

    func json(_ task: NeighborTask, _ commit: String) -> JSONValue {
        .object(
            [("engine", .text("tessera")), ("index", .text("flat")), ("code", .text("float32"))] + task.origin + [
                ("queries", .integer(queries)), ("cpuSeconds", .number(seconds)),
                ("productCPUSeconds", .number(productSeconds)),
                ("multiplyAddsPerSecond", .number(Double(multiplyAdds) / seconds)),
                ("productMultiplyAddsPerSecond", .number(Double(multiplyAdds) / productSeconds)),
                ("ofProduct", .number(productSeconds / seconds)), ("blas", BLAS.name.map { .text($0) } ?? .null),
                ("cpu", .text(Machine.processor)), ("instructionSet", .text(Kernels.instructionSet)),
                ("commit", .text(commit)),
            ])
    }

    func sentence(_ task: NeighborTask) -> String {
        let rates = [seconds, productSeconds].map { Table.cell(Double(multiplyAdds) / $0 / 1e9) }
        return "\n\(queries) queries at once over float32: \(rates[0]) multiply-adds/ns; sgemm of the same shape "
            + "\(rates[1]); \(String(format: "%.2f", productSeconds / seconds)) of it"
    }
}

extension NeighborTask {
    /// The keys that say what was searched.
    fileprivate var origin: [(String, JSONValue)] {
        [
            ("dataSet", .text(name)), ("vectors", .integer(base.rows)), ("dimension", .integer(base.columns)),
            ("metric", .text(metric.rawValue)), ("k", .integer(k)),
        ]
    }
}
