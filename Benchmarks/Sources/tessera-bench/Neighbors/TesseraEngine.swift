import Foundation
import VectorCore

/// Tessera's own index; a vector's id is its row number.
final class TesseraEngine: NeighborEngine {
    struct Opened {
        let engine: TesseraEngine
        /// Of opening, until it can answer.
        let cost: Cost
        let fileBytes: Int
    }

    let name = "tessera"
    let kind: IndexName
    let index: any VectorIndex
    private let task: NeighborTask
    /// As a caller holds them who asks one at a time.
    private let singles: [[Float]]
    private var found: [[Neighbor]] = []

    static var instructionSet: String { Kernels.instructionSet }

    private init(_ kind: IndexName, _ index: any VectorIndex, _ task: NeighborTask) {
        self.kind = kind
        self.index = index
        self.task = task
        singles = (0..<task.queries.rows).map { Array(task.queries[row: $0]) }
    }

    static func build(
        _ name: IndexName, _ parameters: Parameters, _ task: NeighborTask, threads: Int
    ) throws -> (TesseraEngine, Cost) {
        let ids = (0..<task.base.rows).map(Int64.init)
        let (dimension, metric) = (task.base.columns, task.metric)
        let (index, cost) = try Cost.measuring { () throws -> any VectorIndex in
            let index = try name.make(dimension: dimension, metric: metric, parameters)
            switch index {
            case let graph as HNSWIndex: try graph.add(task.base, ids: ids, threads: threads)
            case let lists as IVFFlatIndex: try lists.add(task.base, ids: ids, threads: threads)
            case let lists as IVFPQIndex: try lists.add(task.base, ids: ids, threads: threads)
            default: try index.add(task.base, ids: ids)
            }
            return index
        }
        return (TesseraEngine(name, index, task), cost)
    }

    /// - Throws: ``Refusal`` for an index that holds other vectors than the task's.
    static func open(_ path: String, _ name: IndexName, _ task: NeighborTask) throws -> Opened {
        let file = URL(fileURLWithPath: path)
        let (index, cost) = try Cost.measuring { () throws -> any VectorIndex in try name.open(file) }
        guard index.dimension == task.base.columns else {
            throw Refusal("\(path) holds vectors of \(index.dimension) components, the base \(task.base.columns)")
        }
        guard index.metric == task.metric else {
            throw Refusal("\(path) was built for --metric \(index.metric.rawValue), not \(task.metric.rawValue)")
        }
        guard index.count == task.base.rows, index.ids.elementsEqual((0..<task.base.rows).map(Int64.init)) else {
            throw Refusal("\(path) holds \(index.count) vectors that are not the base's \(task.base.rows)")
        }
        return Opened(engine: TesseraEngine(name, index, task), cost: cost, fileBytes: try size(of: path))
    }

    /// Writes the index to a file and returns the file's size.
    func save(_ path: String) throws -> Int {
        try index.save(to: URL(fileURLWithPath: path))
        return try Self.size(of: path)
    }

    static func size(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    var bytesPerVector: Double? { Double(index.memoryBytes) / Double(task.base.rows) }

    func searchAll(_ parameters: Parameters, threads: Int) throws {
        found = try index.search(task.queries, k: task.k, options: options(parameters), threads: threads)
    }

    var queryCount: Int { singles.count }

    func search(query: Int, _ parameters: Parameters) throws {
        _ = try index.search(singles[query], k: task.k, options: options(parameters))
    }

    func distances(_ parameters: Parameters) throws -> Double? {
        guard let graph = index as? HNSWIndex else { return index is FlatIndex ? Double(index.count) : nil }
        let options = options(parameters)
        let counts = try singles.map { try graph.explain($0, k: task.k, options: options).distances }
        return Double(counts.reduce(0, +)) / Double(max(counts.count, 1))
    }

    private func options(_ parameters: Parameters) -> SearchOptions {
        let (efSearch, adaptive) = (parameters["efSearch"] ?? HNSWIndex.defaultEfSearch, parameters["adaptive"] ?? 0)
        return SearchOptions(
            efSearch: efSearch, nprobe: parameters.given("nprobe"),
            scanFactor: parameters["scanFactor"].flatMap { $0 < 0 ? nil : $0 },
            slack: adaptive > 0 ? Float(efSearch * adaptive) / 10_000 : nil, rerank: parameters.given("rerank"))
    }

    var answer: [Int64] {
        found.flatMap { neighbors in
            neighbors.map(\.id) + [Int64](repeating: -1, count: task.k - neighbors.count)
        }
    }
}
