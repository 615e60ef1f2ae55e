import CVectorKernels

/// Many queries against many rows by matrix products, with the results of one query at a time.
///
/// A product gives each distance up to a rounding error that is bounded by the lengths of the two vectors. Rows that
/// could be among the nearest within that bound, which are few, are then measured by the kernel that single searches
/// use, and it alone decides. So the answer depends neither on the BLAS nor on how queries fall into blocks.
@safe
struct BlockScreen: ~Copyable {
    private let vectors: VectorRows
    private let queryCount: Int
    private var tops: [TopK]
    /// (queryCount, stride), and (queryCount, rowsPerBlock).
    private let queries: UnsafeMutablePointer<Float>
    private let products: UnsafeMutablePointer<Float>
    /// What a product is added to for an estimate, less the error that it may have: for each row of a block, and for each
    /// query.
    private let rowBases: UnsafeMutablePointer<Float>
    private let queryBases: UnsafeMutablePointer<Float>
    private let places: UnsafeMutablePointer<UInt32>

    /// Products of a block stay in a second cache: 256 × 512 floats are half a megabyte.
    private static var rowsPerBlock: Int { 512 }
    private static var mostQueries: Int { 256 }

    /// As many queries as make a product fast, but no so many that a thread has nothing to do.
    static func queriesPerBlock(_ queries: Int, threads: Int) -> Int {
        min(max((queries + threads - 1) / threads, 16), mostQueries)
    }

    /// - Parameter range: Which of the queries; at most ``mostQueries``.
    init(_ queries: Matrix, _ range: Range<Int>, k: Int, rows vectors: VectorRows) {
        let stride = vectors.stride
        self.vectors = vectors
        queryCount = range.count
        tops = range.map { _ in TopK(k) }
        // SAFETY: blocks of the shapes named above, which go with this value; queries are as long as rows, zeros behind.
        unsafe self.queries = Self.allocate(range.count * stride)
        unsafe products = Self.allocate(range.count * Self.rowsPerBlock)
        unsafe rowBases = Self.allocate(Self.rowsPerBlock)
        unsafe queryBases = Self.allocate(range.count)
        unsafe places = .allocate(capacity: Self.rowsPerBlock)
        for (position, query) in range.enumerated() {
            let target = unsafe self.queries + position * stride
            unsafe queries[row: query].withUnsafeBufferPointer {
                unsafe Normalization.store($0, to: target, metric: vectors.metric)
            }
            unsafe queryBases[position] = base(of: target)
        }
    }

    deinit {
        unsafe queries.deallocate()
        unsafe products.deallocate()
        unsafe rowBases.deallocate()
        unsafe queryBases.deallocate()
        unsafe places.deallocate()
    }

    @unsafe
    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        // SAFETY: a block of its own, filled with zeros.
        let block = unsafe UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<Float>.stride, alignment: 64
        ).bindMemory(to: Float.self, capacity: count)
        unsafe block.initialize(repeating: 0, count: count)
        return unsafe block
    }

    /// The nearest rows of each query.
    ///
    /// - Parameter ids: The ids of the rows, of which there are as many.
    mutating func nearest(of ids: [Int64]) -> [[Neighbor]] {
        guard let k = tops.first?.k, k > 0 else { return tops.map { _ in [] } }
        var first = 0
        while first < ids.count {
            let count = min(vectors.run(from: first, to: ids.count), Self.rowsPerBlock)
            screen(first, count, ids)
            first += count
        }
        return tops.map { $0.sorted() }
    }

    /// Looks through a block of rows, which lies within one segment.
    private mutating func screen(_ first: Int, _ count: Int, _ ids: [Int64]) {
        let (stride, kernel) = (vectors.stride, vectors.kernel)
        // SAFETY: the shapes are those named above; a row or a query is `stride` floats.
        let rows = unsafe vectors.address(first)
        unsafe BLAS.multiplyTransposed(
            m: queryCount, n: count, k: stride, a: queries, aStride: stride, b: rows, bStride: stride,
            c: products, cStride: Self.rowsPerBlock)
        for row in 0..<count { unsafe rowBases[row] = base(of: rows + row * stride) }
        let scale: Float = vectors.metric == .squaredL2 ? -2 : -1
        for position in 0..<queryCount {
            let line = unsafe products + position * Self.rowsPerBlock
            // Without a length every row may matter.
            let queryBase = unsafe queryBases[position]
            func limit() -> Float {
                queryBase.isFinite
                    ? tops[position].bound - kernel.offset - queryBase + .leastNormalMagnitude : .infinity
            }
            let found = unsafe vectors.kernels.table.screen(rowBases, line, scale, limit(), count, places)
            for index in 0..<found {
                let row = unsafe Int(places[index])
                // The limit may have come nearer since. Written so that what is no number, after an overflow, is measured.
                if unsafe rowBases[row] + scale * line[row] > limit() { continue }
                var exact: Float = 0
                unsafe kernel.scan(
                    queries + position * stride, rows + row * stride, stride, stride, 1, kernel.offset, &exact)
                tops[position].offer(exact, id: ids[first + row])
            }
        }
    }

    /// A vector's part of each estimate that it has a part in: its squared length where the metric counts that, less the
    /// error that products with it may have for its length. Minus infinity for one whose length overflows.
    @unsafe
    private func base(of vector: UnsafePointer<Float>) -> Float {
        // SAFETY: reads `stride` floats.
        let length = unsafe vectors.kernel.squaredLength(vector, count: vectors.stride)
        // The relative error of a sum of so many products, in whatever order: Higham 2002, section 3.1.
        let error = 5 * Float(vectors.stride + 8) * 0x1p-24
        return length.isFinite ? (vectors.metric == .squaredL2 ? 1 - error : -error) * length : -.infinity
    }
}
