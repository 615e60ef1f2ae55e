import Foundation
import VectorCore

/// A tuned index, asked without options: by the defaults that were found for it.
final class TunedEngine: NeighborEngine {
    let name = "tessera"
    let kind: IndexName
    let bytesPerVector: Double?
    private let index: any VectorIndex
    private let task: NeighborTask
    private let singles: [[Float]]
    private var found: [[Neighbor]] = []

    init(_ tuned: TunedIndex, _ task: NeighborTask) {
        kind = tuned.configuration.family
        index = tuned.index
        bytesPerVector = Double(index.memoryBytes) / Double(task.base.rows)
        self.task = task
        singles = (0..<task.queries.rows).map { Array(task.queries[row: $0]) }
    }

    /// Writes the index to a file and returns the file's size.
    static func save(_ index: any VectorIndex, to path: String) throws -> Int {
        try index.save(to: URL(fileURLWithPath: path))
        let attributes = try FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    /// One after the other, as the tuner measures.
    func searchAll(_ parameters: Parameters, threads: Int) throws {
        found = try singles.map { try index.search($0, k: task.k) }
    }

    func search(query: Int, _ parameters: Parameters) throws { _ = try index.search(singles[query], k: task.k) }

    var answer: [Int64] {
        found.flatMap { neighbors in
            neighbors.map(\.id) + [Int64](repeating: -1, count: task.k - neighbors.count)
        }
    }
}

extension IndexConfiguration {
    /// The kind of index, codes aside.
    var family: IndexName {
        switch self {
        case .flat: .flat
        case .hnsw: .hnsw
        case .ivfFlat: .ivf
        case .ivfPQ: .ivfpq
        }
    }

    /// By the names that `ann` has for them, and `walk`: the bits a component that are walked over or scanned.
    func parameters(_ defaults: SearchDefaults) -> Parameters {
        var values: [(key: String, value: Int)] = []
        func add(_ storage: VectorStorage) {
            values += [("walk", storage.walk.bits), ("keep", storage.walk == storage.keep ? 0 : storage.keep.bits)]
        }
        switch self {
        case .flat(let storage): add(storage)
        case .hnsw(let graph, let storage):
            add(storage)
            values += [("m", graph.m), ("efConstruction", graph.efConstruction)]
        case .ivfFlat(let lists): values += [("nlist", lists.nlist ?? 0)]
        case .ivfPQ(let lists, let codes, let keep):
            values += [
                ("nlist", lists.nlist ?? 0), ("bits", codes.bits.rawValue),
                ("components", codes.componentsPerPart ?? 0), ("keep", keep?.bits ?? 0),
            ]
        }
        if let efSearch = defaults.efSearch { values.append(("efSearch", efSearch)) }
        if let nprobe = defaults.nprobe { values.append(("nprobe", nprobe)) }
        return Parameters(values: values)
    }
}

extension VectorCode {
    /// Bits of a component.
    fileprivate var bits: Int {
        switch self {
        case .float32: 32
        case .bfloat16: 16
        case .rabitq8: 8
        case .rabitq4: 4
        case .rabitq2: 2
        case .rabitq1: 1
        }
    }
}
