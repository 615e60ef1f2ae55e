import CVectorKernels

/// A node's links on one layer, as they lie in memory: at most `width`, ended by ``none`` when fewer.
///
/// Searches read a list while it is changed: they may find it half old and half new, which leads them to nodes of the
/// graph all the same.
@safe
struct LinkList {
    /// No slot; ends a list.
    static var none: UInt32 { .max }

    let first: UnsafeMutablePointer<UInt32>
    let width: Int

    /// The link at a place below the width.
    @inline(__always)
    subscript(position: Int) -> UInt32 {
        // SAFETY: a list has `width` places, and callers stay below.
        get { unsafe (first + position).loadAcquiring() }
        nonmutating set { unsafe (first + position).storeReleasing(newValue) }
    }

    var count: Int {
        var count = 0
        while count < width, self[count] != Self.none { count += 1 }
        return count
    }

    /// A copy of the links.
    var slots: [UInt32] { (0..<count).map { self[$0] } }

    func contains(_ slot: UInt32) -> Bool {
        for position in 0..<width {
            let other = self[position]
            if other == slot { return true }
            if other == Self.none { return false }
        }
        return false
    }

    /// Calls `body` with each link to a slot below a limit.
    @inline(__always)
    func forEach(below limit: UInt32, _ body: (UInt32) -> Void) {
        for position in 0..<width {
            let slot = self[position]
            if slot == Self.none { return }
            if slot < limit { body(slot) }
        }
    }

    /// Adds a link where there is room for one.
    func append(_ slot: UInt32) -> Bool {
        let count = count
        guard count < width else { return false }
        self[count] = slot
        return true
    }

    /// Puts other links in place of all.
    func replace(with slots: borrowing SlotBatch) {
        precondition(slots.count <= width, "\(slots.count) links do not fit into \(width)")
        for position in 0..<slots.count { self[position] = slots.slot(position) }
        for position in slots.count..<width where self[position] != Self.none { self[position] = Self.none }
    }

    func removeAll() {
        for position in 0..<width { self[position] = Self.none }
    }

    /// Asks for the whole list, a line of 16 links after the other.
    @inline(__always)
    func prefetchWhole() {
        // SAFETY: as below.
        for position in stride(from: 0, to: width, by: 16) { unsafe tessera_prefetch(first + position) }
    }

    @inline(__always)
    func prefetch() {
        // SAFETY: a prefetch reads nothing that could fault.
        unsafe tessera_prefetch(first)
    }
}
