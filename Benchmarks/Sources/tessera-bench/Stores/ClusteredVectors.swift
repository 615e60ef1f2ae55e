import VectorCore

/// Unit vectors about random centres, as embeddings of texts lie; they follow from their seed and number alone.
struct ClusteredVectors {
    let dimension: Int
    let seed: UInt64
    /// How far a vector is from its centre, for a centre of length 1.
    private let spread: Float = 0.8
    private let centres: [[Float]]

    init(dimension: Int, seed: UInt64, centres count: Int = 1_000) {
        self.dimension = dimension
        self.seed = seed
        centres = (0..<count).map { Self.direction(dimension, seed: seed &+ UInt64($0) &* 0x1_0000_0001) }
    }

    /// The vector of a number; numbers below zero make queries that no row equals.
    subscript(number: Int) -> [Float] {
        let own = UInt64(bitPattern: Int64(number)) &* 0x2545_F491_4F6C_DD1D ^ seed
        let centre = centres[Int(own % UInt64(centres.count))]
        let noise = Self.direction(dimension, seed: own)
        return Self.normalized(zip(centre, noise).map { $0 + spread * $1 })
    }

    private static func direction(_ dimension: Int, seed: UInt64) -> [Float] {
        var state = seed
        return normalized(
            (0..<dimension).map { _ in
                // The sum of four uniform numbers is near enough to a normal one.
                var sum: Float = -2
                for _ in 0..<4 { sum += Float(next(&state) >> 40) * 0x1p-24 }
                return sum
            })
    }

    /// SplitMix64.
    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static func normalized(_ vector: [Float]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }
}
