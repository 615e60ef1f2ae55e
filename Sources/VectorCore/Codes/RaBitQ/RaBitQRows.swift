import CVectorKernels

/// Vectors as codes of 1, 2, 4 or 8 bits a component, from which distances are estimated.
///
/// A vector is centred, rotated and divided into levels of equal width, which is chosen by the vector's length; two
/// terms beside the levels correct the estimate so that it is right on average. Its error falls with the number of
/// components and by half with each bit.
///
/// Shape: (slots, stride) bytes: `width` levels, an addend and a factor.
/// - Source: Gao & Long 2024, arXiv:2405.12497, and Gao et al. 2024, arXiv:2409.09913. Departs from them in: one step width
///   for each vector, the best one for normal components, instead of a search for each; the query has 8 bits.
@safe
struct RaBitQRows: ~Copyable {
    let bits: RaBitQBits
    let metric: Metric
    let frame: RaBitQFrame
    let rows: SegmentedRows<UInt8>
    private let kernels: Kernels

    /// Bytes from row to row.
    let stride: Int

    /// - Parameter alignment: Where rows begin: at 64 a row touches as few cache lines as it can, at 16 it is shortest.
    init(
        _ frame: RaBitQFrame, bits: RaBitQBits, metric: Metric, alignment: Int, kernels: Kernels,
        budget: MemoryBudget? = nil
    ) {
        self.frame = frame
        self.bits = bits
        self.metric = metric
        self.kernels = kernels
        stride = (bits.bytes(frame.width) + 8 + alignment - 1) / alignment * alignment
        rows = SegmentedRows(width: stride, budget: budget)
    }

    /// How the C kernels see the rows.
    @unsafe @inline(__always)
    var layout: tessera_code_rows {
        // SAFETY: the layout is used while the rows live, whose table never moves.
        unsafe tessera_code_rows(
            segments: UnsafeRawPointer(rows.addresses.table).assumingMemoryBound(to: UnsafePointer<UInt8>?.self),
            shift: UInt32(rows.addresses.shift), stride: UInt32(stride), dimension: UInt32(frame.width))
    }
}
