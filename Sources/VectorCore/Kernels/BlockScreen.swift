/// Many queries against many rows by matrix products, with the results of one query at a time.
///
/// A product gives each distance up to a rounding error that is bounded by the lengths of the two vectors. Rows that
/// could be among the nearest within that bound, which are few, are then measured by the kernel that single searches
/// use, and it alone decides. So the answer depends neither on the BLAS nor on how queries fall into blocks.
enum BlockScreen {
    static let queriesPerBlock = 64
    static let rowsPerBlock = 512
}

extension FlatRows {
    /// The nearest rows of the queries in a range.
    ///
    /// Shape: `queries` is (n, dimension); the result has one list for each of `range`.
    func screenedNearest(to queries: Matrix, _ range: Range<Int>, k: Int) -> [[Neighbor]] {
        let k = min(k, count)
        guard k > 0 else { return range.map { _ in [] } }
        let stride = vectors.stride
        // The relative error of a sum of so many products, in whatever order: Higham 2002, section 3.1.
        let unit = Float(stride + 8) * 0x1p-24
        let slack = 5 * unit
        var tops = range.map { _ in TopK(k) }

        // SAFETY: blocks of the shapes named below; rows are taken within one segment; the exact kernel reads one row.
        let block = unsafe UnsafeMutableRawPointer.allocate(
            byteCount: (range.count * stride + range.count * BlockScreen.rowsPerBlock) * MemoryLayout<Float>.stride,
            alignment: 64
        ).bindMemory(to: Float.self, capacity: range.count * (stride + BlockScreen.rowsPerBlock))
        defer { unsafe block.deallocate() }
        let queryBlock = unsafe block  // (range.count, stride)
        let products = unsafe block + range.count * stride  // (range.count, rowsPerBlock)
        unsafe queryBlock.initialize(repeating: 0, count: range.count * stride)
        var queryNorms = [Float](repeating: 0, count: range.count)
        for (position, query) in range.enumerated() {
            let target = unsafe queryBlock + position * stride
            unsafe queries[row: query].withUnsafeBufferPointer {
                unsafe Normalization.store($0, to: target, metric: vectors.metric)
            }
            queryNorms[position] = unsafe vectors.kernel.squaredLength(target, count: stride)
        }
        var rowNorms = [Float](repeating: 0, count: BlockScreen.rowsPerBlock)

        var first = 0
        while first < count {
            let rows = min(vectors.run(from: first, to: count), BlockScreen.rowsPerBlock)
            let rowBlock = unsafe vectors.address(first)
            unsafe BLAS.multiplyTransposed(
                m: range.count, n: rows, k: stride, a: queryBlock, aStride: stride, b: rowBlock, bStride: stride,
                c: products, cStride: BlockScreen.rowsPerBlock)
            for row in 0..<rows {
                rowNorms[row] = unsafe vectors.kernel.squaredLength(rowBlock + row * stride, count: stride)
            }
            for position in 0..<range.count {
                let queryNorm = queryNorms[position]
                let line = unsafe products + position * BlockScreen.rowsPerBlock
                for row in 0..<rows {
                    let lengths = queryNorm + rowNorms[row]
                    let estimate =
                        vectors.metric == .squaredL2
                        ? unsafe lengths - 2 * line[row] : unsafe vectors.kernel.offset - line[row]
                    // Written so that what is no number, after an overflow, is measured and not passed over.
                    if estimate - (slack * lengths + .leastNormalMagnitude) > tops[position].bound { continue }
                    var exact: Float = 0
                    unsafe vectors.kernel.scan(
                        queryBlock + position * stride, rowBlock + row * stride, stride, stride, 1,
                        vectors.kernel.offset, &exact)
                    tops[position].offer(exact, id: ids[first + row])
                }
            }
            first += rows
        }
        return tops.map { $0.sorted() }
    }
}
