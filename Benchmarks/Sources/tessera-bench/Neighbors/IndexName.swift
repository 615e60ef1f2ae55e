import ArgumentParser
import Foundation
import VectorCore

/// The indexes that can be asked for by name.
enum IndexName: String, CaseIterable, ExpressibleByArgument {
    case flat, hnsw
    case hnswBF16 = "hnsw-bf16"
    case hnswU8 = "hnsw-u8"
    case hnswU4 = "hnsw-u4"
    case hnswRaBitQ = "hnsw-rabitq"
    case flatU8 = "flat-u8"
    case flatRaBitQ = "flat-rabitq"
    case ivf, ivfpq

    /// An empty index of this name. Another one is another line.
    func make(dimension: Int, metric: Metric, _ parameters: Parameters) throws -> any VectorIndex {
        switch self {
        case .flat: try FlatIndex(dimension: dimension, metric: metric)
        case .hnsw, .hnswBF16, .hnswU8, .hnswU4, .hnswRaBitQ:
            try HNSWIndex(
                dimension: dimension, metric: metric, parameters: parameters.ofGraph,
                storage: try storage(parameters))
        case .flatU8, .flatRaBitQ:
            try FlatIndex(dimension: dimension, metric: metric, storage: try storage(parameters))
        case .ivf:
            try IVFFlatIndex(dimension: dimension, metric: metric, lists: parameters.ofLists)
        case .ivfpq:
            try IVFPQIndex(
                dimension: dimension, metric: metric, lists: parameters.ofLists, codes: parameters.ofCodes,
                keep: try kept(parameters))
        }
    }

    /// The index in a file.
    func open(_ file: URL, checking: FileChecking = .onOpen) throws -> any VectorIndex {
        switch self {
        case .flat, .flatU8, .flatRaBitQ: try FlatIndex.open(file, checking: checking)
        case .ivf: try IVFFlatIndex.open(file, checking: checking)
        case .ivfpq: try IVFPQIndex.open(file, checking: checking)
        case .hnsw, .hnswBF16, .hnswU8, .hnswU4, .hnswRaBitQ: try HNSWIndex.open(file, checking: checking)
        }
    }

    /// Whether it is a graph, which peers have too.
    var isGraph: Bool { rawValue.hasPrefix("hnsw") }

    /// The index that peers have, too.
    var family: IndexName {
        switch self {
        case .flat, .flatU8, .flatRaBitQ: .flat
        case .ivf: .ivf
        case .ivfpq: .ivfpq
        case .hnsw, .hnswBF16, .hnswU8, .hnswU4, .hnswRaBitQ: .hnsw
        }
    }

    /// What `--set` and `--sweep` may name, and its value when they do not.
    typealias Parameter = (key: String, standard: Int, range: ClosedRange<Int>)

    var parameters: [Parameter] {
        let kept: [Parameter] = [("keep", 32, 0...32), ("rerank", 0, 0...1_000_000)]
        // 0 leaves each to the index.
        let lists: [Parameter] = [("nlist", 0, 0...1_048_576), ("nprobe", 0, 0...1_048_576)]
        switch self {
        case .flat: return []
        case .flatU8, .flatRaBitQ: return kept
        case .ivf: return lists
        case .ivfpq: return kept + lists + [("bits", 4, 4...8), ("components", 0, 0...65_536)]
        case .hnsw, .hnswBF16, .hnswU8, .hnswU4, .hnswRaBitQ: break
        }
        // scanFactor is for Tessera's graph alone: 0 walks it however small it is, -1 leaves it to the index.
        return (self == .hnsw ? [] : kept) + [
            ("m", 16, 2...256), ("efConstruction", 200, 1...100_000), ("efSearch", 64, 1...1_000_000),
            ("scanFactor", -1, -1...1_000_000),
            // Ends a search by distance: efSearch · this / 10,000 is then the slack. 0 ends it by count.
            ("adaptive", 0, 0...10_000),
        ]
    }

    /// The parameters that a built index no longer changes.
    static let ofBuild: Set<String> = ["m", "efConstruction", "keep", "nlist", "bits", "components"]

    /// What is kept of each vector beside a code, `keep` bits a component; nil for nothing.
    private func kept(_ parameters: Parameters) throws -> VectorCode? {
        let codes: [Int: VectorCode] = [
            2: .rabitq2, 4: .rabitq4, 8: .rabitq8, 16: .bfloat16, 32: .float32,
        ]
        let kept = parameters["keep"] ?? 0
        guard kept == 0 || codes[kept] != nil else { throw Refusal("keep must be 0, 2, 4, 8, 16 or 32, not \(kept)") }
        return codes[kept]
    }

    /// What an index of this name is walked or scanned over, and what is kept beside that.
    private func storage(_ parameters: Parameters) throws -> VectorStorage {
        let walk: VectorCode =
            switch self {
            case .hnswBF16: .bfloat16
            case .hnswU8, .flatU8: .rabitq8
            case .flatRaBitQ: .rabitq1
            case .hnswU4: .rabitq4
            case .hnswRaBitQ: .rabitq2
            default: .float32
            }
        return VectorStorage(walk: walk, keep: try kept(parameters))
    }
}

extension Parameters {
    /// What an index has when nothing is asked for.
    init(standardOf index: IndexName) {
        self.init(values: index.parameters.map { ($0.key, $0.standard) })
    }

    var ofGraph: HNSWParameters {
        HNSWParameters(m: self["m"] ?? 16, efConstruction: self["efConstruction"] ?? 200)
    }

    var ofLists: IVFParameters { IVFParameters(nlist: given("nlist")) }

    var ofCodes: PQParameters {
        PQParameters(bits: self["bits"] == 8 ? .eight : .four, componentsPerPart: given("components"))
    }

    /// A parameter of which 0 stands for what the index thinks best.
    func given(_ key: String) -> Int? { self[key].flatMap { $0 == 0 ? nil : $0 } }
}
