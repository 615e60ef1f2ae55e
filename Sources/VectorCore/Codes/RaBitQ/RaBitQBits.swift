/// How many bits a component of a code has.
enum RaBitQBits: Int, Sendable, CaseIterable {
    case one = 1
    case two = 2
    case four = 4
    case eight = 8

    var code: VectorCode {
        switch self {
        case .one: .rabitq1
        case .two: .rabitq2
        case .four: .rabitq4
        case .eight: .rabitq8
        }
    }

    func bytes(_ width: Int) -> Int { width * rawValue / 8 }

    /// The highest level; the lowest is 0.
    var top: Int { 1 << rawValue - 1 }

    /// What stands for zero: the middle of the levels.
    var center: Float { Float(top) / 2 }

    /// The width of a level, in standard deviations of the components, that loses least of normal ones.
    ///
    /// - Source: Max 1960, "Quantizing for minimum distortion", table II; for 256 levels computed likewise.
    var step: Float {
        switch self {
        case .one: 1.596
        case .two: 0.9957
        case .four: 0.3352
        case .eight: 0.0308
        }
    }
}
