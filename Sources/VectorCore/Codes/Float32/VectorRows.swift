import CVectorKernels

/// An index's float vectors: rows padded with zeros to whole cache lines, normalised where the metric asks for it.
///
/// Shape: (slots, dimension) with `stride` floats from row to row. The padding is zero for good, so the kernels run
/// over whole registers without a tail.
@safe
final class VectorRows: @unchecked Sendable {
    let dimension: Int
    let stride: Int
    let metric: Metric
    let kernels: Kernels
    let kernel: DistanceKernel
    let rows: SegmentedRows<Float>

    init(dimension: Int, metric: Metric, kernels: Kernels, budget: MemoryBudget? = nil) {
        self.dimension = dimension
        self.metric = metric
        stride = (dimension + 15) / 16 * 16
        self.kernels = kernels
        kernel = DistanceKernel(metric, kernels: kernels)
        rows = SegmentedRows(width: stride, budget: budget)
    }

    func reserve(_ count: Int) throws(VectorIndexError) { try rows.reserve(count) }

    func bytes(rows count: Int) -> Int { rows.bytes(rows: count) }

    /// Stores a checked vector at a slot.
    func set(_ slot: Int, to vector: ArraySlice<Float>) {
        // SAFETY: the slot is below the capacity and the vector has `dimension` components.
        unsafe vector.withUnsafeBufferPointer { source in
            unsafe Normalization.store(source, to: rows[slot], metric: metric)
        }
    }

    /// Stores a prepared vector.
    func set(_ slot: Int, to vector: borrowing QueryVector) {
        // SAFETY: the slot is below the capacity, and a prepared vector has `stride` floats.
        unsafe rows[slot].update(from: vector.address, count: stride)
    }

    subscript(slot: Int) -> [Float] {
        // SAFETY: reads the row's `dimension` floats.
        unsafe Array(UnsafeBufferPointer(start: rows[slot], count: dimension))
    }

    /// The stored row as a query, for distances between stored vectors.
    @unsafe @inline(__always)
    func address(_ slot: Int) -> UnsafePointer<Float> { unsafe UnsafePointer(rows[slot]) }

    /// How the C kernels see the rows.
    @unsafe @inline(__always)
    var layout: tessera_rows {
        // SAFETY: the layout is used while the rows live, whose table never moves.
        unsafe tessera_rows(
            segments: UnsafeRawPointer(rows.addresses.table).assumingMemoryBound(to: UnsafePointer<Float>?.self),
            shift: UInt32(rows.addresses.shift), stride: UInt32(stride), dimension: UInt32(stride))
    }

    /// Rows that follow one another in memory from `slot` on, below `end`.
    func run(from slot: Int, to end: Int) -> Int { rows.run(from: slot, to: end) }

    /// Calls `body` with the distances of the rows in `slots`, a block of at most 256 at a time and in order.
    func scan(
        _ slots: Range<Int>, from query: borrowing QueryVector, _ body: (_ first: Int, Span<Float>) -> Void
    ) {
        // SAFETY: a run lies within one segment; the block holds as many distances as are asked for.
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { block in
            var slot = slots.lowerBound
            while slot < slots.upperBound {
                let count = min(rows.run(from: slot, to: slots.upperBound), 256)
                unsafe kernel.scan(
                    query.address, rows[slot], stride, stride, count, kernel.offset, block.baseAddress)
                body(slot, unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: block[..<count])))
                slot += count
            }
        }
    }

    /// Calls `body` with the distances of the named rows, a block of at most 256 at a time and in order.
    func gather(
        _ slots: [UInt32], from query: borrowing QueryVector, _ body: (_ first: Int, Span<Float>) -> Void
    ) {
        // SAFETY: every slot is below the capacity; the block holds as many distances as are asked for.
        unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 256) { block in
            unsafe slots.withUnsafeBufferPointer { slots in
                var layout = unsafe layout
                var first = 0
                while first < slots.count {
                    let count = min(slots.count - first, 256)
                    unsafe kernel.gather(
                        query.address, &layout, slots.baseAddress.unsafelyUnwrapped + first, count, kernel.offset,
                        block.baseAddress)
                    body(first, unsafe Span(_unsafeElements: UnsafeBufferPointer(rebasing: block[..<count])))
                    first += count
                }
            }
        }
    }
}
