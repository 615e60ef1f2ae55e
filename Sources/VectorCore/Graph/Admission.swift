/// Which of the slots that a search walks through it may return.
protocol Admission {
    func admits(_ slot: UInt32) -> Bool
}

/// Every slot, while none is hidden.
struct AdmitAll: Admission {
    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { true }
}

/// Slots that can be found.
struct AdmitLive: Admission {
    let states: [SlotState]

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { states[Int(slot)] == .live }
}

/// Slots that a new node may be linked to: those of its own batch too, but none that is removed.
struct AdmitLinkable: Admission {
    let states: [SlotState]

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { states[Int(slot)] != .removed }
}

/// Slots that can be found and whose ids a filter allows.
struct AdmitAllowed: Admission {
    let states: [SlotState]
    let ids: [Int64]
    let allowed: FilterPages

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool {
        states[Int(slot)] == .live && allowed.contains(ids[Int(slot)])
    }
}

/// Slots of a set.
struct AdmitSet: Admission {
    let slots: SlotSet

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { slots.contains(slot) }
}

/// What a slot of the graph holds.
enum SlotState: UInt8, Sendable {
    /// A vector that can be found.
    case live = 0
    /// A removed vector: searches walk through it until the graph is repaired.
    case removed = 1
    /// Nothing; nothing links to it, and the next vector takes it.
    case free = 2
    /// A vector of a batch that is not wholly in yet: walked through, not found.
    case pending = 3
}
