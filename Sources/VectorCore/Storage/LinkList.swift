import CVectorKernels

/// A node's links on one layer, as they lie in memory: at most `width`, ended by ``none`` when fewer.
@safe
struct LinkList {
    /// No slot; ends a list.
    static var none: UInt32 { .max }

    let first: UnsafeMutablePointer<UInt32>
    let width: Int

    var count: Int {
        var count = 0
        // SAFETY: reads at most `width` links.
        while count < width, unsafe first[count] != Self.none { count += 1 }
        return count
    }

    /// A copy of the links.
    var slots: [UInt32] {
        // SAFETY: the first `count` links exist.
        unsafe Array(UnsafeBufferPointer(start: first, count: count))
    }

    @inline(__always)
    func forEach(_ body: (UInt32) -> Void) {
        var position = 0
        // SAFETY: reads at most `width` links.
        while position < width {
            let slot = unsafe first[position]
            if slot == Self.none { return }
            body(slot)
            position += 1
        }
    }

    /// Adds a link where there is room for one.
    func append(_ slot: UInt32) -> Bool {
        let count = count
        guard count < width else { return false }
        // SAFETY: there is room for one more.
        unsafe first[count] = slot
        return true
    }

    /// Puts other links in place of all.
    func replace(with slots: [UInt32]) {
        precondition(slots.count <= width, "\(slots.count) links do not fit into \(width)")
        // SAFETY: the list has `width` places.
        for position in 0..<width { unsafe first[position] = position < slots.count ? slots[position] : Self.none }
    }

    @inline(__always)
    func prefetch() {
        // SAFETY: a prefetch reads nothing that could fault.
        unsafe tessera_prefetch(first)
    }
}
