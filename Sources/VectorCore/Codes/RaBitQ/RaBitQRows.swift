import CVectorKernels

/// Vectors as codes of 1, 2, 4 or 8 bits a component, from which distances are estimated.
///
/// A vector is centred and rotated, so that its components are about normal, and these are divided into levels whose
/// width fits the vector's length. Two terms beside the levels complete the estimate, so that it is right on average. Its
/// error falls with the square root of the dimension, and to about half with each bit.
///
/// Shape: (slots, stride) bytes: the levels, an addend and a factor.
/// - Source: Gao & Long 2024, arXiv:2405.12497, and Gao et al. 2024, arXiv:2409.09913. Departs from them in: levels of
///   the width that is best for normal components instead of a search for each vector; a query has 8 bits.
@safe
final class RaBitQRows: @unchecked Sendable {
    let dimension: Int
    let bits: RaBitQBits
    let metric: Metric
    let stride: Int
    let rows: SegmentedRows<UInt8>
    /// Set once, before the first row is, and read by whoever knows of a row.
    private(set) var frame: RaBitQFrame
    private(set) var isCalibrated = false
    private let kernels: Kernels
    let kernel: RaBitQKernel

    /// Components of a code: a multiple of 64.
    var width: Int { frame.rotation.width }

    /// - Parameter isWalked: Whether rows begin at cache lines.
    init(
        dimension: Int, bits: RaBitQBits, metric: Metric, isWalked: Bool, seed: UInt64, kernels: Kernels,
        budget: MemoryBudget?
    ) {
        self.dimension = dimension
        self.bits = bits
        self.metric = metric
        self.kernels = kernels
        kernel = RaBitQKernel(bits, kernels)
        frame = RaBitQFrame(center: [Float](repeating: 0, count: dimension), seed: seed, kernels: kernels)
        stride = bits.code.rowBytes(dimension: dimension, isWalked: isWalked)
        rows = SegmentedRows(width: stride, budget: budget)
    }

    /// Fixes the point that vectors are centred on; there must be no rows yet.
    func calibrate(center: [Float]) {
        frame = RaBitQFrame(center: center, seed: frame.seed, kernels: kernels)
        isCalibrated = true
    }

    /// Stores a prepared vector.
    func set(_ slot: Int, to vector: UnsafePointer<Float>, using query: inout CodeQuery) {
        query.reserve(width)
        unsafe frame.transform(vector, to: query.rotated)
        let squared = unsafe squaredLength(query.rotated)
        let deviation = (squared / Float(width)).squareRoot()
        let inverse = deviation > 0 ? 1 / (bits.step * deviation) : 0
        let product = unsafe kernels.table.quantize(
            query.rotated, width, inverse.isFinite ? inverse : 0, bits.center, Float(bits.top), query.levels)
        // SAFETY: the slot is below the capacity; a row holds the packed levels and two floats behind them.
        let row = unsafe rows[slot]
        unsafe kernels.table.pack(query.levels, width, bits.rawValue, row)
        let scale = product > 0 ? squared / product : 0
        let addend: Float
        let factor: Float
        switch metric {
        case .squaredL2: (addend, factor) = (squared, -2 * scale)
        case .cosine: (addend, factor) = (squared / 2, -scale)
        case .innerProduct: (addend, factor) = (unsafe frame.squaredCenter - frame.centerProduct(vector), -scale)
        }
        // A vector whose squares overflow is infinitely far from all.
        let isFinite = addend.isFinite && factor.isFinite
        let terms = unsafe UnsafeMutableRawPointer(row) + bits.bytes(width)
        unsafe terms.storeBytes(of: isFinite ? addend : .greatestFiniteMagnitude, as: Float.self)
        unsafe (terms + 4).storeBytes(of: isFinite ? factor : 0, as: Float.self)
    }

    /// A query from a prepared vector.
    func scorer(for vector: UnsafePointer<Float>, using query: inout CodeQuery) -> RaBitQScorer {
        query.reserve(width)
        unsafe frame.transform(vector, to: query.rotated)
        let step = unsafe largestMagnitude(query.rotated) / 127
        let inverse = step > 0 ? 1 / step : 0
        let sum = unsafe kernels.table.quantize_query(
            query.rotated, width, inverse.isFinite ? inverse : 0, query.components)
        let squared = unsafe squaredLength(query.rotated)
        let base: Float
        switch metric {
        case .squaredL2: base = squared
        case .cosine: base = squared / 2
        case .innerProduct: base = unsafe -frame.centerProduct(vector)
        }
        return unsafe RaBitQScorer(
            tessera_code_query(
                components: query.components, step: step, center: bits.center * Float(sum), base: base), self,
            deviation: deviation(squaredLength: squared, step: step))
    }

