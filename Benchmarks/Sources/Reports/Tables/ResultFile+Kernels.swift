import Foundation

extension ResultFile {
    /// What the core can do in each instruction set.
    var roofTable: String {
        let places = roofs.compactMap(\.data).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        var table = MarkdownTable(columns: ["", "multiply-adds/ns"] + places.map { "GB/s from \($0)" })
        for set in roofs.map(\.instructionSet).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            let own = roofs.filter { $0.instructionSet == set }
            let adds = own.first { $0.roof == "multiply-adds" }?.perSecond.map { $0 / 1e9 }
            table.rows.append(
                [set, MarkdownTable.cell(adds)]
                    + places.map { place in
                        MarkdownTable.cell(own.first { $0.data == place }?.bytesPerSecond.map { $0 / 1e9 })
                    })
        }
        return table.text
    }

    /// A table for each place that rows come from: nanoseconds a row, and the share of the roof.
    var kernelTables: [String] {
        func distinct(_ values: [String]) -> [String] {
            values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        return distinct(kernels.map(\.data)).map { place in
            let here = kernels.filter { $0.data == place }
            let labels = distinct(here.map(\.label))
            var table = MarkdownTable(
                columns: ["from \(place): kernel", "dimension"] + labels.map { "\($0) ns (of roof)" })
            for kernel in distinct(here.map(\.kernel)) {
                let rows = here.filter { $0.kernel == kernel }
                for dimension in Set(rows.map(\.dimension)).sorted() {
                    let cells = labels.map { label in
                        guard let found = rows.first(where: { $0.label == label && $0.dimension == dimension }) else {
                            return MarkdownTable.none
                        }
                        let share = found.ofRoof.map { String(format: " (%.2f)", $0) } ?? ""
                        return MarkdownTable.cell(found.nanoseconds) + share
                    }
                    table.rows.append([kernel, String(dimension)] + cells)
                }
            }
            return table.text
        }
    }
}
