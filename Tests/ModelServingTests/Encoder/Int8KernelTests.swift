import CEncoderKernels
import Foundation
import TestSupport
import Testing

/// The kernels of bytes against their definition in double precision.
struct Int8KernelTests {
    private static let seed: UInt64 = 12
    private static let outlierLimit = Int(TESSERA_OUTLIERS)
    private static let markCount = Int(TESSERA_MARKS)

    private static func listed(_ outliers: [Int]) -> [Int32] {
        outliers.map(Int32.init) + [Int32](repeating: -1, count: outlierLimit - outliers.count)
    }

    /// Rows of bytes and what each of them stands for.
    private struct Rows {
        let stride: Int
        var bytes: [UInt8]
        var marks: [Float]

        init(rows: Int, columns: Int) {
            stride = tessera_encoder_int8_stride(columns)
            bytes = [UInt8](repeating: 99, count: (rows + 15) * stride)
            marks = [Float](repeating: .nan, count: (rows + 15) * markCount)
        }

        /// The value of an input: its byte's, or the outlier's own.
        func value(_ row: Int, _ column: Int, _ outliers: [Int]) -> Double {
            let mark = row * markCount
            if let place = outliers.firstIndex(of: column) { return Double(marks[mark + 2 + place]) }
            return Double(marks[mark]) * (Double(bytes[row * stride + column]) - Double(marks[mark + 1]))
        }
    }

    private static let cases: [(rows: Int, columns: Int, outliers: [Int])] = [
        (1, 20, []), (3, 64, [0]), (5, 100, [3, 17, 18, 99]), (7, 384, [15, 16, 200]), (2, 33, [32]), (4, 1, []),
    ]

    @Test(arguments: cases)
    func bytesAreWithinHalfAStepOfTheFloats(rows: Int, columns: Int, outliers: [Int]) {
        var generator = SeededGenerator(seed: Self.seed)
        var x = (0..<rows * columns).map { _ in Float.random(in: -2...3, using: &generator) }
        for row in 0..<rows { for column in outliers { x[row * columns + column] = 50 + Float(column) } }
        if rows > 1 { for column in 0..<columns { x[columns + column] = 0 } }
        let floats = x
        var narrow = [UInt16](repeating: 0, count: rows * tessera_encoder_bf16_stride(columns))
        tessera_encoder_to_bf16(x, &narrow, rows, columns)
        var wide = Rows(rows: rows, columns: columns)
        tessera_encoder_to_int8(&x, Self.listed(outliers), &wide.bytes, &wide.marks, rows, columns)
        #expect(x == floats, "the floats are as before")
        var half = Rows(rows: rows, columns: columns)
        tessera_encoder_bf16_to_int8(narrow, Self.listed(outliers), &half.bytes, &half.marks, rows, columns)
        for row in 0..<rows {
            let inside = (0..<columns).filter { !outliers.contains($0) }.map { floats[row * columns + $0] }
            let step = Double(max(inside.max() ?? 0, 0) - min(inside.min() ?? 0, 0)) / 255
            for column in 0..<columns {
                let exact = Double(floats[row * columns + column])
                let isOutlier = outliers.contains(column)
                #expect(abs(wide.value(row, column, outliers) - exact) <= (isOutlier ? 0 : step * 0.501))
                let rounding = abs(exact) / 256 + step / 32
                #expect(abs(half.value(row, column, outliers) - exact) <= rounding + (isOutlier ? 0 : step * 0.51))
            }
        }
    }

    @Test(arguments: [
        (1, 20, 27, []), (7, 384, 96, [0, 5, 383]), (16, 64, 32, [1, 2, 3, 4]), (33, 100, 33, [99]),
        (50, 130, 130, [64]), (70, 33, 1, [7, 31, 32]),
    ])
    func productsOfEachLevelAreTheSums(rows: Int, inputs: Int, outputs: Int, outliers: [Int]) {
        var generator = SeededGenerator(seed: Self.seed)
        var x = (0..<rows * inputs).map { _ in Float.random(in: -1...1, using: &generator) }
        for row in 0..<rows { for column in outliers { x[row * inputs + column] *= 20 } }
        let weights = (0..<outputs * inputs).map { _ in Float.random(in: -0.3...0.3, using: &generator) }
        let bias = (0..<outputs).map { _ in Float.random(in: -1...1, using: &generator) }
        let listed = Self.listed(outliers)
        var block = Rows(rows: rows, columns: inputs)
        tessera_encoder_to_int8(&x, listed, &block.bytes, &block.marks, rows, inputs)
        var packed = [Int8](repeating: 1, count: tessera_encoder_int8_packed_count(outputs, inputs))
        let padded = tessera_encoder_packed_count(outputs, 1)
        var terms = [Float](repeating: .nan, count: Int(TESSERA_TERMS) * padded)
        // In two parts, the second of which begins anywhere.
        let cut = outputs / 3
        for part in [0..<cut, cut..<outputs] {
            let rows = Array(weights[part.lowerBound * inputs..<part.upperBound * inputs])
            tessera_encoder_int8_pack(
                rows, bias, listed, part.lowerBound, part.count, outputs, inputs, &packed, &terms)
        }
        // Each output's weights as its bytes stand for them.
        let rounded = (0..<outputs).map { output -> [Double] in
            let own = (0..<inputs).map { Double(weights[output * inputs + $0]) }
            let scale = own.indices.filter { !outliers.contains($0) }.map { abs(own[$0]) }.max().map { $0 / 127 } ?? 0
            return own.indices.map { outliers.contains($0) ? own[$0] : (own[$0] / scale).rounded() * scale }
        }
        let stride = tessera_encoder_bf16_stride(outputs)
        for level in 0...tessera_encoder_int8_level() {
            var floats = [Float](repeating: .nan, count: (rows + 15) * outputs + 64)
            var halves = [UInt16](repeating: 0, count: (rows + 15) * stride)
            var activated = halves
            tessera_encoder_int8_product_by(
                level, block.bytes, block.marks, packed, terms, &floats, TESSERA_FLOATS, rows, inputs, outputs, 0,
                outputs)
            for part in productParts(outputs) {
                tessera_encoder_int8_product_by(
                    level, block.bytes, block.marks, packed, terms, &halves, TESSERA_BF16, rows, inputs, outputs,
                    part.lowerBound, part.count)
            }
            for part in productParts(outputs).reversed() {
                tessera_encoder_int8_product_by(
                    level, block.bytes, block.marks, packed, terms, &activated, TESSERA_GELU, rows, inputs, outputs,
                    part.lowerBound, part.count)
            }
            for row in 0..<rows {
                for output in 0..<outputs {
                    var sum = Double(bias[output])
                    for k in 0..<inputs { sum += block.value(row, k, outliers) * rounded[output][k] }
                    let gelu = sum / 2 * (1 + erf(sum / 2.squareRoot()))
                    let place = row * stride + output
                    #expect(abs(Double(floats[row * outputs + output]) - sum) < 1e-4, "level \(level)")
                    #expect(abs(Self.value(halves[place]) - sum) < 1e-4 + abs(sum) / 256, "level \(level)")
                    #expect(abs(Self.value(activated[place]) - gelu) < 1e-4 + abs(gelu) / 256, "level \(level)")
                }
                #expect(halves[(row * stride + outputs)..<((row + 1) * stride)].allSatisfy { $0 == 0 })
            }
        }
    }

    private static func value(_ element: UInt16) -> Double { Double(Float(bitPattern: UInt32(element) << 16)) }
}
