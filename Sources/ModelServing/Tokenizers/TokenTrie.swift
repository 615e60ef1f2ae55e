/// The vocabulary as a trie over bytes, so that the longest token at a place is found in one pass.
///
/// The edges of all nodes lie in one open-addressing table, keyed by node and byte: a step is one probe, mostly.
struct TokenTrie: Sendable {
    static let root: UInt32 = 0

    /// The id of the token that ends at each node; -1 where none does.
    private var ids: [Int32] = [-1]
    /// Of each edge the key, node and byte with the node in the upper 24 bits, and below it the node that it leads to; `.max`
    /// marks an empty slot. At most half full, so that it stays in the caches.
    private var slots: [UInt64]
    private var shift: UInt32

    /// - Throws: ``ModelError`` for a vocabulary of more bytes than a trie of 2^24 nodes can hold.
    init(_ tokens: [(token: String, id: Int32)]) throws(ModelError) {
        let bytes = tokens.reduce(0) { $0 + $1.token.utf8.count }
        guard bytes < 1 << 24 - 1 else {
            throw ModelError(.unsupportedModel, "the vocabulary has \(bytes) bytes; up to 16 million are supported")
        }
        // Few tokens have less than two nodes of their own.
        let bits = max(12, UInt32(Int.bitWidth - (tokens.count * 4).leadingZeroBitCount))
        shift = 32 - bits
        slots = [UInt64](repeating: .max, count: 1 << bits)
        for (token, id) in tokens {
            var node = TokenTrie.root
            for byte in token.utf8 { node = insert(node, byte) }
            ids[Int(node)] = id
        }
    }

    @inline(__always)
    private static func key(_ slot: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: slot >> 32) }

    @inline(__always)
    private func slot(of key: UInt32) -> Int {
        Int((key &* 0x9E37_79B1) >> shift)
    }

    private mutating func insert(_ node: UInt32, _ byte: UInt8) -> UInt32 {
        if ids.count * 2 > slots.count { grow() }
        let key = node << 8 | UInt32(byte)
        var slot = slot(of: key)
        while slots[slot] != .max {
            if TokenTrie.key(slots[slot]) == key { return UInt32(truncatingIfNeeded: slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let target = UInt32(ids.count)
        slots[slot] = UInt64(key) << 32 | UInt64(target)
        ids.append(-1)
        return target
    }

    private mutating func grow() {
        let edges = slots
        shift -= 1
        slots = [UInt64](repeating: .max, count: edges.count * 2)
        for edge in edges where edge != .max {
            var slot = slot(of: TokenTrie.key(edge))
            while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = edge
        }
    }

    /// The node one byte on, nil where no token goes on so.
    @inline(__always)
    func child(of node: UInt32, _ byte: UInt8) -> UInt32? {
        let key = node << 8 | UInt32(byte)
        var slot = slot(of: key)
        return slots.withUnsafeBufferPointer { slots in
            while true {
                let edge = slots[slot]
                if edge == .max { return nil }
                if TokenTrie.key(edge) == key { return UInt32(truncatingIfNeeded: edge) }
                slot = (slot + 1) & (slots.count - 1)
            }
        }
    }

    /// The node that a whole prefix leads to.
    func node(after prefix: String) -> UInt32? {
        var node = TokenTrie.root
        for byte in prefix.utf8 {
            guard let next = child(of: node, byte) else { return nil }
            node = next
        }
        return node
    }

    /// The id of the token that ends at a node; -1 where none does.
    @inline(__always)
    func id(at node: UInt32) -> Int32 {
        ids.withUnsafeBufferPointer { $0[Int(node)] }
    }

    /// The id of a whole token.
    func id(of token: String) -> Int32? {
        guard let node = node(after: token), ids[Int(node)] >= 0 else { return nil }
        return ids[Int(node)]
    }

    func id(of token: UnsafeBufferPointer<UInt8>) -> Int32? {
        var node = TokenTrie.root
        for byte in token {
            guard let next = child(of: node, byte) else { return nil }
            node = next
        }
        return ids[Int(node)] >= 0 ? ids[Int(node)] : nil
    }

    /// The longest token that starts at `start`, walked from `node`, and where it ends; nil where none does.
    @inline(__always)
    func longest(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, at node: UInt32) -> (id: Int32, end: Int)? {
        var node = node
        var found: (id: Int32, end: Int)?
        for index in start..<bytes.count {
            guard let next = child(of: node, bytes[index]) else { break }
            node = next
            let id = ids[Int(node)]
            if id >= 0 { found = (id, index + 1) }
        }
        return found
    }
}
