import CVectorKernels
import TestSupport
import Testing

/// Every table's kernels of product quantization and clustering against plain sums.
struct QuantizationKernelTests {
    private func table(_ index: Int) throws -> tessera_kernels { try #require(tessera_kernels_at(index)?.pointee) }

    @Test(arguments: 0..<tessera_kernels_count())
    func fourBitScansAreThePlainSumsBitForBit(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 21)
        for parts in [8, 16, 40, 192, 1040] {
            for count in [1, 31, 32, 33, 64, 95, 97, 128, 129, 300] {
                let blocks = (count + 31) / 32
                let tables = (0..<parts * 16).map { _ in UInt8.random(in: 0...63, using: &random) }
                let codes = (0..<blocks * parts * 16).map { _ in UInt8.random(in: 0...255, using: &random) }
                let addends = (0..<count).map { _ in Float.random(in: -9...9, using: &random) }
                let base: Float = 1.37
                let step: Float = 0.0173
                let expected = (0..<count).map { vector -> Float in
                    var sum = 0
                    for part in 0..<parts {
                        let byte = codes[vector / 32 * parts * 16 + part / 2 * 32 + vector % 32]
                        sum += Int(tables[part * 16 + Int(part % 2 == 0 ? byte & 15 : byte >> 4)])
                    }
                    let scaled = step * Float(sum)
                    return (base + addends[vector]) + scaled
                }
                for limit in [Float.infinity, expected.sorted()[count / 2], expected.min()!.nextDown] {
                    var positions = [UInt32](repeating: .max, count: count + 32)
                    var estimates = [Float](repeating: .nan, count: count + 32)
                    let found = table.pq4_scan(
                        tables, parts, codes, count, addends, base, step, limit, &positions, &estimates, codes)
                    let within = (0..<count).filter { expected[$0] <= limit }
                    #expect(positions[..<found].map(Int.init) == within, "\(parts) parts, \(count) vectors")
                    #expect(Array(estimates[..<found]) == within.map { expected[$0] })
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func eightBitScansAreThePlainSumsBitForBit(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 22)
        for (parts, count) in [(8, 1), (8, 70), (24, 32), (48, 161)] {
            let blocks = (count + 31) / 32
            let products = (0..<parts * 256).map { _ in Float.random(in: -1...1, using: &random) }
            let codes = (0..<blocks * parts * 32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let addends = (0..<count).map { _ in Float.random(in: -9...9, using: &random) }
            let expected = (0..<count).map { vector -> Float in
                var sum: Float = 0
                for part in 0..<parts {
                    sum += products[part * 256 + Int(codes[vector / 32 * parts * 32 + part * 32 + vector % 32])]
                }
                return (0.5 + addends[vector]) + -1 * sum
            }
            let limit = expected.sorted()[count / 2]
            var positions = [UInt32](repeating: .max, count: count + 32)
            var estimates = [Float](repeating: .nan, count: count + 32)
            let found = table.pq8_scan(products, parts, codes, count, addends, 0.5, -1, limit, &positions, &estimates)
            let within = (0..<count).filter { expected[$0] <= limit }
            #expect(positions[..<found].map(Int.init) == within)
            #expect(Array(estimates[..<found]) == within.map { expected[$0] })
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func whatIsNoNumberIsFoundWhateverTheLimit(_ index: Int) throws {
        let table = try table(index)
        let codes = [UInt8](repeating: 0, count: 128)
        let tables = [UInt8](repeating: 0, count: 128)
        let addends: [Float] = [1, .nan, .infinity, -.infinity, 5]
        var positions = [UInt32](repeating: 0, count: 40)
        var estimates = [Float](repeating: 0, count: 40)
        let found = table.pq4_scan(tables, 8, codes, 5, addends, 0, 1, 2, &positions, &estimates, codes)
        #expect(positions[..<found] == [0, 1, 3])
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func tablesKeepProductsToHalfAStep(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 23)
        for (parts, codes, width) in [(8, 16, 1), (8, 16, 2), (24, 16, 5), (8, 256, 4)] {
            let query = random.vector(parts * width)
            let columns = random.vector(parts * width * codes)
            var products = [Float](repeating: .nan, count: parts * codes)
            table.pq_products(query, columns, parts, codes, width, &products)
            for part in 0..<parts {
                for code in 0..<codes {
                    let expected = (0..<width).reduce(0.0) {
                        $0 + Double(query[part * width + $1]) * Double(columns[(part * width + $1) * codes + code])
                    }
                    #expect(abs(Double(products[part * codes + code]) - expected) < 1e-5)
                }
            }
            guard codes == 16 else { continue }
            var bytes = [UInt8](repeating: 255, count: parts * 16)
            var step: Float = 0
            let tops = table.pq4_table(products, parts, &bytes, &step)
            #expect(bytes.allSatisfy { $0 <= 63 } && bytes.contains(63))
            var sum: Float = 0
            for part in 0..<parts {
                let top = products[part * 16..<(part + 1) * 16].max() ?? 0
                sum += top
                for code in 0..<16 {
                    let kept = top - Float(bytes[part * 16 + code]) * step
                    #expect(abs(kept - products[part * 16 + code]) <= 0.501 * step)
                }
            }
            #expect(abs(sum - tops) < 1e-4)
        }
        var bytes = [UInt8](repeating: 255, count: 128)
        var step: Float = 9
        #expect(table.pq4_table([Float](repeating: 3, count: 128), 8, &bytes, &step) == 24)
        #expect(step == 0 && bytes.allSatisfy { $0 == 0 })
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func codesAreThoseOfTheNearestEntries(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 24)
        for (codes, width) in [(16, 1), (16, 2), (16, 7), (256, 4)] {
            let columns = random.vector(width * 32)
            let entries = (0..<codes).map { _ in random.vector(width) }
            let codebook = entries.flatMap { $0 + [$0.reduce(0) { $0 + $1 * $1 } / 2] }
            var found = [UInt8](repeating: 0, count: 32)
            table.pq_encode(columns, codebook, codes, width, &found)
            for lane in 0..<32 {
                let distances = entries.map { entry in
                    (0..<width).reduce(0.0) { sum, component in
                        let difference = Double(columns[component * 32 + lane]) - Double(entry[component])
                        return sum + difference * difference
                    }
                }
                #expect(distances[Int(found[lane])] <= (distances.min() ?? 0) + 1e-5)
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func theLeastAndThoseWithinALimitAreFound(_ index: Int) throws {
        let table = try table(index)
        var random = SeededGenerator(seed: 25)
        for n in [1, 5, 15, 16, 17, 48, 100, 515] {
            // Few different numbers, so that many are equal.
            let addends = (0..<n).map { _ in Float(Int.random(in: 0..<40, using: &random)) }
            let products = (0..<n).map { _ in Float(Int.random(in: 0..<40, using: &random)) }
            let differences = zip(addends, products).map { $0 - $1 }
            var value: Float = .nan
            let place = table.least(addends, products, n, &value)
            #expect(value == differences.min() && place == differences.firstIndex(of: value))
            for limit in [-50, -10, 0, 7.5, 60, Float.infinity] {
                let within = (0..<n).filter { differences[$0] <= limit }
                #expect(table.count_within(differences, n, limit) == within.count)
                var places = [UInt32](repeating: 0, count: n + 16)
                var taken = [Float](repeating: 0, count: n + 16)
                #expect(table.take_within(differences, n, limit, &places, &taken) == within.count)
                #expect(places[..<within.count].map(Int.init) == within)
                #expect(Array(taken[..<within.count]) == within.map { differences[$0] })
                // In its own place.
                var moved = differences + [Float](repeating: 0, count: 16)
                let kept = moved.withUnsafeMutableBufferPointer {
                    table.take_within($0.baseAddress, n, limit, &places, $0.baseAddress)
                }
                #expect(Array(moved[..<kept]) == within.map { differences[$0] })
            }
        }
        #expect(table.count_within([.nan, .infinity, 1], 3, .infinity) == 2)
    }
}
