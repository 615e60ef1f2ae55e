import CVectorKernels

/// A random rotation that is fast and needs little memory: signs drawn from a seed are flipped, and then a Hadamard
/// transform mixes the components, some times over. It spreads what a vector holds evenly over its components, so that
/// one step size suits them all.
///
/// Shape: vectors of `dimension` components, zeros behind, become `width` components, a multiple of 64.
/// - Source: Yue et al. 2016, "Orthogonal random features", section 4; Gao & Long 2024, arXiv:2405.12497.
@safe
struct Rotation: Sendable {
    let dimension: Int
    let width: Int
    /// (rounds, width), each 1 or -1.
    private let signs: [Float]
    private let rounds: Int
    private let kernels: Kernels

    /// - Parameter seed: The same one gives the same rotation.
    init(dimension: Int, seed: UInt64, kernels: Kernels) {
        self.dimension = dimension
        self.kernels = kernels
        let width = (dimension + 63) / 64 * 64
        self.width = width
        // A width that is no power of two is transformed in two parts that overlap, twice each.
        rounds = width.nonzeroBitCount == 1 ? 2 : 4
        var state = seed
        signs = (0..<rounds * width).map { _ in SplitMix64.next(&state) & 1 == 0 ? 1 : -1 }
    }

    /// Turns `width` components in place.
    @unsafe
    func apply(_ vector: UnsafeMutablePointer<Float>) {
        // SAFETY: the signs are rounds × width, and the caller's vector has `width` components.
        unsafe signs.withUnsafeBufferPointer { signs in
            unsafe kernels.table.rotate(signs.baseAddress, rounds, vector, width)
        }
    }

    /// Undoes ``apply(_:)``.
    @unsafe
    func undo(_ vector: UnsafeMutablePointer<Float>) {
        // SAFETY: as above.
        unsafe signs.withUnsafeBufferPointer { signs in
            unsafe kernels.table.rotate_back(signs.baseAddress, rounds, vector, width)
        }
    }
}

/// Numbers from a seed (Steele et al. 2014).
enum SplitMix64 {
    static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
