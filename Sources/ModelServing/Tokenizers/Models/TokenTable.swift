/// Tokens by their bytes: an open-addressing table over one block of bytes.
struct TokenTable: Sendable {
    private var bytes: [UInt8] = []
    /// For each entry where its bytes begin; one more at the end.
    private var starts: [Int32] = [0]
    private var ids: [Int32] = []
    /// Entry plus one; 0 marks an empty slot.
    private var slots: [UInt32]
    private let mask: Int

    /// - Throws: ``ModelError`` for a vocabulary of 2 GB or more.
    init(_ tokens: [(token: [UInt8], id: Int32)]) throws(ModelError) {
        guard tokens.reduce(0, { $0 + $1.token.count }) < Int32.max else {
            throw ModelError(.unsupportedModel, "the vocabulary has 2 GB or more")
        }
        var size = 16
        while size < tokens.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        mask = size - 1
        for (token, id) in tokens {
            token.withUnsafeBufferPointer { token in
                let slot = slot(of: token)
                if slots[slot] > 0 {
                    ids[Int(slots[slot]) - 1] = id
                } else {
                    bytes.append(contentsOf: token)
                    starts.append(Int32(bytes.count))
                    ids.append(id)
                    slots[slot] = UInt32(ids.count)
                }
            }
        }
    }

    var count: Int { ids.count }

    /// The id of the token with these bytes; of several the last one's.
    @inline(__always)
    func id(of token: UnsafeBufferPointer<UInt8>) -> Int32? {
        let entry = slots[slot(of: token)]
        return entry > 0 ? ids[Int(entry) - 1] : nil
    }

    func id(of token: [UInt8]) -> Int32? {
        token.withUnsafeBufferPointer { id(of: $0) }
    }

    func id(of token: String) -> Int32? {
        var token = token
        return token.withUTF8 { id(of: $0) }
    }

    /// The slot that has the token, or the empty one where it would be.
    @inline(__always)
    private func slot(of token: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = UInt64(token.count) &* 0x9E37_79B9_7F4A_7C15
        for byte in token { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 &+ (hash >> 47) }
        var slot = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
        while slots[slot] > 0, !isEntry(Int(slots[slot]) - 1, token) { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    private func isEntry(_ entry: Int, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[entry])
        guard Int(starts[entry + 1]) - start == token.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<token.count where bytes[start + index] != token[index] { return false }
            return true
        }
    }
}
