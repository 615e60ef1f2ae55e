/// What an index of coded lists holds: the vectors by slot, as they are kept, and once it is trained the lists.
struct IVFPQLists: ~Copyable {
    let dimension: Int
    let metric: Metric
    let parameters: IVFParameters
    let codes: PQParameters
    let shape: PQShape
    /// What is kept of each vector beside its code; nil for nothing.
    let keep: VectorCode?
    let kernels: Kernels
    var slots = DenseSlots()
    /// The vectors by slot; nil where nothing but codes is kept and there are codes.
    var vectors: VectorStore?
    /// nil before the training.
    var coder: ListCoder?
    var lists: PostingLists
    /// Of each slot its list and the position there.
    var places: [ListPlace] = []
    /// For a store that keeps codes.
    var scratch = SearchScratch(links: 1)

    init(
        dimension: Int, metric: Metric, parameters: IVFParameters, codes: PQParameters, keep: VectorCode?,
        kernels: Kernels
    ) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        try parameters.check()
        let shape = try codes.shape(dimension: dimension)
        self.shape = shape
        self.dimension = dimension
        self.metric = metric
        self.parameters = parameters
        self.codes = codes
        self.keep = keep
        self.kernels = kernels
        lists = PostingLists(count: 0, blockBytes: shape.blockBytes)
        vectors = Self.store(keep ?? .float32, dimension, metric, parameters.seed, kernels)
    }

    static func store(
        _ code: VectorCode, _ dimension: Int, _ metric: Metric, _ seed: UInt64, _ kernels: Kernels
    ) -> VectorStore {
        VectorStore(
            dimension: dimension, metric: metric, storage: VectorStorage(walk: code), enough: .max, seed: seed,
            kernels: kernels, budget: nil)
    }

    var count: Int { slots.count }
    var isTrained: Bool { coder != nil }

    var bytes: Int {
        (vectors?.bytes(slots: count) ?? 0) + slots.bytes + lists.bytes + places.capacity * 8 + (coder?.bytes ?? 0)
    }

    /// The vector under an id as exactly as it is kept.
    func vector(for id: Int64) -> [Float]? {
        guard let slot = slots[id] else { return nil }
        if let vectors { return vectors[Int(slot)] }
        return coder?.decode(code(of: slot), list: Int(places[Int(slot)].list))
    }

    /// The codes of a slot's parts.
    func code(of slot: UInt32) -> [UInt8] {
        let place = places[Int(slot)]
        // SAFETY: the place is one of the list's.
        let column = unsafe lists.column(Int(place.position), of: Int(place.list))
        return (0..<shape.parts).map { part in
            switch shape.bits {
            case .four: unsafe column[part / 2 * PQShape.block] >> UInt8(part % 2 * 4) & 15
            case .eight: unsafe column[part * PQShape.block]
            }
        }
    }

    // MARK: - Files

    /// Takes over what a file holds; it was checked.
    mutating func restore(slots: DenseSlots, coder: ListCoder?, lists: consuming PostingLists, places: [ListPlace]) {
        self.slots = slots
        self.coder = coder
        self.lists = lists
        self.places = places
        if coder != nil, keep == nil { vectors = nil }
    }
}

/// Where a vector lies.
struct ListPlace: Sendable {
    var list: UInt32
    var position: UInt32
}
