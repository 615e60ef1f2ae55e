/// A kind of index with all that it is made with.
public enum IndexConfiguration: Sendable, Hashable, Codable {
    case flat(VectorStorage)
    case hnsw(HNSWParameters, VectorStorage)
    case ivfFlat(IVFParameters)
    case ivfPQ(IVFParameters, PQParameters, keep: VectorCode?)

    /// An empty index of this kind.
    public func makeIndex(dimension: Int, metric: Metric) throws(VectorIndexError) -> any VectorIndex {
        switch self {
        case .flat(let storage): try FlatIndex(dimension: dimension, metric: metric, storage: storage)
        case .hnsw(let parameters, let storage):
            try HNSWIndex(dimension: dimension, metric: metric, parameters: parameters, storage: storage)
        case .ivfFlat(let lists): try IVFFlatIndex(dimension: dimension, metric: metric, lists: lists)
        case .ivfPQ(let lists, let codes, let keep):
            try IVFPQIndex(dimension: dimension, metric: metric, lists: lists, codes: codes, keep: keep)
        }
    }

    /// With as many lists as suit so many vectors, where their number is not given: an index to which they are added bit by bit
    /// would divide itself by the first.
    func sized(for count: Int) -> IndexConfiguration {
        switch self {
        case .ivfFlat(let lists): .ivfFlat(lists.sized(for: count))
        case .ivfPQ(let lists, let codes, let keep): .ivfPQ(lists.sized(for: count), codes, keep: keep)
        case .flat, .hnsw: self
        }
    }

    /// Defaults that were found on some vectors, for more: the same share of the lists, and of a graph's candidates as many more
    /// as its searches take longer.
    func grown(_ defaults: SearchDefaults, from sample: Int, to count: Int) -> SearchDefaults {
        guard sample < count else { return defaults }
        var defaults = defaults
        switch self {
        case .hnsw:
            defaults.efSearch = defaults.efSearch.map {
                Int((Double($0) * growth(from: sample, to: count)).rounded(.up))
            }
        case .ivfFlat(let lists), .ivfPQ(let lists, _, _):
            let ratio = Double(lists.lists(for: count)) / Double(lists.lists(for: sample))
            defaults.nprobe = defaults.nprobe.map { Int((Double($0) * ratio).rounded(.up)) }
        case .flat: break
        }
        return defaults
    }

    /// How the time of a search grows from some vectors to more: that of a scan with their number, as that of lists whose
    /// number is given, of lists of which there are as many as the root of that with the root, and of a graph with its logarithm.
    func growth(from sample: Int, to count: Int) -> Double {
        let (sample, count) = (Double(max(sample, 2)), Double(max(count, 2)))
        return switch self {
        case .flat: count / sample
        case .hnsw: count.logarithm / sample.logarithm
        case .ivfFlat(let lists), .ivfPQ(let lists, _, _):
            lists.nlist == nil ? (count / sample).squareRoot() : count / sample
        }
    }

    /// How the time of a build grows from some vectors to more.
    func buildGrowth(from sample: Int, to count: Int) -> Double {
        let ratio = Double(count) / Double(max(sample, 1))
        return switch self {
        case .flat: ratio
        case .hnsw: ratio * growth(from: sample, to: count)
        // Each vector is compared with each centroid.
        case .ivfFlat(let lists), .ivfPQ(let lists, _, _):
            ratio * Double(lists.lists(for: count)) / Double(lists.lists(for: sample))
        }
    }

    /// About what a vector takes, before an index has been built.
    func estimatedBytes(dimension: Int) -> Int {
        // What the id, its place in a table and the slot's record take.
        let slot = 48
        return switch self {
        case .flat(let storage): storage.bytes(dimension: dimension) + slot
        case .hnsw(let parameters, let storage):
            storage.bytes(dimension: dimension) + Graph.bottomWidth(parameters) * 4 + slot
        case .ivfFlat: VectorStorage.float32.bytes(dimension: dimension) + slot
        case .ivfPQ(_, let codes, let keep):
            ((try? codes.shape(dimension: dimension)).map { $0.blockBytes / PQShape.block } ?? 0)
                + (keep.map { VectorStorage(walk: $0).bytes(dimension: dimension) } ?? 0) + slot
        }
    }
}

extension Double {
    /// To the base of 2, by halving: exact enough for a ratio, and without a C library.
    fileprivate var logarithm: Double { Double(exponent) + (significand - 1) }
}

extension IndexConfiguration: CustomStringConvertible {
    public var description: String {
        switch self {
        case .flat(let storage): "flat, \(storage.name)"
        case .hnsw(let parameters, let storage): "hnsw m \(parameters.m), \(storage.name)"
        case .ivfFlat(let lists): "ivfflat\(lists.nlist.map { " of \($0) lists" } ?? "")"
        case .ivfPQ(let lists, let codes, let keep):
            "ivfpq\(lists.nlist.map { " of \($0) lists" } ?? "") \(codes.bits.rawValue) bits, "
                + (keep.map { "\($0.rawValue) kept" } ?? "nothing kept")
        }
    }
}

extension VectorStorage {
    fileprivate var name: String {
        walk == keep ? "\(walk.rawValue) alone" : "\(walk.rawValue) with \(keep.rawValue) kept"
    }
}

extension IVFParameters {
    fileprivate func sized(for count: Int) -> IVFParameters {
        guard nlist == nil, count >= threshold else { return self }
        var sized = self
        sized.nlist = lists(for: count)
        return sized
    }
}
