import Foundation
import Reports

/// The speed of each engine of a sweep at some recalls, beside hnswlib's where that is among them.
struct RecallSummary {
    let levels: [Double]
    private var engines: [(key: String, first: NeighborPoint, points: [NeighborPoint])] = []

    init(levels: [Double]) { self.levels = levels }

    /// Such as `0.9,0.95,0.99`.
    static func levels(_ list: String) throws -> [Double] {
        try list.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let level = Double(text), level > 0, level <= 1 else {
                throw Refusal("--at-recall: '\(text)' is not a number above 0 and up to 1")
            }
            return level
        }
    }

    mutating func add(_ point: NeighborPoint) {
        let key = "\(point.engine) \(point.index.rawValue)"
        if let place = engines.firstIndex(where: { $0.key == key }) {
            engines[place].points.append(point)
        } else {
            engines.append((key, point, [point]))
        }
    }

    private func speeds(_ points: [NeighborPoint]) -> [Double?] {
        let curve = RecallCurve(points.map { ($0.recall, $0.figures.cpuQPS) })
        return levels.map(curve.speed)
    }

    func lines(json: Bool) -> [String] {
        let reference = engines.first { $0.first.engine == "hnswlib" }.map { speeds($0.points) }
        let rows = engines.map { key, first, points in
            let speeds = speeds(points)
            let ratios = levels.indices.map { at in reference?[at].flatMap { own in speeds[at].map { $0 / own } } }
            return (first, speeds, ratios)
        }
        return json ? rows.map(object) : table(rows)
    }

    private func object(_ first: NeighborPoint, _ speeds: [Double?], _ ratios: [Double?]) -> String {
        let levels = zip(levels, zip(speeds, ratios)).map { level, found in
            let fields: [(String, JSONValue)] = [
                ("cpuQPS", .optional(found.0)), ("ratioToHNSWLib", .optional(found.1)),
            ]
            return (String(format: "%.2f", level), JSONValue.object(fields))
        }
        return JSONValue.object([
            ("engine", .text(first.engine)), ("index", .text(first.index.rawValue)), ("atRecall", .object(levels)),
        ]).line
    }

    private func table(_ rows: [(NeighborPoint, [Double?], [Double?])]) -> [String] {
        let table = Table(
            columns: [("q/CPU s at recall", 19)]
                + levels.flatMap { [(String(format: "%.2f", $0), 9), ("× hnswlib", 9)] })
        return ["", table.heading]
            + rows.map { first, speeds, ratios in
                table.row(
                    [first.engine == "tessera" ? "tessera \(first.index.rawValue)" : first.engine]
                        + zip(speeds, ratios).flatMap { [Table.cell($0), Table.cell($1, digits: 3)] })
            } + [""]
    }
}
