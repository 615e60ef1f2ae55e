/// Numbers words in the order in which they first come, equal ones alike: a hash table over bytes.
struct WordTable: Sendable {
    /// The words after one another, in small letters.
    private var bytes: [UInt8] = []
    /// Where each word begins in them, and where the last ends.
    private var starts = [0]
    private var hashes: [UInt64] = []
    /// Open addresses: a word's number and 1, or 0; at least twice as many as words.
    private var slots: [UInt32]

    init() {
        slots = [UInt32](repeating: 0, count: 256)
    }

    var count: Int { hashes.count }

    /// A word's hash, byte by byte.
    /// - Source: FNV-1a of 64 bits, Fowler, Noll & Vo 1991.
    struct Hash {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        /// - Parameter byte: In small letters.
        @inline(__always)
        mutating func add(_ byte: UInt8) {
            value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
        }

        static func of(_ bytes: [UInt8]) -> Hash {
            var hash = Hash()
            for byte in bytes { hash.add(byte) }
            return hash
        }
    }

    /// The number of a word; nil if it is not here.
    ///
    /// - Parameter text: Has the word in a range; capital letters of ASCII count as small ones.
    @inline(__always)
    func number(of word: Range<Int>, in text: [UInt8], _ hash: Hash) -> Int? {
        let slot = slots[slot(of: word, in: text, hash)]
        return slot == 0 ? nil : Int(slot) - 1
    }

    /// The same, where a word that is not here is added.
    @inline(__always)
    mutating func addedNumber(of word: Range<Int>, in text: [UInt8], _ hash: Hash) -> Int {
        let slot = slot(of: word, in: text, hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        add(word, in: text, hash, at: slot)
        return count - 1
    }

    private mutating func add(_ word: Range<Int>, in text: [UInt8], _ hash: Hash, at slot: Int) {
        for i in word { bytes.append(ASCII.lowercase(text[i])) }
        starts.append(bytes.count)
        hashes.append(hash.value)
        slots[slot] = UInt32(count)
        if 2 * count > slots.count { grow() }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var slot = first(for: hash)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// Where a word is or would be.
    @inline(__always)
    private func slot(of word: Range<Int>, in text: [UInt8], _ hash: Hash) -> Int {
        var slot = first(for: hash.value)
        while slots[slot] != 0, !isEqual(Int(slots[slot]) - 1, word, in: text, hash) {
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return slot
    }

    @inline(__always)
    private func first(for hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count &- 1)
    }

    @inline(__always)
    private func isEqual(_ number: Int, _ word: Range<Int>, in text: [UInt8], _ hash: Hash) -> Bool {
        guard hashes[number] == hash.value, starts[number + 1] - starts[number] == word.count else { return false }
        var i = starts[number]
        for position in word {
            if bytes[i] != ASCII.lowercase(text[position]) { return false }
            i &+= 1
        }
        return true
    }
}

extension WordTable {
    /// Of words in small letters.
    init(_ words: [Substring]) {
        self.init()
        for word in words {
            let text = Array(word.utf8)
            _ = addedNumber(of: text.indices, in: text, .of(text))
        }
    }
}
