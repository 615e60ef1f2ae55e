import CKeywordKernels
import KeywordSearch
import TestSupport
import Testing

@Suite struct KernelTests {
    @Test func everyWidthIsUnpackedAsItWasPacked() {
        var generator = SeededGenerator(seed: 5)
        for bits in 0...32 as ClosedRange<UInt32> {
            let most: UInt32 = bits == 32 ? .max : (1 << bits) - 1
            let values = (0..<128).map { _ in UInt32.random(in: 0...most, using: &generator) }
            var packed = [UInt8](repeating: 0xAA, count: Int(16 * bits))
            tessera_pack(values, bits, &packed)
            for kernels in KeywordKernels.supported {
                var found = [UInt32](repeating: 0, count: 128)
                kernels.table.unpack_frequencies(packed, bits, &found)
                #expect(found == values.map { $0 &+ 1 }, "\(bits) bits, \(kernels.name)")
                kernels.table.unpack_documents(packed, bits, 41, &found)
                var last: UInt32 = 41
                let documents = values.map { gap -> UInt32 in
                    last = last &+ gap &+ 1
                    return last
                }
                #expect(found == documents, "\(bits) bits, \(kernels.name)")
            }
        }
    }

    @Test func everyInstructionSetGivesTheSameBits() {
        var generator = SeededGenerator(seed: 6)
        let lengths = (0..<4_096).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let documents = (0..<128).map { UInt32($0 * 7) }
        let frequencies = (0..<128).map { _ in UInt32.random(in: 1...40, using: &generator) }
        let sums = (0..<256).map { _ in Int32.random(in: 0...9, using: &generator) }
        for width in [1, 2, 4] as [UInt32] {
            for count in [1, 7, 16, 77, 128] {
                lengths.withUnsafeBufferPointer { lengths in
                    var scale = tessera_term_scale(
                        weight: 3e8, base: 0.3, slope: width == 4 ? 1e-9 : 0.009, lengths: lengths.baseAddress,
                        width: width)
                    var expected: [Int32]?
                    for kernels in KeywordKernels.supported.reversed() {
                        var shares = [Int32](repeating: 0, count: 128)
                        kernels.table.score(&scale, documents, frequencies, count, &shares)
                        #expect(expected ?? shares == shares, "\(kernels.name), width \(width), \(count)")
                        expected = expected ?? shares
                    }
                }
            }
        }
        for kernels in KeywordKernels.supported {
            for document in [0, 3, 7, 400, 889, 5_000] as [UInt32] {
                #expect(kernels.table.rank(documents, 77, document) == documents[..<77].count { $0 < document })
            }
            var (window, found, taken) = (sums, [UInt32](repeating: 0, count: 300), [Int32](repeating: 0, count: 300))
            let count = kernels.table.collect(&window, 256, 1_000, 6, &found, &taken)
            #expect(window.allSatisfy { $0 == 0 })
            let above = sums.indices.filter { sums[$0] > 6 }
            #expect(found[..<count].elementsEqual(above.map { UInt32($0 + 1_000) }), "\(kernels.name)")
            #expect(taken[..<count].elementsEqual(above.map { sums[$0] }), "\(kernels.name)")
            let kept = kernels.table.above(found, taken, count, 7, &found, &taken)
            #expect(found[..<kept].elementsEqual(sums.indices.filter { sums[$0] > 7 }.map { UInt32($0 + 1_000) }))
        }
    }

    @Test func theHighestValuesAreChosen() {
        var generator = SeededGenerator(seed: 7)
        for most in [0, 3, 1_000, Int32.max] {
            for count in [1, 15, 16, 130] {
                let values = (0..<count).map { _ in Int32.random(in: 0...most, using: &generator) }
                let sorted = values.sorted(by: >)
                for kernels in KeywordKernels.supported {
                    for k in [1, (count + 1) / 2, count] {
                        #expect(kernels.table.select(values, count, k) == sorted[k - 1], "\(kernels.name), \(values)")
                    }
                }
            }
        }
    }
}
