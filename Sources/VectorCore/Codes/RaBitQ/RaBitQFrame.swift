import CVectorKernels

/// What all codes of one kind in an index share: the point that vectors are centred on, and the rotation.
///
/// A vector's code is right on average in any frame, and most precise in one whose centre lies amid the vectors.
final class RaBitQFrame: Sendable {
    /// `dimension` components.
    let center: [Float]
    /// The centre's squared length.
    let squaredCenter: Float
    let seed: UInt64
    let rotation: Rotation

    init(center: [Float], seed: UInt64, kernels: Kernels) {
        self.center = center
        self.seed = seed
        squaredCenter = center.reduce(0) { $0 + $1 * $1 }
        rotation = Rotation(dimension: center.count, seed: seed, kernels: kernels)
    }

    /// Writes a vector's components in this frame.
    @unsafe
    func transform(_ vector: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        // SAFETY: the vector has `dimension` components, the target the rotation's width.
        unsafe center.withUnsafeBufferPointer { center in
            for index in center.indices { unsafe target[index] = vector[index] - center[index] }
        }
        for index in center.count..<rotation.width { unsafe target[index] = 0 }
        unsafe rotation.apply(target)
    }

    /// Σ vector · centre.
    @unsafe
    func centerProduct(_ vector: UnsafePointer<Float>) -> Float {
        // SAFETY: the vector has `dimension` components.
        var sum: Float = 0
        for index in center.indices { unsafe sum += vector[index] * center[index] }
        return sum
    }
}
