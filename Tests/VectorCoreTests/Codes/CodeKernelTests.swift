import CVectorKernels
import TestSupport
import Testing
import VectorCore

/// Every table's kernels over codes against plain sums over the levels.
struct CodeKernelTests {
    struct Case {
        let n: Int
        let bits: Int
        let levels: [UInt8]
        let codes: [UInt8]
        let query: [Int8]
    }

    private func table(_ index: Int) throws -> tessera_kernels {
        try #require(tessera_kernels_at(index)?.pointee)
    }

    private func kernels(_ table: tessera_kernels, _ bits: Int) -> tessera_code_kernels {
        switch bits {
        case 1: table.code_1
        case 2: table.code_2
        case 4: table.code_4
        default: table.code_8
        }
    }

    private func cases(_ table: tessera_kernels, _ random: inout SeededGenerator) -> [Case] {
        [64, 128, 192, 320, 384, 832].flatMap { n in
            [1, 2, 4, 8].flatMap { bits in
                let top = UInt8((1 << bits) - 1)
                let drawn = (0..<n).map { _ in UInt8.random(in: 0...top, using: &random) }
                let query = (0..<n).map { _ in Int8.random(in: -127...127, using: &random) }
                let highest = [UInt8](repeating: top, count: n)
                // The largest sums that there are, too.
                return [
                    (drawn, query), (highest, [Int8](repeating: -127, count: n)),
                    (highest, [Int8](repeating: 127, count: n)),
                ].map { levels, query in
                    var codes = [UInt8](repeating: 0, count: n * bits / 8)
                    table.pack(levels, n, bits, &codes)
                    return Case(n: n, bits: bits, levels: levels, codes: codes, query: query)
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func distancesAreThoseOfTheLevels(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 3)
        for sample in cases(table, &random) {
            let kernels = kernels(table, sample.bits)
            // Terms behind the codes, and rows an odd stride apart.
            let terms: [Float] = [0.75, -0.25]
            let row = sample.codes + terms.flatMap { withUnsafeBytes(of: $0, Array.init) }
            let stride = row.count + 8
            let rows = Array(repeating: row + [UInt8](repeating: 0xEE, count: 8), count: 5).flatMap { $0 }
            let product = zip(sample.levels, sample.query).reduce(0) { $0 + Int($1.0) * Int($1.1) }
            let expected = Float(1.5) + 0.75 - 0.25 * 0.125 * (Float(product) - 100)
            rows.withUnsafeBufferPointer { rows in
                sample.query.withUnsafeBufferPointer { components in
                    var query = tessera_code_query(
                        components: components.baseAddress, step: 0.125, center: 100, base: 1.5)
                    var scanned = [Float](repeating: .nan, count: 5)
                    kernels.scan(&query, rows.baseAddress, stride, sample.n, 5, &scanned)
                    #expect(scanned.allSatisfy { $0 == expected }, "\(sample.bits) bits, n \(sample.n)")
                    let segments: [UnsafePointer<UInt8>?] = [rows.baseAddress, rows.baseAddress! + 4 * stride]
                    segments.withUnsafeBufferPointer { segments in
                        var layout = tessera_code_rows(
                            segments: segments.baseAddress, shift: 2, stride: UInt32(stride),
                            dimension: UInt32(sample.n))
                        // More than are asked for ahead.
                        let ids: [UInt32] = Array(repeating: [4, 0, 3, 1, 2, 4, 4, 0, 1, 1, 2, 3], count: 4).flatMap {
                            $0
                        }
                        var gathered = [Float](repeating: .nan, count: ids.count)
                        kernels.gather(&query, &layout, ids, ids.count, &gathered)
                        #expect(gathered.allSatisfy { $0 == expected })
                        #expect(kernels.any_below(&query, &layout, ids, 3, expected.nextUp))
                        #expect(!kernels.any_below(&query, &layout, ids, 12, expected))
                        #expect(!kernels.any_below(&query, &layout, ids, 0, .infinity))
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func aScanGivesEachRowItsOwnDistance(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 7)
        for n in [64, 192, 384] {
            for bits in [1, 2, 4, 8] {
                let query = (0..<n).map { _ in Int8.random(in: -127...127, using: &random) }
                let stride = n * bits / 8 + 8
                var rows: [UInt8] = []
                var expected: [Float] = []
                for row in 0..<11 {
                    let levels = (0..<n).map { _ in UInt8.random(in: 0...UInt8((1 << bits) - 1), using: &random) }
                    var codes = [UInt8](repeating: 0, count: n * bits / 8)
                    table.pack(levels, n, bits, &codes)
                    let product = zip(levels, query).reduce(0) { $0 + Int($1.0) * Int($1.1) }
                    expected.append(Float(row) + 0.5 * 0.125 * (Float(product) - 3))
                    rows += codes + [Float(row), 0.5].flatMap { withUnsafeBytes(of: $0, Array.init) }
                }
                for count in 0...11 {
                    var scanned = [Float](repeating: -1, count: 11)
                    query.withUnsafeBufferPointer { components in
                        var query = tessera_code_query(
                            components: components.baseAddress, step: 0.125, center: 3, base: 0)
                        kernels(table, bits).scan(&query, rows, stride, n, count, &scanned)
                    }
                    #expect(Array(scanned[..<count]) == Array(expected[..<count]), "\(bits) bits, n \(n)")
                    #expect(scanned[count...].allSatisfy { $0 == -1 })
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func unpackedLevelsAreTheirDistancesFromTheMiddle(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 4)
        for sample in cases(table, &random) {
            var components = [Int8](repeating: 0, count: sample.n)
            let sum = kernels(table, sample.bits).unpack(sample.codes, sample.n, &components)
            let expected = sample.levels.map { level in
                sample.bits == 8 ? Int(level) - 128 : 2 * Int(level) - ((1 << sample.bits) - 1)
            }
            #expect(components.map(Int.init) == expected, "\(sample.bits) bits, n \(sample.n)")
            #expect(Int(sum) == expected.reduce(0, +))
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func aRotationKeepsDistancesSpreadsComponentsAndCanBeUndone(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 5)
        for n in [64, 128, 192, 384, 832, 1024] {
            let rounds = n.nonzeroBitCount == 1 ? 2 : 4
            let signs: [Float] = (0..<rounds * n).map { _ in Bool.random(using: &random) ? 1 : -1 }
            // One component alone is what a quantizer likes least.
            for vector in [random.vector(n), (0..<n).map { $0 == 7 ? Float(n) : 0 }] {
                var turned = vector
                table.rotate(signs, rounds, &turned, n)
                let before = vector.reduce(0) { $0 + $1 * $1 }
                let after = turned.reduce(0) { $0 + $1 * $1 }
                #expect(abs(after - before) <= 1e-4 * before)
                #expect(turned.map(abs).max()! <= 6 * (before / Float(n)).squareRoot(), "n \(n)")
                table.rotate_back(signs, rounds, &turned, n)
                #expect(zip(vector, turned).allSatisfy { abs($0 - $1) <= 1e-4 * before.squareRoot() }, "n \(n)")
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func halvesAreMeasuredAsTheFloatsThatTheyStandFor(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 6)
        for n in [1, 7, 16, 33, 100, 384] {
            let query = random.vector(n)
            let halves = (0..<n).map { _ in UInt16(Float.random(in: -1...1, using: &random).bitPattern >> 16) }
            let values = halves.map { Double(Float(bitPattern: UInt32($0) << 16)) }
            let squared = zip(query, values).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
            let dot = zip(query, values).reduce(0) { $0 + Double($1.0) * $1.1 }
            halves.withUnsafeBufferPointer { halves in
                let segments = [halves.baseAddress]
                segments.withUnsafeBufferPointer { segments in
                    var rows = tessera_half_rows(
                        segments: segments.baseAddress, shift: 4, stride: UInt32(n), dimension: UInt32(n))
                    var measured: [Float] = [0, 0]
                    table.bf16_squared_l2_gather(query, &rows, [0], 1, 1, &measured)
                    #expect(abs(Double(measured[0]) - squared) <= 1e-5 * squared + 1e-6)
                    table.bf16_dot_gather(query, &rows, [0], 1, 1, &measured)
                    #expect(abs(Double(measured[0]) - (1 - dot)) <= 1e-4)
                }
            }
        }
    }
}
