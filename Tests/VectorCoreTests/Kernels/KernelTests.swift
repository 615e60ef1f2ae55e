import CVectorKernels
import TestSupport
import Testing
import VectorCore

/// Every table against sums in double precision.
struct KernelTests {
    static let dimensions = Array(1...130) + [191, 192, 193, 255, 256, 257, 300, 384, 511, 768, 1023]

    @Test(arguments: 0..<tessera_kernels_count())
    func everyTableAgreesWithDoublePrecision(_ index: Int) throws {
        let table = try #require(tessera_kernels_at(index)?.pointee)
        var random = SeededGenerator(seed: 7)
        for n in Self.dimensions {
            // One float beyond a cache line's start, so that no kernel may count on alignment.
            let x = (0...n).map { _ in Float.random(in: -2...2, using: &random) }
            let y = (0...n).map { _ in Float.random(in: -2...2, using: &random) }
            let squared = zip(x, y).dropFirst().reduce(0.0) { sum, pair in
                sum + (Double(pair.0) - Double(pair.1)) * (Double(pair.0) - Double(pair.1))
            }
            let dot = zip(x, y).dropFirst().reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            let magnitude = zip(x, y).dropFirst().reduce(0.0) { $0 + abs(Double($1.0) * Double($1.1)) }
            x.withUnsafeBufferPointer { x in
                y.withUnsafeBufferPointer { y in
                    let l2 = table.squared_l2(x.baseAddress! + 1, y.baseAddress! + 1, n)
                    #expect(abs(Double(l2) - squared) <= squared * 1e-5, "n \(n)")
                    for offset: Float in [0, 1] {
                        let negated = table.dot(x.baseAddress! + 1, y.baseAddress! + 1, n, offset)
                        #expect(abs(Double(negated) - (Double(offset) - dot)) <= (magnitude + 1) * 1e-5, "n \(n)")
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func manyRowsAtOnceEqualOneAtATime(_ index: Int) throws {
        let table = try #require(tessera_kernels_at(index)?.pointee)
        var random = SeededGenerator(seed: 8)
        for n in [1, 3, 15, 16, 17, 33, 100, 128, 301] {
            let stride = n + 5
            let rows = 37
            let shift: UInt32 = 3
            let values = (0..<(rows + 8) * stride).map { _ in Float.random(in: -1...1, using: &random) }
            let query = (0..<n).map { _ in Float.random(in: -1...1, using: &random) }
            let ids = (0..<29).map { _ in UInt32.random(in: 0..<UInt32(rows), using: &random) }
            values.withUnsafeBufferPointer { values in
                let segments = (0...(rows >> 3)).map { Optional(values.baseAddress! + ($0 << 3) * stride) }
                segments.withUnsafeBufferPointer { segments in
                    var layout = tessera_rows(
                        segments: segments.baseAddress, shift: shift, stride: UInt32(stride), dimension: UInt32(n))
                    var gathered = [Float](repeating: .nan, count: ids.count)
                    var scanned = [Float](repeating: .nan, count: rows)

                    table.squared_l2_gather(query, &layout, ids, ids.count, 0, &gathered)
                    table.squared_l2_scan(query, values.baseAddress, stride, n, rows, 0, &scanned)
                    for row in 0..<rows {
                        #expect(scanned[row] == table.squared_l2(query, values.baseAddress! + row * stride, n))
                    }
                    #expect(gathered == ids.map { scanned[Int($0)] })
                    let nearest = gathered.min()!
                    #expect(!table.squared_l2_any_below(query, &layout, ids, ids.count, 0, nearest))
                    #expect(table.squared_l2_any_below(query, &layout, ids, ids.count, 0, nearest.nextUp))

                    table.dot_gather(query, &layout, ids, ids.count, 1, &gathered)
                    table.dot_scan(query, values.baseAddress, stride, n, rows, 1, &scanned)
                    for row in 0..<rows {
                        #expect(scanned[row] == table.dot(query, values.baseAddress! + row * stride, n, 1))
                    }
                    #expect(gathered == ids.map { scanned[Int($0)] })
                    let least = gathered.min()!
                    #expect(!table.dot_any_below(query, &layout, ids, ids.count, 1, least))
                    #expect(table.dot_any_below(query, &layout, ids, ids.count, 1, least.nextUp))
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func rowsWithinALimitAreMeasuredAndOthersAreBeyondIt(_ index: Int) throws {
        let table = try #require(tessera_kernels_at(index)?.pointee)
        var random = SeededGenerator(seed: 10)
        for n in [1, 15, 16, 17, 64, 65, 100, 256, 300, 784] {
            let (rows, stride) = (40, n + 3)
            // Whole numbers, so that no rounding decides.
            let values = (0..<rows * stride).map { _ in Float(Int.random(in: -9...9, using: &random)) }
            let query = (0..<n).map { _ in Float(Int.random(in: -9...9, using: &random)) }
            let exact = (0..<rows).map { row in
                (0..<n).reduce(Float(0)) {
                    $0 + (query[$1] - values[row * stride + $1]) * (query[$1] - values[row * stride + $1])
                }
            }
            values.withUnsafeBufferPointer { values in
                let segments = [Optional(values.baseAddress!)]
                segments.withUnsafeBufferPointer { segments in
                    var layout = tessera_rows(
                        segments: segments.baseAddress, shift: 6, stride: UInt32(stride), dimension: UInt32(n))
                    for count in [0, 1, 29, 64, 65, 150] {
                        let ids = (0..<count).map { _ in UInt32.random(in: 0..<UInt32(rows), using: &random) }
                        for limit in exact.prefix(5) + [-1, exact.min()!, .infinity, .nan] {
                            var found = [Float](repeating: .nan, count: count)
                            table.squared_l2_gather_within(query, &layout, ids, count, limit, &found)
                            let isRight = zip(found, ids).allSatisfy { distance, id in
                                let real = exact[Int(id)]
                                return real > limit ? distance > limit && distance <= real : distance == real
                            }
                            #expect(isRight, "n \(n), \(count) rows, limit \(limit)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func checksumsAreCRC32CWhereverTheyAreSplit(_ index: Int) throws {
        let table = try #require(tessera_kernels_at(index)?.pointee)
        #expect(table.crc32c(0, Array("123456789".utf8), 9) == 0xE306_9283)  // the check value of RFC 3720's CRC
        #expect(table.crc32c(0, [UInt8](repeating: 0, count: 32), 32) == 0x8A91_36AA)  // RFC 3720, B.4
        #expect(table.crc32c(0, [UInt8](repeating: 255, count: 32), 32) == 0x62A8_AB43)
        let bytes = (0..<100).map { UInt8($0 * 7 & 255) }
        for split in 0...100 {
            let first = table.crc32c(0, bytes, split)
            #expect(table.crc32c(first, Array(bytes[split...]), 100 - split) == table.crc32c(0, bytes, 100))
        }
        // Long ones may be summed in parts: as by the plain loop of the portable table, whatever the length.
        let portable = try #require(tessera_kernels_at(tessera_kernels_count() - 1)?.pointee)
        var random = SeededGenerator(seed: 77)
        let long = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for count in Array(stride(from: 0, to: 20_000, by: 397)) + [503, 504, 505, 4079, 4080, 4081, 4096, 8192] {
            let former = UInt32.random(in: 0...(.max), using: &random)
            #expect(table.crc32c(former, long, count) == portable.crc32c(former, long, count), "\(count) bytes")
        }
    }

    @Test(arguments: 0..<tessera_kernels_count())
    func whatIsNotAboveALimitIsChosen(_ index: Int) throws {
        let table = try #require(tessera_kernels_at(index)?.pointee)
        var random = SeededGenerator(seed: 9)
        for count in [0, 1, 15, 16, 17, 100, 512, 515] {
            // Multiples of an eighth, so that no rounding decides; and what an overflow makes.
            var bases = (0..<count).map { _ in Float(Int.random(in: -80...80, using: &random)) / 8 }
            var products = (0..<count).map { _ in Float(Int.random(in: -80...80, using: &random)) / 8 }
            for place in stride(from: 3, to: count, by: 37) { bases[place] = [.infinity, -.infinity, .nan][place % 3] }
            for place in stride(from: 5, to: count, by: 41) {
                products[place] = [.infinity, -.infinity, .nan][place % 3]
            }
            for limit: Float in [-25, -3, 0.125, 25, .infinity, -.infinity, .nan] {
                for scale: Float in [-2, -1] {
                    let expected = (0..<count).filter { !(bases[$0] + scale * products[$0] > limit) }
                    var places = [UInt32](repeating: .max, count: count)
                    let found = table.screen(bases, products, scale, limit, count, &places)
                    #expect(places[..<found].map(Int.init) == expected, "count \(count) limit \(limit)")
                }
            }
        }
    }

    @Test func theFastestTableIsUsedAndPortableIsAlwaysThere() {
        #expect(Kernels.supported.last?.name == "portable")
        #expect(Kernels.supported.contains { $0.name == Kernels.instructionSet })
        #expect(Set(Kernels.supported.map(\.name)).count == Kernels.supported.count)
    }
}
