extension IVFPQLists {
    /// Learns centroids and codebooks and codes all vectors anew.
    ///
    /// - Parameter sample: Vectors to learn from; nil for those that are there.
    mutating func train(_ sample: Matrix?, threads: Int) {
        let number = sample?.rows ?? count
        guard number > 0 else { return }
        let clustering = parameters.clustering(max(number, count), metric: metric)
        let wanted = clustering.clusters.multipliedSaturating(by: clustering.pointsPerCluster)
        let points =
            sample.map {
                Self.prepared($0, metric: metric, at: SampledRows(wanted, of: $0.rows, seed: parameters.seed))
            }
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
}
