/// The merges of byte-pair encoding: which two neighbouring tokens become which one, and how early.
struct MergeTable: Sendable {
    struct Merge {
        /// Its place in the list; lower ones go first.
        var rank: UInt32
        var id: Int32
    }

    private var keys: [UInt64]
    private var merges: [Merge]
    private let mask: Int
    private static let empty = UInt64.max

    /// Later merges of the same pair take the place of earlier ones.
    init(_ list: [(left: Int32, right: Int32, id: Int32)]) {
        var size = 16
        while size < list.count * 2 { size *= 2 }
        keys = [UInt64](repeating: MergeTable.empty, count: size)
        merges = [Merge](repeating: Merge(rank: 0, id: 0), count: size)
        mask = size - 1
        for (rank, merge) in list.enumerated() {
            let slot = slot(of: MergeTable.key(merge.left, merge.right))
            keys[slot] = MergeTable.key(merge.left, merge.right)
            merges[slot] = Merge(rank: UInt32(rank), id: merge.id)
        }
    }

    @inline(__always)
    subscript(_ left: Int32, _ right: Int32) -> Merge? {
        let key = MergeTable.key(left, right)
        let slot = slot(of: key)
        return keys.withUnsafeBufferPointer { $0[slot] } == key ? merges.withUnsafeBufferPointer { $0[slot] } : nil
    }

    @inline(__always)
    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        keys.withUnsafeBufferPointer { keys in
            while keys[slot] != key, keys[slot] != MergeTable.empty { slot = (slot + 1) & mask }
        }
        return slot
    }
}
