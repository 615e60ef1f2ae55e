import VectorCore

/// Makes vector indexes of a definition's kind.
struct VectorIndexMaker: Sendable {
    let dimension: Int
    private let metric: Metric
    /// What was asked for; nil for the kind that suits the number of vectors.
    let configuration: IndexConfiguration?
    private let defaults: SearchDefaults?

    init(dimension: Int, definition: IndexDefinition) {
        self.dimension = dimension
        metric = definition.metric
        configuration = definition.configuration
        defaults = definition.searchDefaults
    }

    /// An exact index of no vectors.
    func exact() throws -> FlatIndex { try FlatIndex(dimension: dimension, metric: metric) }

    /// What an index is before it has vectors.
    func empty() throws -> any VectorIndex {
        try made(configuration ?? .flat(.float32))
    }

    /// Whether so many vectors are searched one by one.
    func isExact(_ count: Int, _ limits: IndexLimits) -> Bool {
        guard let configuration else { return count <= limits.flat }
        return configuration == .flat(.float32)
    }

    /// Whether the kind divides vectors into lists, which it learns once.
    var divides: Bool {
        switch configuration {
        case .ivfFlat, .ivfPQ: true
        case .flat, .hnsw, nil: false
        }
    }

    /// An index of all vectors of some others.
    func index(of parts: [any VectorIndex]) throws -> any VectorIndex {
        let total = parts.reduce(0) { $0 + $1.count }
        let index = try made(sized(for: total))
        for part in parts {
            let ids = part.ids
            // A graph links a batch the faster the larger it is beside what it holds.
            for start in stride(from: 0, to: ids.count, by: 16_384) {
                try Task.checkCancellation()
                try copy(Array(ids[start..<min(start + 16_384, ids.count)]), from: part, into: index)
            }
        }
        return index
    }

    func copy(_ ids: [Int64], from part: any VectorIndex, into index: any VectorIndex) throws {
        var vectors = Matrix(columns: dimension)
        var present: [Int64] = []
        for id in ids {
            guard let vector = part.vector(for: id) else { continue }
            try vectors.append(vector)
            present.append(id)
        }
        try index.add(vectors, ids: present)
    }

    private func made(_ configuration: IndexConfiguration) throws -> any VectorIndex {
        let index = try configuration.makeIndex(dimension: dimension, metric: metric)
        if let defaults { index.searchDefaults = defaults }
        return index
    }

    /// Inverted files learn their lists when all vectors are there, not from the first of them.
    private func sized(for count: Int) -> IndexConfiguration {
        func learning(_ lists: IVFParameters) -> IVFParameters {
            // Of fewer vectors than this a list is not learned; see ``IVFParameters/trainingThreshold``.
            let least = lists.nlist.map { 32 * $0 } ?? 4_096
            guard lists.trainingThreshold == nil, count >= least else { return lists }
            var lists = lists
            lists.trainingThreshold = count
            return lists
        }
        return switch configuration {
        case .ivfFlat(let lists): .ivfFlat(learning(lists))
        case .ivfPQ(let lists, let codes, let keep): .ivfPQ(learning(lists), codes, keep: keep)
        case .flat, .hnsw: configuration ?? .flat(.float32)
        case nil: .hnsw(HNSWParameters(), .recommended(dimension: dimension))
        }
    }
}
