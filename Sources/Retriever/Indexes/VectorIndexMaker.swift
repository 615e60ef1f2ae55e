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

    /// An index of all vectors of some others, and for how many its search was tuned; 0 if it was not.
    func index(of parts: [any VectorIndex]) throws -> (index: any VectorIndex, tunedFor: Int) {
        let ids = parts.map(\.ids)
        let total = ids.reduce(0) { $0 + $1.count }
        let index = try made(sized(for: total))
        // Those that ask must not be in it yet: a graph finds what it holds by looking at less.
        let step = tunes(index) ? total / Self.questions : 0
        var number = 0
        var asking = Matrix(columns: dimension)
        var late: [[Int64]] = []
        for (part, ids) in zip(parts, ids) {
            var early: [Int64] = []
            var held: [Int64] = []
            for id in ids {
                number += 1
                if step > 1, number % step == 0 { held.append(id) } else { early.append(id) }
            }
            for id in held {
                if let vector = part.vector(for: id) { try asking.append(vector) }
            }
            // A graph links a batch the faster the larger it is beside what it holds.
            for start in stride(from: 0, to: early.count, by: 16_384) {
                try Task.checkCancellation()
                try copy(Array(early[start..<min(start + 16_384, early.count)]), from: part, into: index)
            }
            late.append(held)
        }
        let tunedFor = try tune(index, by: asking)
        for (part, ids) in zip(parts, late) { try copy(ids, from: part, into: index) }
        return (index, tunedFor)
    }

    // MARK: - How much searches look at

    /// So many vectors ask at most when a search is tuned; about as many as tell a recall of .95 from one of .93.
    static let questions = 256

    /// Whether searches of an index look at a part of it, and nobody has said how much.
    func tunes(_ index: any VectorIndex) -> Bool {
        if defaults != nil || index is FlatIndex { return false }
        return switch configuration {
        case .ivfFlat(let lists), .ivfPQ(let lists, _, _): lists.nprobe == nil
        case .flat, .hnsw, nil: true
        }
    }

    /// Makes searches look at as much as ``TuningGoal/recall`` needs.
    ///
    /// - Parameter asking: Vectors that are not in the index.
    /// - Returns: For how many vectors it was tuned; 0 if there is too little to tell.
    func tune(_ index: any VectorIndex, by asking: Matrix) throws -> Int {
        guard tunes(index), asking.rows >= Self.questions / 4, index.count >= 2 else { return 0 }
        let tuner = IndexTuner(metric: metric, queryCount: Self.questions)
        do {
            try tuner.tuneSearch(of: index, queries: asking)
        } catch  where error.code == .goalNotReached {
            // It stays as it is: codes alone may be too coarse.
        }
        return index.count
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
