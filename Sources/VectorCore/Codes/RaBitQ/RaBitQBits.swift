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

    /// The mean square of a level, of normal components, with the middle as zero.
    var levelVariance: Float {
        switch self {
        case .one: 0.25
        case .two: 0.8888
        case .four: 8.797
        case .eight: 1054
        }
    }

    /// The mean square of what levels leave of normal components, in levels: of the part at right angles to these, which is
    /// all that estimates are off by. Computed by numerical integration.
    var residualVariance: Float {
        switch self {
        case .one: 0.09085
        case .two: 0.1056
        case .four: 0.1015
        case .eight: 0.0924
        }
    }
}
