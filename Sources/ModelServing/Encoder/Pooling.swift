/// How the vectors of a text's tokens become one.
enum Pooling: String, Sendable, Hashable {
    case mean, classification, maximum

    /// One vector from the block of a sequence; zeros from an empty one.
    ///
    /// Shape: `x` is (length, width).
    func apply(_ x: UnsafePointer<Float>, length: Int, width: Int, into vector: UnsafeMutablePointer<Float>) {
        guard length > 0 else { return vector.update(repeating: 0, count: width) }
        vector.update(from: x, count: width)
        guard self != .classification else { return }
        for row in 1..<length { combine(x + row * width, width: width, into: vector) }
        if self == .mean { scale(vector, by: 1 / Float(length), width: width) }
    }

    /// One vector from those of the pieces of a long text, each of which counts as its number of tokens.
    ///
    /// Shape: `x` is (tokens.count, width), its first row becomes the vector.
    func join(_ x: UnsafeMutablePointer<Float>, tokens: [Int], width: Int) {
        guard tokens.count > 1 else { return }
        for (row, count) in tokens.enumerated() where self != .maximum {
            scale(x + row * width, by: Float(count), width: width)
        }
        for row in 1..<tokens.count { combine(x + row * width, width: width, into: x) }
        if self != .maximum { scale(x, by: 1 / Float(tokens.reduce(0, +)), width: width) }
    }

    private func combine(_ x: UnsafePointer<Float>, width: Int, into vector: UnsafeMutablePointer<Float>) {
        if self == .maximum {
            for j in 0..<width { vector[j] = max(vector[j], x[j]) }
        } else {
            for j in 0..<width { vector[j] += x[j] }
        }
    }

    private func scale(_ x: UnsafeMutablePointer<Float>, by factor: Float, width: Int) {
        for j in 0..<width { x[j] *= factor }
    }
}

/// Makes a vector's length 1; a vector of zeros stays one, as in the reference.
func normalize(_ vector: UnsafeMutablePointer<Float>, width: Int) {
    var squares: Float = 0
    for j in 0..<width { squares += vector[j] * vector[j] }
    let factor = 1 / max(squares.squareRoot(), 1e-12)
    for j in 0..<width { vector[j] *= factor }
}
