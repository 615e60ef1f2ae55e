/// A slot and its distance as one number, so that queues compare and move a single register.
///
/// The upper half holds the distance's bits, changed so that they order as the distances do; the lower half the slot's
/// complement, so that among equal distances the higher slot, most often the newer one, counts as nearer: each copy of
/// one vector is then linked to the last few before it and not all of them to the first few, whose lists would run over.
struct Candidate: Comparable {
    let key: UInt64

    /// Farther than every real one.
    static var farthest: Candidate { Candidate(key: .max) }

    @inline(__always)
    init(key: UInt64) { self.key = key }

    /// - Parameter distance: One that is not a number, which only an overflow makes, counts as infinitely far.
    @inline(__always)
    init(slot: UInt32, distance: Float) {
        let bits = (distance == distance ? distance : .infinity).bitPattern
        let ordered = bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
        key = UInt64(ordered) << 32 | UInt64(~slot)
    }

    @inline(__always)
    var slot: UInt32 { ~UInt32(truncatingIfNeeded: key) }

    @inline(__always)
    var distance: Float {
        let ordered = UInt32(truncatingIfNeeded: key >> 32)
        return Float(bitPattern: ordered & 0x8000_0000 != 0 ? ordered ^ 0x8000_0000 : ~ordered)
    }

    @inline(__always)
    static func < (left: Candidate, right: Candidate) -> Bool { left.key < right.key }
}
