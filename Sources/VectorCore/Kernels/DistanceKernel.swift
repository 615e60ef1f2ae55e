import CVectorKernels

/// The kernels of one metric: what a scorer or a scan calls for a whole block of rows at a time.
///
/// Under ``Metric/cosine`` both sides are normalised beforehand, so that it is a dot product with another offset.
@safe
struct DistanceKernel: Sendable {
    typealias Gather =
        @Sendable @convention(c) (
            UnsafePointer<Float>?, UnsafePointer<tessera_rows>?, UnsafePointer<UInt32>?, Int, Float,
            UnsafeMutablePointer<Float>?
        ) -> Void
    typealias Scan =
        @Sendable @convention(c) (
            UnsafePointer<Float>?, UnsafePointer<Float>?, Int, Int, Int, Float, UnsafeMutablePointer<Float>?
        ) -> Void
    typealias AnyBelow =
        @Sendable @convention(c) (
            UnsafePointer<Float>?, UnsafePointer<tessera_rows>?, UnsafePointer<UInt32>?, Int, Float, Float
        ) -> Bool

    /// The distances of the rows with the given ids.
    let gather: Gather
    /// The distances of those rows that are not farther than a limit, and something beyond it for the others: where a part of
    /// the components can tell.
    let gatherWithin: Gather?
    /// The distances of rows that follow one another.
    let scan: Scan
    /// Whether one of the rows is nearer than a limit.
    let anyBelow: AnyBelow
    private let dot: @Sendable @convention(c) (UnsafePointer<Float>?, UnsafePointer<Float>?, Int, Float) -> Float
    /// What a dot product is taken from: 1 for cosine, 0 for the inner product.
    let offset: Float

    init(_ metric: Metric, kernels: Kernels) {
        switch metric {
        case .squaredL2:
            unsafe gather = kernels.table.squared_l2_gather
            unsafe gatherWithin = kernels.table.squared_l2_gather_within
            unsafe scan = kernels.table.squared_l2_scan
            unsafe anyBelow = kernels.table.squared_l2_any_below
        case .innerProduct, .cosine:
            unsafe gather = kernels.table.dot_gather
            unsafe gatherWithin = nil
            unsafe scan = kernels.table.dot_scan
            unsafe anyBelow = kernels.table.dot_any_below
        }
        unsafe dot = kernels.table.dot
        offset = metric == .cosine ? 1 : 0
    }

    @unsafe
    func squaredLength(_ vector: UnsafePointer<Float>, count: Int) -> Float {
        // SAFETY: reads `count` floats.
        unsafe -dot(vector, vector, count, 0)
    }
}
