import CVectorKernels

/// Distances to full float vectors.
///
/// Valid while the rows and the query that it was made from are borrowed: a scorer lives within one search.
@safe
struct Float32Scorer: Scorer {
    private let query: UnsafePointer<Float>
    private let layout: tessera_rows
    private let kernel: DistanceKernel

    init(_ query: borrowing QueryVector, _ rows: VectorRows) {
        unsafe self.query = UnsafePointer(query.address)
        unsafe layout = rows.layout
        kernel = rows.kernel
    }

    /// From a stored vector.
    init(_ slot: UInt32, _ rows: VectorRows) {
        unsafe query = rows.address(Int(slot))
        unsafe layout = rows.layout
        kernel = rows.kernel
    }

    @inline(__always)
    func score(_ batch: inout SlotBatch) {
        // SAFETY: the batch's slots exist, and it has room for as many distances.
        unsafe withUnsafePointer(to: layout) { layout in
            unsafe kernel.gather(query, layout, batch.slots, batch.count, kernel.offset, batch.distances)
        }
    }

    @inline(__always)
    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate) {
        guard isReadByParts, let gather = unsafe kernel.gatherWithin else { return score(&batch) }
        // SAFETY: as above.
        unsafe withUnsafePointer(to: layout) { layout in
            unsafe gather(query, layout, batch.slots, batch.count, limit.distance, batch.distances)
        }
    }

    @inline(__always)
    func prefetch(_ batch: borrowing SlotBatch) {
        let row = unsafe Int(layout.dimension) * 4
        let quarter = unsafe Int(tessera_quarter(Int(layout.dimension))) * 4
        // What the kernels begin with, of as many rows as they have on their way themselves.
        let (from, length, rows) = isReadByParts ? (quarter, quarter * 2, 16) : (0, row, 4)
        // SAFETY: the slots exist; a prefetch reads nothing that could fault.
        unsafe tessera_prefetch_rows(
            layout.segments, layout.shift, Int(layout.stride) * 4, from, length, batch.slots, min(batch.count, rows))
    }

    /// Whether a search looks at one part of a row after the other: where a quarter is of four cache lines at least.
    @inline(__always)
    private var isReadByParts: Bool { unsafe kernel.gatherWithin != nil && layout.dimension >= 256 }

    /// Whether one of the batch's slots is at most so far away.
    @inline(__always)
    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool {
        // SAFETY: the slots exist.
        unsafe withUnsafePointer(to: layout) { layout in
            unsafe kernel.anyBelow(query, layout, batch.slots, batch.count, kernel.offset, distance.nextUp)
        }
    }

    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>) {
        // SAFETY: the rows exist and follow one another; there is room for as many distances.
        let stride = unsafe Int(layout.stride)
        let row = unsafe layout.segments[first >> Int(layout.shift)].unsafelyUnwrapped
        let place = unsafe first & (1 << Int(layout.shift) - 1)
        unsafe kernel.scan(query, row + place * stride, stride, stride, count, kernel.offset, distances)
    }
}
