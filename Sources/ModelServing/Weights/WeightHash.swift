import CEncoderKernels

/// A 64-bit hash at memory speed, the same on every run and machine; it tells weights apart, not forgeries.
struct WeightHash {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x27D4_EB2F_1656_67C5
    )
    private var length: UInt64 = 0

    @inline(__always)
    private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        let product = (lane ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low &+ word
    }

    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        let blocks = bytes.count / Int(TESSERA_HASH_BLOCK)
        if blocks > 0 {
            // Four words a block, each into a lane of its own, so that the multiplications overlap.
            // SAFETY: the four lanes lie one behind the other, and `bytes` has that many blocks.
            withUnsafeMutableBytes(of: &lanes) {
                tessera_hash_blocks($0.assumingMemoryBound(to: UInt64.self).baseAddress, bytes.baseAddress, blocks)
            }
        }
        var offset = blocks * Int(TESSERA_HASH_BLOCK)
        while offset < bytes.count {
            lanes.0 = WeightHash.mix(lanes.0, UInt64(bytes[offset]))
            offset += 1
        }
        length += UInt64(bytes.count)
    }

    mutating func combine(_ value: UInt64) {
        lanes.1 = WeightHash.mix(lanes.1, value)
        length += 8
    }

    mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
    }

    var value: UInt64 {
        var value = WeightHash.mix(length, lanes.0)
        for lane in [lanes.1, lanes.2, lanes.3] { value = WeightHash.mix(value, lane) }
        return value ^ value >> 32
    }
}
