import CVectorKernels

/// Points that vectors are divided among: each belongs to the nearest, where a centroid's weight counts as added distance.
public struct Centroids: Sendable {
    /// Shape: (count, dimension).
    public let vectors: Matrix
    /// What is added to half the squared distance to each; empty for nothing. ``KMeans/isBalanced`` sets them.
    public let weights: [Float]
    /// Half of each squared length and the weight, filled with infinity to a multiple of sixteen.
    let addends: [Float]
    let kernels: Kernels

    public var count: Int { vectors.rows }

    /// - Parameter vectors: At least one.
    init(_ vectors: Matrix, weights: [Float], kernels: Kernels) {
        self.vectors = vectors
        self.weights = weights
        self.kernels = kernels
        var addends = (0..<vectors.rows).map { row in
            let squared = vectors[row: row].reduce(0.0) { $0 + Double($1) * Double($1) }
            return Float(squared / 2) + (weights.isEmpty ? 0 : weights[row])
        }
        addends += repeatElement(.infinity, count: (16 - addends.count % 16) % 16)
        self.addends = addends
    }

    /// The nearest centroid of each vector.
    ///
    /// Shape: `points` is (n, dimension); the result has n places.
    /// - Parameter threads: How many threads work; at least 1.
    public func nearest(to points: Matrix, threads: Int = 1) -> [Int] {
        precondition(points.columns == vectors.columns, "\(points.columns) components are not \(vectors.columns)")
        BLAS.setThreads(1)
        return assign(points, threads: threads).places.map(Int.init)
    }

    /// The mean of the vectors' squared distances to their centroids.
    public func meanSquaredDistance(to points: Matrix, threads: Int = 1) -> Double {
        BLAS.setThreads(1)
        return assign(points, threads: threads).meanDistance
    }
}

/// Which centroid each of some points belongs to, and its squared distance from there.
struct Assignment {
    var places: [UInt32]
    var distances: [Float]

    var meanDistance: Double { distances.reduce(0) { $0 + Double($1) } / Double(max(distances.count, 1)) }
}

extension Centroids {
    /// Points whose products with all centroids are made at once. Fixed, so that BLAS is asked for the same products on any
    /// number of threads.
    static let pointsPerBlock = 128

    func assign(_ points: Matrix, threads: Int) -> Assignment {
        let size = Self.pointsPerBlock
        let blocks = parallelMap(count: (points.rows + size - 1) / size, threads: threads) { block in
            let first = block * size
            let count = min(size, points.rows - first)
            var part = Assignment(
                places: [UInt32](repeating: 0, count: count), distances: [Float](repeating: 0, count: count))
            // SAFETY: the block's rows lie within the matrix.
            unsafe points.values.withUnsafeBufferPointer { values in
                unsafe assign(
                    values.baseAddress.unsafelyUnwrapped + first * points.columns, stride: points.columns, count: count,
                    to: &part)
            }
            return part
        }
        return Assignment(places: blocks.flatMap(\.places), distances: blocks.flatMap(\.distances))
    }

    /// - Parameter points: (count, dimension), `stride` floats apart; at most ``pointsPerBlock``.
    @unsafe
    func assign(_ points: UnsafePointer<Float>, stride: Int, count: Int, to part: inout Assignment) {
        let width = addends.count
        // SAFETY: the products are (count, width), of which `self.count` columns are filled by BLAS and the others zero.
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: count * width) { products in
            unsafe products.initialize(repeating: 0)
            let base = unsafe products.baseAddress.unsafelyUnwrapped
            unsafe vectors.values.withUnsafeBufferPointer { centroids in
                unsafe BLAS.multiplyTransposed(
                    m: count, n: self.count, k: vectors.columns, a: points, aStride: stride,
                    b: centroids.baseAddress.unsafelyUnwrapped, bStride: vectors.columns, c: base, cStride: width)
            }
            for row in 0..<count {
                var least: Float = 0
                let place = unsafe kernels.table.least(addends, base + row * width, width, &least)
                let point = unsafe points + row * stride
                let squared = unsafe -kernels.table.dot(point, point, vectors.columns, 0)
                part.places[row] = UInt32(place)
                let weight = weights.isEmpty ? 0 : weights[place]
                part.distances[row] = max(squared + 2 * (least - weight), 0)
            }
        }
    }
}
