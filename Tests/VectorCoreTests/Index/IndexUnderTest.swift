import Foundation
import VectorCore

/// Every kind of index, by the name its files carry; a new one joins the suites by a line here.
enum IndexUnderTest: String, CaseIterable, Sendable {
    case flat
    case flatOverCodes = "flat-codes"
    case flatOverBits = "flat-bits"
    case hnsw
    case hnswOverCodes = "hnsw-codes"
    case hnswOverHalves = "hnsw-halves"
    case ivfFlat = "ivfflat"
    case ivfPQ = "ivfpq"
    case ivfPQOfBytes = "ivfpq-bytes"

    /// What its files say that they hold.
    var fileKind: String {
        switch self {
        case .flat, .flatOverCodes, .flatOverBits: "flat"
        case .hnsw, .hnswOverCodes, .hnswOverHalves: "hnsw"
        case .ivfFlat: "ivfflat"
        case .ivfPQ, .ivfPQOfBytes: "ivfpq"
        }
    }

    /// Of some lists, each of which grows by itself.
    var isInverted: Bool { self == .ivfFlat || self == .ivfPQ || self == .ivfPQOfBytes }

    func make(_ dimension: Int, _ metric: Metric, seed: UInt64 = 0) throws -> any VectorIndex {
        switch self {
        case .flat: try FlatIndex(dimension: dimension, metric: metric)
        case .flatOverCodes: try scanned(dimension, metric, VectorStorage(walk: .rabitq4, keep: .float32))
        case .flatOverBits: try scanned(dimension, metric, VectorStorage(walk: .rabitq1, keep: .float32))
        case .hnsw: try graph(dimension, metric, seed, .float32)
        case .hnswOverCodes: try graph(dimension, metric, seed, VectorStorage(walk: .rabitq4, keep: .float32))
        case .hnswOverHalves: try graph(dimension, metric, seed, VectorStorage(walk: .bfloat16, keep: .float32))
        case .ivfFlat: try IVFFlatIndex(dimension: dimension, metric: metric, lists: lists(seed))
        case .ivfPQ: try IVFPQIndex(dimension: dimension, metric: metric, lists: lists(seed))
        case .ivfPQOfBytes:
            try IVFPQIndex(
                dimension: dimension, metric: metric, lists: lists(seed, from: 300, nprobe: 10),
                codes: PQParameters(bits: .eight, rotation: .random))
        }
    }

    func open(_ file: URL, checking: FileChecking = .onOpen) throws -> any VectorIndex {
        switch self {
        case .flat, .flatOverCodes, .flatOverBits: try FlatIndex.open(file, checking: checking)
        case .ivfFlat: try IVFFlatIndex.open(file, checking: checking)
        case .ivfPQ, .ivfPQOfBytes: try IVFPQIndex.open(file, checking: checking)
        default: try walked(HNSWIndex.open(file, checking: checking))
        }
    }

    private func scanned(_ dimension: Int, _ metric: Metric, _ storage: VectorStorage) throws -> FlatIndex {
        try FlatIndex(dimension: dimension, metric: metric, storage: storage, codesFrom: 20, kernels: .current)
    }

    /// Lists are made from the twentieth vector on, so that a test meets an index without and with them. Vectors by chance have
    /// no clusters: nearly all lists hold some of the nearest. 256 entries want more vectors than that.
    private func lists(_ seed: UInt64, from threshold: Int = 20, nprobe: Int = 9) -> IVFParameters {
        IVFParameters(nlist: 10, nprobe: nprobe, trainingThreshold: threshold, seed: seed)
    }

    /// Codes are made from the twentieth vector on, so that a test meets the index without and with them.
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
        case .flatOverCodes, .flatOverBits: 0.99
        // One list of ten is not looked at.
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
