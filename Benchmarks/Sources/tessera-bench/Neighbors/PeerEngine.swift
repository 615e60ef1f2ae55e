import CPeers
import VectorCore

/// hnswlib's or faiss's index from its C++ library.
final class PeerEngine: NeighborEngine {
    let name: String
    let kind: IndexName
    private(set) var answer: [Int64]
    let index: OpaquePointer
    private let task: NeighborTask
    /// Both libraries search by cosine over vectors that the caller has normalised.
    let queries: Matrix

    static let names = ["hnswlib": PEER_HNSWLIB, "faiss": PEER_FAISS, "hnswlib-0.8": PEER_HNSWLIB_FILTER]

    private static let kinds: [IndexName: peer_kind] = [
        .flat: PEER_FLAT, .hnsw: PEER_HNSW, .ivf: PEER_IVF, .ivfpq: PEER_IVFPQ,
    ]

    /// How much a search looks at.
    private func reach(_ parameters: Parameters) -> Int { parameters[kind.isGraph ? "efSearch" : "nprobe"] ?? 0 }

    /// - Throws: ``Refusal`` when the library is not built in, or has nothing that compares with the index.
    static func check(_ name: String, for index: IndexName) throws {
        guard let engine = names[name] else {
            throw Refusal("--compare knows hnswlib and faiss, not '\(name)'")
        }
        guard peer_available(engine) else {
            let remedy = engine == PEER_HNSWLIB_FILTER ? "run Benchmarks/fetch-peers.sh" : "install lib\(name)-dev"
            throw Refusal("this program was built without \(name); \(remedy) and build again")
        }
        guard name == "faiss" || index.family == .hnsw || index.family == .flat else {
            throw Refusal("\(name) has no index of lists; compare \(index.rawValue) with faiss")
        }
    }

    /// Builds the library's index that compares with one of Tessera's; what is prepared before does not count towards
    /// its cost.
    static func build(
        _ name: String, for index: IndexName, _ parameters: Parameters, _ task: NeighborTask, threads: Int
    ) throws -> (PeerEngine, Cost) {
        let base = task.metric == .cosine ? task.base.normalized() : task.base
        let engine = try PeerEngine(name, index.family, parameters, task)
        let ((), cost) = try Cost.measuring {
            try checked {
                peer_add(engine.index, base.values, base.rows, Int32(clamping: threads), $0, $1)
            }
        }
        return (engine, cost)
    }

    private init(_ name: String, _ kind: IndexName, _ parameters: Parameters, _ task: NeighborTask) throws {
        try Self.check(name, for: kind)
        self.name = name
        self.kind = kind
        self.task = task
        queries = task.metric == .cosine ? task.queries.normalized() : task.queries
        answer = [Int64](repeating: -1, count: task.queries.rows * task.k)
        var made: OpaquePointer?
        try checked {
            made = peer_make(
                Self.names[name] ?? PEER_FAISS, Self.kinds[kind] ?? PEER_FLAT,
                task.metric == .squaredL2 ? PEER_SQUARED_L2 : PEER_INNER_PRODUCT, task.base.columns, task.base.rows,
                parameters[kind.isGraph ? "m" : "nlist"] ?? 0, parameters["efConstruction"] ?? 0, $0, $1)
            return made != nil
        }
        guard let made else { throw Refusal("\(name) made no index") }
        index = made
    }

    deinit { peer_free(index) }

    var bytesPerVector: Double? { Double(peer_bytes(index)) / Double(task.base.rows) }

    func searchAll(_ parameters: Parameters, threads: Int) throws {
        try checked {
            peer_search(
                index, queries.values, queries.rows, task.k, reach(parameters), Int32(clamping: threads),
                &answer, $0, $1)
        }
    }

    func distances(_ parameters: Parameters) throws -> Double? {
        var count = 0.0
        try checked {
            peer_count_distances(
                index, queries.values, queries.rows, task.k, reach(parameters), &count, $0, $1)
        }
        return count.isNaN ? nil : count / Double(queries.rows)
    }

    func search(query: Int, _ parameters: Parameters) throws {
        let size = queries.columns
        var labels = [Int64](repeating: -1, count: task.k)
        try checked { message, messageSize in
            queries.values.withUnsafeBufferPointer { values in
                peer_search(
                    index, values.baseAddress.map { $0 + query * size }, 1, task.k, reach(parameters), 1,
                    &labels, message, messageSize)
            }
        }
    }
}

/// Calls a function that fails with false and a message.
func checked(_ call: (UnsafeMutablePointer<CChar>?, Int) -> Bool) throws {
    let message = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 512)
    defer { message.deallocate() }
    message.initialize(repeating: 0)
    guard call(message.baseAddress, message.count) else {
        throw Refusal(message.baseAddress.map { String(cString: $0) } ?? "the library failed")
    }
}

extension Matrix {
    /// Every row at length 1; a row of zeros stays.
    func normalized() -> Matrix {
        var values = self.values
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let square = values[range].reduce(0) { $0 + Double($1) * Double($1) }
            guard square > 0 else { continue }
            let scale = 1 / square.squareRoot()
            for at in range { values[at] = Float(Double(values[at]) * scale) }
        }
        return Matrix(rows: rows, columns: columns, values: values)
    }
}
