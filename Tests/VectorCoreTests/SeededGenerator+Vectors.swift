import TestSupport
import VectorCore

extension SeededGenerator {
    /// Components from -1 to 1.
    mutating func vector(_ dimension: Int) -> [Float] {
        (0..<dimension).map { _ in Float.random(in: -1...1, using: &self) }
    }

    /// Rows of ``vector(_:)``.
    mutating func matrix(_ rows: Int, _ dimension: Int) -> Matrix {
        Matrix(
            rows: rows, columns: dimension,
            values: (0..<rows * dimension).map { _ in Float.random(in: -1...1, using: &self) })
    }
}