    /// The standard deviation of Σ query · level, in the query's steps, from what the estimate takes it for: what the levels
    /// have left of a vector lies at right angles to it and, turned at random, anywhere else; and the query was rounded.
    private func deviation(squaredLength squared: Float, step: Float) -> Float {
        guard step > 0 else { return 0 }
        let width = Float(width)
        // No component has more than 127 steps, also where the squares overflow.
        let steps = min(squared.squareRoot() / step, 127 * width.squareRoot())
        let left = bits.residualVariance * steps * steps * width / (width - 1)
        return (left + bits.levelVariance * width / 12).squareRoot()
    }

    /// A query from a stored row, as precise as that is.
    func scorer(of slot: UInt32, using query: inout CodeQuery) -> RaBitQScorer {
        query.reserve(width)
        // SAFETY: the slot holds a row.
        let row = unsafe rows[Int(slot)]
        let sum = unsafe kernel.unpack(row, width, query.components)
        let (addend, factor) = unsafe terms(row)
        // A component is twice its distance from the middle level, or of 8 bits that distance less a half.
        let scale = (metric == .squaredL2 ? -factor / 2 : -factor) / (bits == .eight ? 1 : 2)
        let base = metric == .innerProduct ? addend - frame.squaredCenter : addend
        return unsafe RaBitQScorer(
            tessera_code_query(
                components: query.components, step: scale, center: bits.center * Float(sum), base: base), self,
            deviation: 0)
    }

    /// The vector that a row stands for.
    subscript(slot: Int) -> [Float] {
        var query = CodeQuery()
        query.reserve(width)
        // SAFETY: the slot holds a row; the buffers hold `width` components.
        let row = unsafe rows[slot]
        _ = unsafe kernel.unpack(row, width, query.components)
        let (_, factor) = unsafe terms(row)
        let scale = metric == .squaredL2 ? -factor / 2 : -factor
        for index in 0..<width {
            let component = unsafe Float(query.components[index])
            unsafe query.rotated[index] = scale * (bits == .eight ? component + 0.5 : component / 2)
        }
        unsafe frame.rotation.undo(query.rotated)
        return (0..<dimension).map { unsafe query.rotated[$0] + frame.center[$0] }
    }

    /// Whether the two terms of a row of a file are such as ``set(_:to:using:)`` could have written.
    @unsafe
    static func isSound(_ terms: UnsafePointer<UInt8>) -> Bool {
        // SAFETY: a row has two floats behind its levels.
        let terms = unsafe UnsafeRawPointer(terms)
        return unsafe terms.loadUnaligned(as: Float.self).isFinite
            && (terms + 4).loadUnaligned(as: Float.self).isFinite
    }

    @unsafe
    private func terms(_ row: UnsafeMutablePointer<UInt8>) -> (addend: Float, factor: Float) {
        // SAFETY: a row has two floats behind its levels.
        let terms = unsafe UnsafeRawPointer(row) + bits.bytes(width)
        return unsafe (terms.loadUnaligned(as: Float.self), (terms + 4).loadUnaligned(as: Float.self))
    }

    /// By the bits, which order as magnitudes do and, unlike these, need no care for NaN: several at once.
    @unsafe
    private func largestMagnitude(_ vector: UnsafePointer<Float>) -> Float {
        // SAFETY: the caller's vector has `width` components.
        var largest: Int32 = 0
        for index in 0..<width {
            largest = unsafe max(largest, Int32(bitPattern: vector[index].bitPattern & 0x7fff_ffff))
        }
        return Float(bitPattern: UInt32(bitPattern: largest))
    }

    @unsafe
    private func squaredLength(_ vector: UnsafePointer<Float>) -> Float {
        // SAFETY: the caller's vector has `width` components.
        unsafe -kernels.table.dot(vector, vector, width, 0)
    }

    /// How the C kernels see the rows.
    @unsafe
    var layout: tessera_code_rows {
        // SAFETY: the layout is used while the rows live, whose table never moves.
        unsafe tessera_code_rows(
            segments: UnsafeRawPointer(rows.addresses.table).assumingMemoryBound(to: UnsafePointer<UInt8>?.self),
            shift: UInt32(rows.addresses.shift), stride: UInt32(stride), dimension: UInt32(width))
    }
}
