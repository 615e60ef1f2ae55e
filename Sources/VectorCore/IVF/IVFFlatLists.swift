/// What an index of lists of vectors holds: before the training one list with all.
struct IVFFlatLists: ~Copyable {
    let dimension: Int
    let metric: Metric
    let parameters: IVFParameters
    let kernels: Kernels
    private(set) var rows: ListedRows
    /// nil before the training.
    private(set) var order: ProbeOrder?

    init(dimension: Int, metric: Metric, parameters: IVFParameters, kernels: Kernels) throws(VectorIndexError) {
        try InputChecks.dimension(dimension)
        try parameters.check()
        self.dimension = dimension
        self.metric = metric
        self.parameters = parameters
        self.kernels = kernels
        rows = ListedRows(dimension: dimension, metric: metric, lists: 1, kernels: kernels)
    }

    var count: Int { rows.count }
    var centroids: Centroids? { order?.centroids }

    var bytes: Int { rows.bytes + (order.map { $0.bytes + $0.centroids.vectors.values.count * 4 } ?? 0) }

    // MARK: - Changes

    /// Replaces the vectors of ids that are present and appends the others; on failure nothing has changed.
    mutating func put(_ matrix: Matrix, ids: [Int64], threads: Int) throws(VectorIndexError) {
        try rows.reserve(more: ids.count)
        let places = places(matrix, threads: threads)
        for row in 0..<matrix.rows {
            _ = rows.remove(ids[row])
            rows.append(matrix[row: row], id: ids[row], to: places.isEmpty ? 0 : Int(places[row]))
        }
        if centroids == nil, count >= parameters.threshold {
            // Without the memory for it the index goes on without lists.
            try? train(nil, threads: threads)
        }
    }

    mutating func remove(_ id: Int64) -> Bool { rows.remove(id) }

    /// The list of each vector; empty before the training.
    private func places(_ matrix: Matrix, threads: Int) -> [UInt32] {
        guard let centroids else { return [] }
        BLAS.setThreads(1)
        return centroids.assign(metric == .cosine ? prepared(matrix) : matrix, threads: threads).places
    }

    private func prepared(_ matrix: Matrix) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(matrix.values.count)
        var vector = QueryVector(dimension: dimension)
        for row in 0..<matrix.rows {
            vector.replace(with: matrix[row: row], metric: metric)
            vector.append(dimension, to: &values)
        }
        return Matrix(rows: matrix.rows, columns: dimension, values: values)
    }

    // MARK: - Training

    /// Learns centroids and divides all vectors anew.
    ///
    /// - Parameter sample: Vectors to learn from; nil for those that are there.
    mutating func train(_ sample: Matrix?, threads: Int) throws(VectorIndexError) {
        let number = sample?.rows ?? count
        guard number > 0 else { return }
        let clustering = parameters.clustering(max(number, count), metric: metric)
        let wanted = clustering.clusters.multipliedSaturating(by: clustering.pointsPerCluster)
        var slots: [Int] = []
        slots.reserveCapacity(count)
        rows.forEachSlot { slots.append($0) }
        let points: Matrix
        if let sample {
            points = prepared(sample.sample(wanted, seed: parameters.seed))
        } else {
            points = held(SampledRows(wanted, of: count, seed: parameters.seed).map { slots[$0] })
        }
        let centroids = clustering.run(points, threads: threads, kernels: kernels)
        var divided = ListedRows(dimension: dimension, metric: metric, lists: centroids.count, kernels: kernels)
        try divided.reserve(more: count)
        let places = centroids.assign(held(slots), threads: threads).places
        for (index, slot) in slots.enumerated() {
            divided.append(rows.ids[slot], copying: slot, of: rows.vectors, to: Int(places[index]))
        }
        rows = divided
        order = ProbeOrder(centroids, metric: metric)
    }

    private func held(_ slots: [Int]) -> Matrix {
        Matrix(rows: slots.count, columns: dimension, values: slots.flatMap { rows.vectors[$0] })
    }

    // MARK: - Files

    /// Takes over what a file holds; it was checked.
    mutating func restore(rows: consuming ListedRows, centroids: Centroids?) {
        self.rows = rows
        order = centroids.map { ProbeOrder($0, metric: metric) }
    }
}
