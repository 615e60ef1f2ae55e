/// Which of the slots that a search walks through it may return.
protocol Admission {
    func admits(_ slot: UInt32) -> Bool
}

/// Every slot, while all that the search can meet are to be found.
struct AdmitAll: Admission {
    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { true }
}

/// Slots that can be found at a version.
struct AdmitVisible: Admission {
    let records: SlotRecords
    let version: UInt64

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { records.isVisible(slot, at: version) }
}

/// Slots that a new node may be linked to: those of its own batch too, but none that is removed.
struct AdmitLinkable: Admission {
    let records: SlotRecords

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { records.isLinkable(slot) }
}

/// Slots that can be found at a version and whose ids a filter allows.
struct AdmitAllowed: Admission {
    let records: SlotRecords
    let version: UInt64
    let allowed: FilterPages

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool {
        allowed.contains(records.id(slot)) && records.isVisible(slot, at: version)
    }
}

/// Slots of a set.
struct AdmitMembers: Admission {
    let slots: SlotSet

    @inline(__always)
    func admits(_ slot: UInt32) -> Bool { slots.contains(slot) }
}
