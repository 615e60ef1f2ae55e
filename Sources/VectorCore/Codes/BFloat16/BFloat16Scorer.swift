import CVectorKernels

/// Distances from a float query to bfloat16 vectors.
///
/// Valid while the rows and the query that it was made from live.
@safe
struct BFloat16Scorer: Scorer {
    private let query: UnsafePointer<Float>
    private let layout: tessera_half_rows
    private let kernel: BFloat16Kernel

    init(_ query: borrowing QueryVector, _ rows: BFloat16Rows) {
        unsafe self.query = UnsafePointer(query.address)
        unsafe layout = rows.layout
        kernel = rows.kernel
    }

    /// From a stored vector, which is widened into the query's memory.
    init(_ slot: UInt32, _ rows: BFloat16Rows, _ query: inout CodeQuery) {
        query.reserve((rows.dimension + 63) / 64 * 64)
        // SAFETY: the slot holds a row, and there is room for its components.
        let row = unsafe rows.rows[Int(slot)]
        for index in 0..<rows.dimension { unsafe query.rotated[index] = Float(bitPattern: UInt32(row[index]) << 16) }
        unsafe self.query = UnsafePointer(query.rotated)
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
    func prefetch(_ batch: borrowing SlotBatch) {
        // SAFETY: the slots exist; a prefetch reads nothing that could fault.
        unsafe tessera_prefetch_rows(
            layout.segments, layout.shift, Int(layout.stride) * 2, 0, Int(layout.dimension) * 2, batch.slots,
            batch.count)
    }

    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool {
        // SAFETY: the slots exist.
        unsafe withUnsafePointer(to: layout) { layout in
            for index in 0..<batch.count {
                var measured: Float = 0
                unsafe kernel.gather(query, layout, batch.slots + index, 1, kernel.offset, &measured)
                if measured <= distance { return true }
            }
            return false
        }
    }

    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>) {
        // SAFETY: the rows exist, there is room for as many distances, and the block is filled before it is read.
        unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { slots in
            for start in stride(from: 0, to: count, by: 256) {
                let block = min(256, count - start)
                for index in 0..<block { unsafe slots[index] = UInt32(first + start + index) }
                unsafe withUnsafePointer(to: layout) { layout in
                    unsafe kernel.gather(query, layout, slots.baseAddress, block, kernel.offset, distances + start)
                }
            }
        }
    }
}
