import Foundation

/// One kernel over rows of one dimension in one place: what is printed.
struct KernelPoint {
    let kernel: String
    let instructionSet: String
    let dimension: Int
    let place: KernelPlace
    let rows: Int
    let rowBytes: Int
    let nanoseconds: Double
    /// The share of the roof that is reached, and which roof that is.
    let ofRoof: Double
    let bound: String

    var bytesPerSecond: Double { Double(rowBytes) / nanoseconds * 1e9 }

    func json(_ commit: String) -> JSONValue {
        .object([
            ("engine", .text("tessera")),
            ("kernel", .text(kernel)),
            ("instructionSet", .text(instructionSet)),
            ("dimension", .integer(dimension)),
            ("data", .text(place.rawValue)),
            ("rows", .integer(rows)),
            ("rowBytes", .integer(rowBytes)),
            ("nanoseconds", .number(nanoseconds)),
            ("bytesPerSecond", .number(bytesPerSecond)),
            ("bound", .text(bound)),
            ("ofRoof", .number(ofRoof)),
            ("cpu", .text(Machine.processor)),
            ("commit", .text(commit)),
        ])
    }

    static let table = Table(columns: [
        ("kernel", 18), ("set", 8), ("dimension", 9), ("data", 6), ("ns", 8), ("GB/s", 8), ("of roof", 7),
        ("bound", 13),
    ])

    var tableRow: String {
        Self.table.row([
            kernel, instructionSet, String(dimension), place.rawValue, Table.cell(nanoseconds),
            Table.cell(bytesPerSecond / 1e9), String(format: "%.2f", ofRoof), bound,
        ])
    }
}
