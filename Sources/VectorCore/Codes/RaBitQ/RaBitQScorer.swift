import CVectorKernels

/// Distances from a query to codes, estimated.
///
/// Valid while the rows and the ``CodeQuery`` that it was made with live.
@safe
struct RaBitQScorer: Scorer {
    private var query: tessera_code_query
    /// Of the products with this query, in its steps; a distance's is so many times the row's factor and a step.
    private let deviation: Float
    private let layout: tessera_code_rows
    private let kernel: RaBitQKernel

    @unsafe
    init(_ query: tessera_code_query, _ rows: RaBitQRows, deviation: Float) {
        unsafe self.query = query
        self.deviation = deviation
        unsafe layout = rows.layout
        kernel = rows.kernel
    }

    /// A scorer that gives, in place of each estimate, what a distance is hardly ever below: the estimate less so many of the
    /// row's own standard deviations, which are the greater the longer the vector is.
    ///
    /// - Source: Gao & Long 2024, arXiv:2405.12497, theorem 3.2. Departs from it in: the share of a vector that its levels
    ///   hold is that of normal components for each row, so that a row's factor alone tells its error.
    func lowerBounds(_ deviations: Float) -> RaBitQScorer {
        var other = self
        // A factor is never above zero: what is added to each product is taken from each distance.
        unsafe other.query.center -= deviations * deviation
        return other
    }

    @inline(__always)
    func score(_ batch: inout SlotBatch) {
        prefetch(batch)
        measure(&batch)
    }

    @inline(__always)
    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate) {
        measure(&batch)
    }

    @inline(__always)
    private func measure(_ batch: inout SlotBatch) {
        // SAFETY: the batch's slots exist, and it has room for as many distances.
        unsafe withUnsafePointer(to: query) { query in
            unsafe withUnsafePointer(to: layout) { layout in
                unsafe kernel.gather(query, layout, batch.slots, batch.count, batch.distances)
            }
        }
    }

    @inline(__always)
    func prefetch(_ batch: borrowing SlotBatch) {
        // SAFETY: the slots exist; a prefetch reads nothing that could fault.
        unsafe tessera_prefetch_rows(
            layout.segments, layout.shift, Int(layout.stride), 0, Int(layout.stride), batch.slots,
            min(batch.count, Int(tessera_code_rows_ahead)))
    }

    /// Measures the first rows.
    @unsafe
    func scan(_ count: Int, of rows: RaBitQRows, to distances: UnsafeMutablePointer<Float>) {
        var row = 0
        while row < count {
            let run = rows.rows.run(from: row, to: count)
            // SAFETY: a run lies within one segment, and there is room for as many distances.
            unsafe withUnsafePointer(to: query) { query in
                unsafe kernel.scan(query, rows.rows[row], rows.stride, rows.width, run, distances + row)
            }
            row += run
        }
    }

    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool {
        // SAFETY: the slots exist.
        unsafe withUnsafePointer(to: query) { query in
            unsafe withUnsafePointer(to: layout) { layout in
                unsafe kernel.anyBelow(query, layout, batch.slots, batch.count, distance.nextUp)
            }
        }
    }

    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>) {
        // SAFETY: the rows exist and follow one another; there is room for as many distances.
        let stride = unsafe Int(layout.stride)
        let row = unsafe layout.segments[first >> Int(layout.shift)].unsafelyUnwrapped
        let place = unsafe first & (1 << Int(layout.shift) - 1)
        unsafe withUnsafePointer(to: query) { query in
            unsafe kernel.scan(query, row + place * stride, stride, Int(layout.dimension), count, distances)
        }
    }
}

/// The kernels over codes of one width.
@safe
struct RaBitQKernel: Sendable {
    typealias Gather =
        @Sendable @convention(c) (
            UnsafePointer<tessera_code_query>?, UnsafePointer<tessera_code_rows>?, UnsafePointer<UInt32>?, Int,
            UnsafeMutablePointer<Float>?
        ) -> Void
    typealias Scan =
        @Sendable @convention(c) (
            UnsafePointer<tessera_code_query>?, UnsafePointer<UInt8>?, Int, Int, Int, UnsafeMutablePointer<Float>?
        ) -> Void
    typealias AnyBelow =
        @Sendable @convention(c) (
            UnsafePointer<tessera_code_query>?, UnsafePointer<tessera_code_rows>?, UnsafePointer<UInt32>?, Int, Float
        ) -> Bool
    typealias Unpack = @Sendable @convention(c) (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<Int8>?) -> Int32

    let gather: Gather
    let scan: Scan
    let anyBelow: AnyBelow
    let unpack: Unpack

    init(_ bits: RaBitQBits, _ kernels: Kernels) {
        let table =
            switch bits {
            case .one: unsafe kernels.table.code_1
            case .two: unsafe kernels.table.code_2
            case .four: unsafe kernels.table.code_4
            case .eight: unsafe kernels.table.code_8
            }
        unsafe gather = table.gather
        unsafe scan = table.scan
        unsafe anyBelow = table.any_below
        unsafe unpack = table.unpack
    }
}
