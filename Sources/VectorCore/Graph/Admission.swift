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
///
/// Asked only for what is near enough to matter, so a search of the ids costs less than a set of the slots.
struct AdmitAllowed: Admission {
    let records: SlotRecords
    let version: UInt64
    /// Ascending.
    let allowed: [Int64]

    func admits(_ slot: UInt32) -> Bool {
        guard records.isVisible(slot, at: version) else { return false }
        let id = records.id(slot)
        var low = 0
        var high = allowed.count
        while low < high {
            let middle = (low + high) / 2
            if allowed[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < allowed.count && allowed[low] == id
    }
}
