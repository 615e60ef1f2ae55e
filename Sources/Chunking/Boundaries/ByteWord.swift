/// Eight bytes of a text, asked about all at once: what every fast search here is made of.
///
/// Answers are masks that have the top bit of each byte that is meant; the text's first byte is the lowest.
struct ByteWord {
    static let size = 8

    private let bits: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The bytes from a position on.
    @inline(__always)
    init(_ bytes: RawSpan, at position: Int) {
        // SAFETY: the load checks that eight bytes are there, and any eight bytes are a number.
        bits = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    /// - Parameter ignored: Bits of each byte that may be as they like; they are set in `byte`.
    @inline(__always)
    func equal(to byte: UInt8, ignoring ignored: UInt8 = 0) -> UInt64 {
        let difference = (bits | UInt64(ignored) &* Self.ones) ^ UInt64(byte) &* Self.ones
        return ~((difference & ~Self.all &+ ~Self.all) | difference) & Self.all
    }

    /// - Parameter byte: Of ASCII.
    @inline(__always)
    func atMost(_ byte: UInt8) -> UInt64 { Self.atMost(byte, bits) }

    @inline(__always)
    private static func atMost(_ byte: UInt8, _ bits: UInt64) -> UInt64 {
        ~((bits & ~all &+ UInt64(0x7F - byte) &* ones) | bits) & all
    }

    /// The letters of ASCII.
    @inline(__always)
    var letters: UInt64 {
        let small = bits | 0x20 &* Self.ones
        return Self.atMost(UInt8(ascii: "z"), small) & ~Self.atMost(UInt8(ascii: "a") - 1, small)
    }

    /// Those of scalars beyond ASCII.
    @inline(__always)
    var wide: UInt64 { bits & Self.all }

    /// Those that continue a scalar.
    @inline(__always)
    var continuations: UInt64 { bits & ~(bits << 1) & Self.all }

    /// Whether the first six bytes are two scalars of three bytes whose lead tells that they are well-formed, as those of
    /// Japanese are; under the leads 0xE0 and 0xED not every second byte is right.
    @inline(__always)
    var isTwoPlainTriples: Bool {
        let (first, second) = (bits & 0x0F, bits >> 24 & 0x0F)
        return bits & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 && first != 0 && first != 0x0D && second != 0
            && second != 0x0D
    }

    // MARK: Masks

    /// All eight.
    static let all: UInt64 = 0x8080_8080_8080_8080

    /// Which of the eight bytes is the first that a mask has, which is not 0.
    @inline(__always)
    static func first(_ mask: UInt64) -> Int { mask.trailingZeroBitCount >> 3 }

    @inline(__always)
    static func last(_ mask: UInt64) -> Int { (63 - mask.leadingZeroBitCount) >> 3 }

    /// How many bytes a mask has.
    @inline(__always)
    static func count(_ mask: UInt64) -> Int { Int(truncatingIfNeeded: ((mask >> 7) &* ones) >> 56) }
}
