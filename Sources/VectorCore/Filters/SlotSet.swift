/// Slots of an index, one bit each.
package struct SlotSet: Sendable {
    package let words: [UInt64]
    package let count: Int
    /// The slots as a list too, where they are few: who scans them does so again and again.
    private let list: [UInt32]?

    /// The slots below a count that satisfy a condition.
    package init(slotCount: Int, where isMember: (Int) -> Bool) {
        var words = [UInt64](repeating: 0, count: (slotCount + 63) / 64)
        var count = 0
        for index in words.indices {
            let first = index * 64
            var word: UInt64 = 0
            for slot in first..<min(first + 64, slotCount) where isMember(slot) { word |= 1 << UInt64(slot - first) }
            words[index] = word
            count += word.nonzeroBitCount
        }
        self.words = words
        self.count = count
        list = count <= slotCount / 4 ? Self.slots(words, count) : nil
    }

    @inline(__always)
    package func contains(_ slot: UInt32) -> Bool { words[Int(slot >> 6)] >> UInt64(slot & 63) & 1 != 0 }

    /// The slots, ascending.
    package var slots: [UInt32] { list ?? Self.slots(words, count) }

    private static func slots(_ words: [UInt64], _ count: Int) -> [UInt32] {
        var slots: [UInt32] = []
        slots.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                slots.append(UInt32(index << 6 | rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return slots
    }
}
