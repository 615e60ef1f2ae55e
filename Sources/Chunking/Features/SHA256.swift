/// The SHA-256 digest, for hashes of contents and ids of chunks: two texts with the same one are not to be feared.
///
/// This module depends on nothing but the toolchain, so the algorithm is here; it is checked against NIST's vectors.
/// - Source: FIPS 180-4, section 6.2; the schedule is kept to its last sixteen words.
struct SHA256 {
    private typealias Block = (
        UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32,
        UInt32, UInt32
    )

    private var state: SIMD8<UInt32> = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    /// Bytes that do not fill a block yet.
    private var pending: [UInt8] = []
    private var count: UInt64 = 0

    static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { update($0.span) }
        if done == nil { update(Array(bytes).span) }
    }

    private mutating func update(_ bytes: Span<UInt8>) {
        count += UInt64(bytes.count)
        var i = 0
        if !pending.isEmpty {
            while i < bytes.count, pending.count < 64 {
                pending.append(bytes[i])
                i += 1
            }
            if pending.count < 64 { return }
            var next = state
            Self.takeBlock(pending.span.bytes, at: 0, into: &next)
            state = next
            pending.removeAll(keepingCapacity: true)
        }
        while i + 64 <= bytes.count {
            Self.takeBlock(bytes.bytes, at: i, into: &state)
            i += 64
        }
        while i < bytes.count {
            pending.append(bytes[i])
            i += 1
        }
    }

    consuming func finish() -> [UInt8] {
        let bits = count * 8
        // A bit, zeros up to eight bytes before a block's end, and the length.
        var padding = [UInt8](repeating: 0, count: (pending.count < 56 ? 56 : 120) - pending.count)
        padding[0] = 0x80
        for shift in stride(from: 56, through: 0, by: -8) { padding.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        update(padding.span)
        var digest: [UInt8] = []
        digest.reserveCapacity(32)
        for i in 0..<8 {
            for shift in stride(from: 24, through: 0, by: -8) {
                digest.append(UInt8(truncatingIfNeeded: state[i] >> shift))
            }
        }
        return digest
    }

    // MARK: One block

    private static func takeBlock(_ bytes: RawSpan, at start: Int, into state: inout SIMD8<UInt32>) {
        var w = block(bytes, at: start)
        let constants = constants.span
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        var first = 0
        while true {
            round(a, b, c, &d, e, f, g, &h, constants[first + 0] &+ w.0)
            round(h, a, b, &c, d, e, f, &g, constants[first + 1] &+ w.1)
            round(g, h, a, &b, c, d, e, &f, constants[first + 2] &+ w.2)
            round(f, g, h, &a, b, c, d, &e, constants[first + 3] &+ w.3)
            round(e, f, g, &h, a, b, c, &d, constants[first + 4] &+ w.4)
            round(d, e, f, &g, h, a, b, &c, constants[first + 5] &+ w.5)
            round(c, d, e, &f, g, h, a, &b, constants[first + 6] &+ w.6)
            round(b, c, d, &e, f, g, h, &a, constants[first + 7] &+ w.7)
            round(a, b, c, &d, e, f, g, &h, constants[first + 8] &+ w.8)
            round(h, a, b, &c, d, e, f, &g, constants[first + 9] &+ w.9)
            round(g, h, a, &b, c, d, e, &f, constants[first + 10] &+ w.10)
            round(f, g, h, &a, b, c, d, &e, constants[first + 11] &+ w.11)
            round(e, f, g, &h, a, b, c, &d, constants[first + 12] &+ w.12)
            round(d, e, f, &g, h, a, b, &c, constants[first + 13] &+ w.13)
            round(c, d, e, &f, g, h, a, &b, constants[first + 14] &+ w.14)
            round(b, c, d, &e, f, g, h, &a, constants[first + 15] &+ w.15)
            first += 16
            if first == 64 { break }
            w.0 = scheduled(w.0, w.1, w.9, w.14)
            w.1 = scheduled(w.1, w.2, w.10, w.15)
            w.2 = scheduled(w.2, w.3, w.11, w.0)
            w.3 = scheduled(w.3, w.4, w.12, w.1)
            w.4 = scheduled(w.4, w.5, w.13, w.2)
            w.5 = scheduled(w.5, w.6, w.14, w.3)
            w.6 = scheduled(w.6, w.7, w.15, w.4)
            w.7 = scheduled(w.7, w.8, w.0, w.5)
            w.8 = scheduled(w.8, w.9, w.1, w.6)
            w.9 = scheduled(w.9, w.10, w.2, w.7)
            w.10 = scheduled(w.10, w.11, w.3, w.8)
            w.11 = scheduled(w.11, w.12, w.4, w.9)
            w.12 = scheduled(w.12, w.13, w.5, w.10)
            w.13 = scheduled(w.13, w.14, w.6, w.11)
            w.14 = scheduled(w.14, w.15, w.7, w.12)
            w.15 = scheduled(w.15, w.0, w.8, w.13)
        }
        state &+= [a, b, c, d, e, f, g, h]
    }

    private static func block(_ bytes: RawSpan, at start: Int) -> Block {
        (
            word(bytes, start), word(bytes, start + 4), word(bytes, start + 8), word(bytes, start + 12),
            word(bytes, start + 16), word(bytes, start + 20), word(bytes, start + 24), word(bytes, start + 28),
            word(bytes, start + 32), word(bytes, start + 36), word(bytes, start + 40), word(bytes, start + 44),
            word(bytes, start + 48), word(bytes, start + 52), word(bytes, start + 56), word(bytes, start + 60)
        )
    }

    @inline(__always)
    private static func word(_ bytes: RawSpan, _ position: Int) -> UInt32 {
        // SAFETY: the load checks that four bytes are there, and any four bytes are a number.
        UInt32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self))
    }

    /// One of the 64 steps. The letters move on by one place from step to step, so two change and six stay.
    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
        _ h: inout UInt32, _ word: UInt32
    ) {
        let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let first = h &+ s1 &+ (g ^ e & (f ^ g)) &+ word
        let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        d = d &+ first
        h = first &+ s0 &+ (a & b | c & (a | b))
    }

    /// A word of the schedule from those 16, 15, 7 and 2 places before it.
    @inline(__always)
    private static func scheduled(_ w16: UInt32, _ w15: UInt32, _ w7: UInt32, _ w2: UInt32) -> UInt32 {
        let s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ w15 >> 3
        let s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ w2 >> 10
        return w16 &+ s0 &+ w7 &+ s1
    }

    @inline(__always)
    private static func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
        value &>> count | value &<< (32 &- count)
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ]
}
