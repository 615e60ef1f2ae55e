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
    private(set) var slots = DenseSlots()
    /// The vectors by slot; nil where nothing but codes is kept and there are codes.
    private(set) var vectors: VectorStore?
    /// nil before the training.
    private(set) var coder: ListCoder?
    private(set) var lists: PostingLists
    /// Of each slot its list and the position there.
    private(set) var places: [ListPlace] = []
    private var scratch = SearchScratch(links: 1)

    init(
        dimension: Int, metric: Metric, parameters: IVFParameters, codes: PQParameters, keep: VectorCode?, kernels: Kernels
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

    // MARK: - Changes

    /// Replaces the vectors of ids that are present and appends the others; on failure nothing has changed.
    mutating func put(_ matrix: Matrix, ids: [Int64], threads: Int) throws(VectorIndexError) {
        try vectors?.reserve(count + ids.count)
        if let vectors, vectors.isCalibrationDue(slots: 0) { vectors.calibrate(with: matrix, slots: 0, scratch: &scratch) }
        slots.reserve(count + ids.count)
        let first = count
        // Ids that are present keep their slots; they leave their lists before they are coded anew.
        let targets = ids.map { id -> UInt32 in
            guard let slot = slots[id] else { return slots.append(id) }
            if isTrained { unlist(slot) }
            return slot
        }
        if let vectors {
            for row in 0..<matrix.rows { vectors.set(Int(targets[row]), to: matrix[row: row], scratch: &scratch) }
        }
        if isTrained {
            places += repeatElement(ListPlace(list: 0, position: 0), count: count - first)
            list(matrix, targets, threads: threads)
        } else if count >= parameters.threshold {
            train(nil, threads: threads)
        }
    }

    mutating func remove(_ id: Int64) -> Bool {
        guard let (slot, last) = slots.remove(id) else { return false }
        if isTrained {
            unlist(slot)
            if slot != last {
                let place = places[Int(last)]
                places[Int(slot)] = place
                lists.setSlot(slot, at: Int(place.position), of: Int(place.list))
            }
            places.removeLast()
        }
        if slot != last { vectors?.kept.copy(Int(last), to: Int(slot)) }
        return true
    }

    /// Takes a slot out of its list.
    private mutating func unlist(_ slot: UInt32) {
        let place = places[Int(slot)]
        if let moved = lists.remove(at: Int(place.position), of: Int(place.list)) {
            places[Int(moved)].position = place.position
        }
    }

    /// Codes vectors, on many threads, and appends them to their lists.
    private mutating func list(_ matrix: Matrix, _ targets: [UInt32], threads: Int) {
        guard let coder else { return }
        BLAS.setThreads(1)
        let size = Centroids.pointsPerBlock
        let metric = metric
        let blocks = parallelMap(count: (matrix.rows + size - 1) / size, threads: threads) { index in
            let rows = index * size..<min((index + 1) * size, matrix.rows)
            // SAFETY: a prepared block of the rows.
            return unsafe Self.withPrepared(matrix, rows, metric: metric) { block in
                unsafe coder.code(block, stride: matrix.columns, count: rows.count)
            }
        }
        var sizes = [Int](repeating: 0, count: lists.count)
        for block in blocks { for list in block.lists { sizes[Int(list)] += 1 } }
        for list in sizes.indices where sizes[list] > 0 { lists.reserve(lists[list].count + sizes[list], in: list) }
        for (index, block) in blocks.enumerated() {
            unsafe block.forEach { row, list, addend, code in
                let slot = targets[index * size + row]
                let position = unsafe lists.append(slot: slot, code: code, addend: addend, to: list)
                places[Int(slot)] = ListPlace(list: UInt32(list), position: position)
            }
        }
    }

    /// Rows as they are stored: normalised where the metric asks for it.
    @unsafe
    private static func withPrepared<Result>(
        _ matrix: Matrix, _ rows: Range<Int>, metric: Metric, _ body: (UnsafePointer<Float>) -> Result
    ) -> Result {
        unsafe matrix.values.withUnsafeBufferPointer { values in
            let first = unsafe values.baseAddress.unsafelyUnwrapped + rows.lowerBound * matrix.columns
            guard metric == .cosine else { return unsafe body(first) }
            return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * matrix.columns) { block in
                let target = unsafe block.baseAddress.unsafelyUnwrapped
                for row in 0..<rows.count {
                    let source = unsafe UnsafeBufferPointer(start: first + row * matrix.columns, count: matrix.columns)
                    unsafe Normalization.store(source, to: target + row * matrix.columns, metric: metric)
                }
                return unsafe body(target)
            }
        }
    }

    // MARK: - Training

    /// Learns centroids and codebooks and codes all vectors anew.
    ///
    /// - Parameter sample: Vectors to learn from; nil for those that are there.
    mutating func train(_ sample: Matrix?, threads: Int) {
        let number = sample?.rows ?? count
        guard number > 0 else { return }
        let clustering = parameters.clustering(max(number, count))
        let wanted = clustering.clusters.multipliedSaturating(by: clustering.pointsPerCluster)
        let points = sample.map { Self.prepared($0, metric: metric, at: SampledRows(wanted, of: $0.rows, seed: parameters.seed)) }
            ?? held(SampledRows(wanted, of: count, seed: parameters.seed))
        let centroids = clustering.run(points, threads: threads, kernels: kernels)
        let quantizer = ProductQuantizer.train(
            residuals(points, centroids, threads: threads), shape: shape, parameters: codes, seed: parameters.seed,
            threads: threads, kernels: kernels)
        let all = held(SampledRows(count, of: count, seed: 0))
        coder = ListCoder(centroids: centroids, quantizer: quantizer, metric: metric)
        lists = PostingLists(count: centroids.count, blockBytes: shape.blockBytes)
        places = [ListPlace](repeating: ListPlace(list: 0, position: 0), count: count)
        list(all, Array(0..<UInt32(count)), threads: threads)
        if keep == nil { vectors = nil }
    }

    private static func prepared(_ matrix: Matrix, metric: Metric, at rows: SampledRows) -> Matrix {
        var result = Matrix(columns: matrix.columns)
        for row in rows {
            let vector = QueryVector(matrix[row: row], dimension: matrix.columns, metric: metric)
            try? result.append(vector.components(matrix.columns))
        }
        return result
    }

    /// Vectors that are there, as they are kept.
    private func held(_ rows: SampledRows) -> Matrix {
        var values: [Float] = []
        var number = 0
        for row in rows {
            values += vectors?[row] ?? coder?.decode(code(of: UInt32(row)), list: Int(places[row].list)) ?? []
            number += 1
        }
        return Matrix(rows: number, columns: dimension, values: values)
    }

    /// What points differ from their centroids by.
    private func residuals(_ points: Matrix, _ centroids: Centroids, threads: Int) -> Matrix {
        let wanted = shape.entries.multipliedSaturating(by: codes.pointsPerEntry)
        let sample = points.sample(wanted, seed: parameters.seed ^ 1)
        var values = sample.values
        let places = centroids.assign(sample, threads: threads).places
        for row in 0..<sample.rows {
            let first = Int(places[row]) * dimension
            for column in 0..<dimension {
                values[row * dimension + column] -= centroids.vectors.values[first + column]
            }
        }
        return Matrix(rows: sample.rows, columns: dimension, values: values)
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

extension VectorRowsOfAnyCode {
    /// Copies a row.
    func copy(_ source: Int, to target: Int) {
        switch self {
        case .float32(let rows): rows.copy(source, to: target)
        case .bfloat16(let rows): rows.rows.copy(source, to: target)
        case .rabitq(let rows): rows.rows.copy(source, to: target)
        }
    }
}

extension SegmentedRows {
    /// Copies a row.
    func copy(_ source: Int, to target: Int) {
        // SAFETY: both rows are below the capacity.
        unsafe self[target].update(from: self[source], count: width)
    }
}
