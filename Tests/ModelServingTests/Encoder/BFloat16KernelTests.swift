import CEncoderKernels
import Foundation
import TestSupport
import Testing

/// The kernels of bfloat16 against sums in double precision over the same rounded numbers.
struct BFloat16KernelTests {
    private static let seed: UInt64 = 11

    /// A block of bfloat16 and the numbers it stands for; what lies beyond its rows is no number at all.
    private struct Block {
        let stride: Int
        var elements: [UInt16]

        init(rows: Int, columns: Int, room: Int, _ value: () -> Float) {
            stride = tessera_encoder_bf16_stride(columns)
            let floats = (0..<rows * columns).map { _ in value() }
            elements = [UInt16](repeating: 0x4F00, count: (rows + room) * stride)
            tessera_encoder_to_bf16(floats, &elements, rows, columns)
        }

        func value(_ row: Int, _ column: Int) -> Double { BFloat16KernelTests.value(elements[row * stride + column]) }
    }

    private static func value(_ element: UInt16) -> Double { Double(Float(bitPattern: UInt32(element) << 16)) }

    @Test func roundsToTheNearestAndTiesToEven() {
        let cases: [(UInt32, UInt16)] = [
            (0x3F80_0000, 0x3F80), (0x3F80_7FFF, 0x3F80), (0x3F80_8000, 0x3F80), (0x3F80_8001, 0x3F81),
            (0x3F81_8000, 0x3F82), (0xBF81_8000, 0xBF82), (0x0000_8001, 0x0001), (0x7F7F_0000, 0x7F7F),
        ]
        let floats = cases.map { Float(bitPattern: $0.0) }
        var result = [UInt16](repeating: 7, count: 32)
        tessera_encoder_to_bf16(floats, &result, 1, floats.count)
        #expect(result[..<8].elementsEqual(cases.map(\.1)) && result[8...].allSatisfy { $0 == 0 })
    }

    @Test(arguments: [(1, 20, 27), (7, 384, 96), (16, 32, 32), (33, 100, 33), (50, 64, 130), (70, 33, 1)])
    func productsOfEachLevelAreTheSums(rows: Int, inputs: Int, outputs: Int) {
        var generator = SeededGenerator(seed: Self.seed)
        let x = Block(rows: rows, columns: inputs, room: 15) { .random(in: -1...1, using: &generator) }
        let weights = (0..<outputs * inputs).map { _ in Float.random(in: -0.3...0.3, using: &generator) }
        let rounded = Block(rows: outputs, columns: inputs, room: 0) { 0 }
        var narrow = rounded
        tessera_encoder_to_bf16(weights, &narrow.elements, outputs, inputs)
        let stride = tessera_encoder_bf16_stride(outputs)
        var bias = (0..<outputs).map { _ in Float.random(in: -1...1, using: &generator) }
        bias += [Float](repeating: 0, count: stride - outputs)
        var packed = [UInt16](repeating: 0, count: tessera_encoder_bf16_packed_count(outputs, inputs))
        tessera_encoder_bf16_pack(weights, 0, outputs, outputs, inputs, &packed)
        for level in 0...tessera_encoder_bf16_level() {
            var floats = [Float](repeating: .nan, count: (rows + 15) * outputs + 64)
            var halves = [UInt16](repeating: 0, count: (rows + 15) * stride)
            var activated = halves
            tessera_encoder_bf16_product_by(
                level, x.elements, packed, bias, &floats, TESSERA_FLOATS, rows, inputs, outputs, 0, outputs)
            for part in productParts(outputs) {
                tessera_encoder_bf16_product_by(
                    level, x.elements, packed, bias, &halves, TESSERA_BF16, rows, inputs, outputs, part.lowerBound,
                    part.count)
            }
            for part in productParts(outputs).reversed() {
                tessera_encoder_bf16_product_by(
                    level, x.elements, packed, bias, &activated, TESSERA_GELU, rows, inputs, outputs,
                    part.lowerBound, part.count)
            }
            for row in 0..<rows {
                for output in 0..<outputs {
                    var sum = Double(bias[output])
                    for k in 0..<inputs { sum += x.value(row, k) * narrow.value(output, k) }
                    let gelu = sum / 2 * (1 + erf(sum / 2.squareRoot()))
                    let place = row * stride + output
                    #expect(abs(Double(floats[row * outputs + output]) - sum) < 2e-5, "level \(level)")
                    #expect(abs(Self.value(halves[place]) - sum) < 2e-5 + abs(sum) / 256, "level \(level)")
                    #expect(abs(Self.value(activated[place]) - gelu) < 2e-5 + abs(gelu) / 256, "level \(level)")
                }
                #expect(halves[(row * stride + outputs)..<((row + 1) * stride)].allSatisfy { $0 == 0 })
            }
        }
    }

    /// With the largest values some queries' scores are beyond what powers of two may be taken of as they are.
    @Test(arguments: [(1, 2, 32), (12, 3, 32), (33, 2, 64), (64, 1, 96), (100, 2, 32), (47, 2, 160)], [1, 12, 60])
    func attentionIsTheSum(shape: (length: Int, heads: Int, width: Int), largest: Int) {
        let (length, heads, width) = shape
        guard tessera_encoder_has_bf16_attention(width) != 0 else {
            print("SKIPPED: this processor has no dot products of bfloat16; attention in it is not tested")
            return
        }
        var generator = SeededGenerator(seed: Self.seed)
        var row: Float = 0
        var column = 0
        let qkv = Block(rows: length, columns: 3 * heads * width, room: 32) {
            // Larger from row to row.
            if column == 0 { row += 1 }
            column = (column + 1) % (3 * heads * width)
            let size = 1 + Float(largest) * row / Float(length)
            return .random(in: -size...size, using: &generator)
        }
        let stride = tessera_encoder_bf16_stride(heads * width)
        var context = [UInt16](repeating: 0, count: (length + 32) * stride)
        var work = [UInt64](repeating: 0, count: tessera_encoder_bf16_attention_bytes(length, width) / 8 + 16)
        let factor = 1 / Float(width).squareRoot()
        work.withUnsafeMutableBytes { work in
            guard let start = work.baseAddress else { return }
            // The last head by itself, and first, as another thread might.
            for part in [heads - 1..<heads, 0..<heads - 1] {
                tessera_encoder_bf16_attention(
                    qkv.elements, qkv.stride, &context, stride, length, heads, part.lowerBound, part.count, width,
                    factor, start.alignedUp(toMultipleOf: 64))
            }
        }
        for head in 0..<heads {
            for row in 0..<length {
                let scores = (0..<length).map { other in
                    (0..<width).reduce(0.0) {
                        $0 + qkv.value(row, head * width + $1) * qkv.value(other, (heads + head) * width + $1)
                    } * Double(factor)
                }
                let top = scores.max() ?? 0
                let weights = scores.map { exp($0 - top) }
                let sum = weights.reduce(0, +)
                for j in 0..<width {
                    let column = (2 * heads + head) * width + j
                    let exact = zip(weights, 0...).reduce(0.0) { $0 + $1.0 * qkv.value($1.1, column) } / sum
                    let value = Self.value(context[row * stride + head * width + j])
                    #expect(abs(value - exact) < 0.01 * Double(largest + 1), "row \(row), head \(head)")
                }
            }
        }
    }
}
