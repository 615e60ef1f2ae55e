import Foundation
import VectorCore

/// Every kind of index, by the name its files carry; a new one joins the suites by a line here.
enum IndexUnderTest: String, CaseIterable, Sendable {
    case flat
    case hnsw
    case hnswOverCodes = "hnsw-codes"
    case hnswOverHalves = "hnsw-halves"
    case ivfFlat = "ivfflat"
    case ivfPQ = "ivfpq"
    case ivfPQOfBytes = "ivfpq-bytes"

    /// What its files say that they hold.
    var fileKind: String {
        switch self {
        case .flat: "flat"
        case .hnsw, .hnswOverCodes, .hnswOverHalves: "hnsw"
        case .ivfFlat: "ivfflat"
        case .ivfPQ, .ivfPQOfBytes: "ivfpq"
        }
    }

    var fileVersion: Int { self == .flat || self == .hnsw ? 1 : 2 }

    func make(_ dimension: Int, _ metric: Metric, seed: UInt64 = 0) throws -> any VectorIndex {
        switch self {
        case .flat: try FlatIndex(dimension: dimension, metric: metric)
        case .hnsw: try graph(dimension, metric, seed, .float32)
        case .hnswOverCodes: try graph(dimension, metric, seed, VectorStorage(walk: .rabitq4, keep: .float32))
        case .hnswOverHalves: try graph(dimension, metric, seed, VectorStorage(walk: .bfloat16, keep: .float32))
        case .ivfFlat: try IVFFlatIndex(dimension: dimension, metric: metric, lists: lists(seed))
        case .ivfPQ: try IVFPQIndex(dimension: dimension, metric: metric, lists: lists(seed))
        case .ivfPQOfBytes:
            try IVFPQIndex(
                dimension: dimension, metric: metric, lists: lists(seed),
                codes: PQParameters(bits: .eight, rotation: .random))
        }
    }

    func open(_ file: URL) throws -> any VectorIndex {
        switch self {
        case .flat: try FlatIndex.open(file)
        case .ivfFlat: try IVFFlatIndex.open(file)
        case .ivfPQ, .ivfPQOfBytes: try IVFPQIndex.open(file)
        default: try walked(HNSWIndex.open(file))
        }
    }

    /// Lists are made from the twentieth vector on, so that a test meets an index without and with them. Vectors by chance have
    /// no clusters: nearly all lists hold some of the nearest.
    private func lists(_ seed: UInt64) -> IVFParameters {
        IVFParameters(nlist: 10, nprobe: 9, trainingThreshold: 20, seed: seed)
    }

    /// Codes are made from the twentieth vector on, so that a test meets the graph without and with them.
    private func graph(
        _ dimension: Int, _ metric: Metric, _ seed: UInt64, _ storage: VectorStorage
    ) throws -> HNSWIndex {
        try walked(
            HNSWIndex(
                dimension: dimension, metric: metric, parameters: HNSWParameters(seed: seed), storage: storage,
                codesFrom: 20))
    }

    /// Small as the tests' indexes are, searches shall go through the graph.
    private func walked(_ index: HNSWIndex) -> HNSWIndex {
        index.neverScanUnfiltered()
        return index
    }

    /// What recall@10 must not fall below; 1 for an exact index.
    var recallFloor: Double {
        switch self {
        case .flat: 1
        // One list of ten is not looked at, and codebooks that were learned from as few vectors as they have entries are exact
        // for these, and say nothing of the others' error.
        case .ivfFlat, .ivfPQ, .ivfPQOfBytes: 0.95
        default: 0.97
        }
    }
}

/// A trivially slow index: what the others must agree with.
struct OracleIndex {
    let metric: Metric
    var vectors: [Int64: [Float]] = [:]

    func nearest(_ query: [Float], k: Int, where isAllowed: (Int64) -> Bool = { _ in true }) -> [(Int64, Double)] {
        let all = vectors.filter { isAllowed($0.key) }
            .map { ($0.key, Oracle.distance(query[...], $0.value[...], metric)) }
        return Array(all.sorted { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0 < $1.0 }.prefix(k))
    }

    /// How many of the found distances are as good as the true ones; equal distances count whatever their ids are.
    func recall(_ found: [Neighbor], _ truth: [(Int64, Double)]) -> Double {
        guard let worst = truth.last?.1 else { return found.isEmpty ? 1 : 0 }
        return Double(found.count { Double($0.distance) <= worst + 1e-5 * max(1, abs(worst)) }) / Double(truth.count)
    }
}
