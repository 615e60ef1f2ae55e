import CEncoderKernels
import Foundation
import TestSupport
import Testing

/// The kernels of float32 against their definition in double precision.
struct FloatKernelTests {
    private static let seed: UInt64 = 13

    @Test(arguments: [(1, 2, 10), (12, 3, 32), (17, 1, 33), (37, 2, 64), (70, 2, 5)])
    func attentionIsTheSum(length: Int, heads: Int, width: Int) {
        var generator = SeededGenerator(seed: Self.seed)
        let stride = 3 * heads * width
        let qkv = (0..<length * stride).map { _ in Float.random(in: -2...2, using: &generator) }
        var context = [Float](repeating: .nan, count: length * heads * width)
        var work = [Float](repeating: .nan, count: tessera_encoder_attention_count(length, width))
        let factor = 1 / Float(width).squareRoot()
        // The last head by itself, and first, as another thread might.
        for part in [heads - 1..<heads, 0..<heads - 1] {
            tessera_encoder_attention(
                qkv, stride, &context, heads * width, length, heads, part.lowerBound, part.count, width, factor, &work)
        }
        for head in 0..<heads {
            for row in 0..<length {
                func product(_ other: Int) -> Double {
                    (0..<width).reduce(0.0) { sum, j in
                        let query = qkv[row * stride + head * width + j]
                        return sum + Double(query) * Double(qkv[other * stride + (heads + head) * width + j])
                    }
                }
                let weights = (0..<length).map { exp(product($0) * Double(factor)) }
                let sum = weights.reduce(0, +)
                for j in 0..<width {
                    let column = (2 * heads + head) * width + j
                    let exact = (0..<length).reduce(0.0) { $0 + weights[$1] / sum * Double(qkv[$1 * stride + column]) }
                    let value = Double(context[row * heads * width + head * width + j])
                    #expect(abs(value - exact) < 1e-5, "row \(row), head \(head)")
                }
            }
        }
    }

    @Test(arguments: [(20, 27), (48, 33), (64, 96), (16, 64), (33, 130)])
    func productsOfAnyNumberOfRowsAreTheSums(inputs: Int, outputs: Int) {
        var generator = SeededGenerator(seed: Self.seed)
        let weights = (0..<outputs * inputs).map { _ in Float.random(in: -0.3...0.3, using: &generator) }
        let bias = (0..<outputs).map { _ in Float.random(in: -1...1, using: &generator) }
        var packed = [Float](repeating: .nan, count: tessera_encoder_packed_count(outputs, inputs))
        tessera_encoder_pack(weights, 0, outputs, outputs, inputs, &packed)
        for rows in 1...26 {
            let x = (0..<rows * inputs).map { _ in Float.random(in: -1...1, using: &generator) }
            var y = [Float](repeating: .nan, count: rows * outputs)
            for part in productParts(outputs).reversed() {
                tessera_encoder_packed_product(
                    x, packed, bias, &y, rows, inputs, outputs, part.lowerBound, part.count)
            }
            let worst = (0..<rows * outputs).map { place in
                let (row, output) = (place / outputs, place % outputs)
                let sum = (0..<inputs).reduce(Double(bias[output])) {
                    $0 + Double(x[row * inputs + $1]) * Double(weights[output * inputs + $1])
                }
                return abs(Double(y[place]) - sum)
            }.max()
            #expect(worst ?? .nan < 1e-5, "\(rows) rows")
        }
    }

    /// Whatever was in the memory before: every element is a weight or, beyond the outputs, zero.
    @Test(arguments: [(20, 27, 1), (48, 33, 16), (40, 72, 24), (64, 96, 32), (33, 130, 50)])
    func weightsArePackedPartByPart(inputs: Int, outputs: Int, part: Int) {
        var generator = SeededGenerator(seed: Self.seed)
        let weights = (0..<outputs * inputs).map { _ in Float.random(in: -1...1, using: &generator) }
        var floats = [Float](repeating: .nan, count: tessera_encoder_packed_count(outputs, inputs))
        var halves = [UInt16](repeating: 1, count: tessera_encoder_bf16_packed_count(outputs, inputs))
        let parts = stride(from: 0, to: outputs, by: part).map { $0..<min($0 + part, outputs) }
        for part in parts.reversed() {
            let rows = Array(weights[part.lowerBound * inputs..<part.upperBound * inputs])
            tessera_encoder_pack(rows, part.lowerBound, part.count, outputs, inputs, &floats)
            tessera_encoder_bf16_pack(rows, part.lowerBound, part.count, outputs, inputs, &halves)
        }
        let stride = tessera_encoder_bf16_stride(inputs)
        var rounded = [UInt16](repeating: 0, count: outputs * stride)
        tessera_encoder_to_bf16(weights, &rounded, outputs, inputs)
        var different = 0
        for output in 0..<(outputs + 31) / 32 * 32 {
            let (panel, column) = (output / 32 * 32, output % 32)
            for input in 0..<inputs {
                let expected = output < outputs ? weights[output * inputs + input] : 0
                if floats[panel * inputs + input * 32 + column] != expected { different += 1 }
            }
            for input in 0..<stride {
                let expected = output < outputs ? rounded[output * stride + input] : 0
                if halves[panel * stride + (input / 2 * 32 + column) * 2 + input % 2] != expected { different += 1 }
            }
        }
        #expect(different == 0)
    }

    @Test func infinitiesAndWhatIsNoNumberAreFoundAnywhere() {
        for count in [1, 15, 16, 33, 100] {
            var x = [Float](repeating: -.greatestFiniteMagnitude, count: count)
            var copy = [Float](repeating: 7, count: count + 1)
            #expect(tessera_encoder_are_finite(x, count) != 0)
            #expect(tessera_encoder_copy_finite(x, &copy, count) != 0 && copy == x + [7])
            for place in 0..<count {
                for bad in [Float.nan, .infinity, -.infinity] {
                    x[place] = bad
                    #expect(tessera_encoder_are_finite(x, count) == 0, "\(bad) at \(place) of \(count)")
                    #expect(tessera_encoder_copy_finite(x, &copy, count) == 0, "\(bad) at \(place) of \(count)")
                    x[place] = 0
                }
            }
        }
    }
}
