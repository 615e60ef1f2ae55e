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
        tessera_encoder_attention(qkv, stride, &context, heads * width, length, heads, width, factor, &work)
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

    @Test func infinitiesAndWhatIsNoNumberAreFoundAnywhere() {
        for count in [1, 15, 16, 33, 100] {
            var x = [Float](repeating: -.greatestFiniteMagnitude, count: count)
            #expect(tessera_encoder_are_finite(x, count) != 0)
            for place in 0..<count {
                for bad in [Float.nan, .infinity, -.infinity] {
                    x[place] = bad
                    #expect(tessera_encoder_are_finite(x, count) == 0, "\(bad) at \(place) of \(count)")
                    x[place] = 0
                }
            }
        }
    }
}
