/// How many bits a component of a code has.
enum RaBitQBits: Int, Sendable, CaseIterable {
    case one = 1
    case two = 2
    case four = 4
    case eight = 8

    func bytes(_ width: Int) -> Int { width * rawValue / 8 }

    /// The highest level; the lowest is 0.
    var top: Int { 1 << rawValue - 1 }

    /// The level, or the middle between two, that stands for zero.
    var center: Float { Float(top) / 2 }

    /// The step between levels, in standard deviations of the components, that loses least of a normal distribution.
    ///
    /// - Source: Max 1960, "Quantizing for minimum distortion", table II; of 8 bits measured in the same way.
    var step: Float {
        switch self {
        case .one: 1.596
        case .two: 0.9957
        case .four: 0.3352
        case .eight: 0.0308
        }
    }

    /// Where the kernels of this width stand in the table.
    var kernel: Int { rawValue.trailingZeroBitCount }
}
