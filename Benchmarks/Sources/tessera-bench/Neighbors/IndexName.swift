import ArgumentParser
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

    /// An empty index of this name; nil of one that is still to come. Another one is another line.
    func make(dimension: Int, metric: Metric, _ parameters: Parameters) throws -> (any VectorIndex)? {
        switch self {
        case .flat: try FlatIndex(dimension: dimension, metric: metric)
        case .hnsw, .hnswBF16, .hnswU8, .hnswU4, .hnswRaBitQ:
            try HNSWIndex(
                dimension: dimension, metric: metric, parameters: parameters.ofGraph,
                storage: try storage(parameters))
        default: nil
        }
    }

    /// Names are kept for indexes to come, so that scripts can tell a missing index from a misspelt one.
    var isHere: Bool {
        (try? make(dimension: 1, metric: .squaredL2, Parameters(standardOf: self))) != nil
    }

    /// Whether it is a graph, which peers have too.
    var isGraph: Bool { rawValue.hasPrefix("hnsw") }

    /// What `--set` and `--sweep` may name, and its value when they do not.
    typealias Parameter = (key: String, standard: Int, range: ClosedRange<Int>)

    var parameters: [Parameter] {
        guard isGraph else { return [] }
        // scanFactor is for Tessera's graph alone: 0 walks it however small it is, -1 leaves it to the index.
        let kept: [Parameter] = self == .hnsw ? [] : [("keep", 32, 0...32), ("rerank", 0, 0...1_000_000)]
        return kept + [
            ("m", 16, 2...256), ("efConstruction", 200, 1...100_000), ("efSearch", 64, 1...1_000_000),
            ("scanFactor", -1, -1...1_000_000),
            // Ends a search by distance: efSearch · this / 10,000 is then the slack. 0 ends it by count.
            ("adaptive", 0, 0...10_000),
        ]
    }

    /// The parameters that a built index no longer changes.
    static let ofBuild: Set<String> = ["m", "efConstruction", "keep"]

    /// What a graph of this name is walked over, and `keep` bits a component beside that, 0 for none.
    private func storage(_ parameters: Parameters) throws -> VectorStorage {
        let codes: [Int: VectorCode] = [
            1: .rabitq1, 2: .rabitq2, 4: .rabitq4, 8: .rabitq8, 16: .bfloat16, 32: .float32,
        ]
        let walk: VectorCode =
            switch self {
            case .hnswBF16: .bfloat16
            case .hnswU8: .rabitq8
            case .hnswU4: .rabitq4
            case .hnswRaBitQ: .rabitq2
            default: .float32
            }
        let kept = parameters["keep"] ?? 0
        guard kept == 0 || codes[kept] != nil else { throw Refusal("keep must be 0, 2, 4, 8, 16 or 32, not \(kept)") }
        return VectorStorage(walk: walk, keep: kept == 0 ? nil : codes[kept])
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
}
