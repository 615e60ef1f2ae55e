import CVectorKernels

/// What all codes of an index share: the point that vectors are centred on, and the rotation.
///
/// Codes of another frame cannot be compared with these; a vector is right in any frame, and most precise in one whose
/// centre lies amid the vectors.
final class RaBitQFrame: Sendable {
    let dimension: Int
    /// Components of a rotated vector; a multiple of 64.
    let width: Int
    let rotation: Rotation
    /// `dimension` components.
    let center: [Float]
    /// The centre's squared length.
    let squaredCenter: Float
    let seed: UInt64

    init(center: [Float], seed: UInt64, kernels: Kernels) {
        dimension = center.count
        self.center = center
        self.seed = seed
        rotation = Rotation(dimension: center.count, seed: seed, kernels: kernels)
        width = rotation.width
        squaredCenter = center.reduce(0) { $0 + $1 * $1 }
    }

    /// Writes a vector's `width` components in this frame.
    @unsafe
    func transform(_ vector: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        // SAFETY: the vector has `dimension` components, the target `width`.
        unsafe center.withUnsafeBufferPointer { center in
            for index in 0..<dimension { unsafe target[index] = vector[index] - center[index] }
        }
        for index in dimension..<width { unsafe target[index] = 0 }
        unsafe rotation.apply(target)
    }
}
