import CEncoderKernels
import TestSupport
import Testing

struct HashBlocksTests {
    /// Of a product of 128 bits both halves, and the word; versions of models depend on it.
    @Test func eachWordGoesIntoItsLaneByAFullProduct() {
        var generator = SeededGenerator(seed: 17)
        for blocks in [1, 2, 7, 100] {
            let words = (0..<blocks * 4).map { _ in UInt64.random(in: 0 ... .max, using: &generator) }
            var lanes: [UInt64] = [0, 1, .max, 0x1656_67B1_9E37_79F9]
            var expected = lanes
            for (place, word) in words.enumerated() {
                let product = (expected[place % 4] ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
                expected[place % 4] = (product.high ^ product.low) &+ word
            }
            words.map(\.littleEndian).withUnsafeBytes { tessera_hash_blocks(&lanes, $0.baseAddress, blocks) }
            #expect(lanes == expected, "\(blocks) blocks")
        }
    }
}
