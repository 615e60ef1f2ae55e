import CVectorKernels

/// Vectors as bfloat16: the upper halves of floats, rounded to nearest.
///
/// Shape: (slots, stride) halves, zeros behind the components.
@safe
final class BFloat16Rows: @unchecked Sendable {
    let dimension: Int
    let stride: Int
    let metric: Metric
    let rows: SegmentedRows<UInt16>
    let kernel: BFloat16Kernel

    /// - Parameter isWalked: Whether rows begin at cache lines.
    init(dimension: Int, metric: Metric, isWalked: Bool, kernels: Kernels, budget: MemoryBudget?) {
        self.dimension = dimension
        self.metric = metric
        stride = VectorCode.bfloat16.rowBytes(dimension: dimension, isWalked: isWalked) / 2
        kernel = BFloat16Kernel(metric, kernels: kernels)
        rows = SegmentedRows(width: stride, budget: budget)
    }

    /// Stores a prepared vector.
    func set(_ slot: Int, to vector: borrowing QueryVector) {
        // SAFETY: the slot is below the capacity; the prepared vector has at least `dimension` components.
        let row = unsafe rows[slot]
        for index in 0..<dimension { unsafe row[index] = Self.rounded(vector.address[index]) }
        for index in dimension..<stride { unsafe row[index] = 0 }
    }

    subscript(slot: Int) -> [Float] {
        // SAFETY: reads the row's components.
        let row = unsafe rows[slot]
        return (0..<dimension).map { unsafe Float(bitPattern: UInt32(row[$0]) << 16) }
    }

    /// The nearest half, ties to even; what would become infinite stays the greatest finite one.
    static func rounded(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        let rounded = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
        return rounded & 0x7FFF >= 0x7F80 ? rounded - 1 : rounded
    }

    /// Whether a row of a file, padding and all, is finite.
    @unsafe
    static func isSound(_ row: UnsafePointer<UInt16>, _ stride: Int) -> Bool {
        // SAFETY: reads the row's `stride` halves. What is not finite has all bits of the exponent.
        var infinite: UInt16 = 0
        for index in 0..<stride { unsafe infinite |= row[index] & 0x7F80 == 0x7F80 ? 1 : 0 }
        return infinite == 0
    }

    /// How the C kernels see the rows.
    @unsafe
    var layout: tessera_half_rows {
        // SAFETY: the layout is used while the rows live, whose table never moves.
        unsafe tessera_half_rows(
            segments: UnsafeRawPointer(rows.addresses.table).assumingMemoryBound(to: UnsafePointer<UInt16>?.self),
            shift: UInt32(rows.addresses.shift), stride: UInt32(stride), dimension: UInt32(dimension))
    }
}

/// The kernel of one metric over bfloat16 rows.
@safe
struct BFloat16Kernel: Sendable {
    typealias Gather =
        @Sendable @convention(c) (
            UnsafePointer<Float>?, UnsafePointer<tessera_half_rows>?, UnsafePointer<UInt32>?, Int, Float,
            UnsafeMutablePointer<Float>?
        ) -> Void

    let gather: Gather
    let offset: Float

    init(_ metric: Metric, kernels: Kernels) {
        unsafe gather =
            metric == .squaredL2 ? kernels.table.bf16_squared_l2_gather : kernels.table.bf16_dot_gather
        offset = metric == .cosine ? 1 : 0
    }
}
