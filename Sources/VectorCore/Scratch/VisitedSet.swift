/// Which slots a search has seen: one byte a slot, seen when it holds the search's number, so that a new search begins
/// by counting up and not by clearing.
@safe
struct VisitedSet: ~Copyable {
    private var marks: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    private var epoch: UInt8 = 0
    /// Slots from here on are none of the search's.
    private(set) var limit: UInt32 = 0

    init() { unsafe marks = .allocate(capacity: 1) }

    deinit { unsafe marks.deallocate() }

    /// Forgets everything; slots are below `slots` until the next call.
    mutating func begin(slots: Int) {
        limit = UInt32(slots)
        if slots > capacity {
            unsafe marks.deallocate()
            capacity = max(slots, capacity * 3 / 2)
            unsafe marks = .allocate(capacity: capacity)
            epoch = .max
        }
        if epoch == .max {
            unsafe marks.initialize(repeating: 0, count: capacity)
            epoch = 0
        }
        epoch += 1
    }

    /// Marks a slot; true the first time.
    @inline(__always)
    mutating func insert(_ slot: UInt32) -> Bool {
        // SAFETY: slots are below the capacity, as `begin` was told.
        let position = Int(slot)
        let isNew = unsafe marks[position] != epoch
        unsafe marks[position] = epoch
        return isNew
    }

    @inline(__always)
    func contains(_ slot: UInt32) -> Bool {
        // SAFETY: as above.
        unsafe marks[Int(slot)] == epoch
    }
}
