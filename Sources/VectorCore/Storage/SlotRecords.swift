import CVectorKernels

/// What is known of each slot beside its vector and links: its id, when it can be found, and which slot keeps a link to it.
///
/// Searches read it while changes write it. A slot is found by whoever searches a version from `born` on and before
/// `died`; versions are counted up by each change. The states of a slot are
///
/// | | born | died |
/// |---|---|---|
/// | free | never | 0 |
/// | pending: of a batch that is not wholly in | never | never |
/// | live | its version | never |
/// | removed | its version | its version |
///
/// A state is left by changing `born` first and read by looking at `died` first, so that no mixture of two states looks
/// like a third one that can be found.
@safe
struct SlotRecords: Sendable {
    /// (slots, 4) words: id, born, died, and a half each of previous and anchor.
    private let rows: RowAddresses<UInt64>

    static var words: Int { 4 }
    static var never: UInt64 { .max }

    init(_ rows: borrowing SegmentedRows<UInt64>) { self.rows = rows.addresses }

    // SAFETY of all below: the slots are below the capacity, and a row has four words.

    @inline(__always)
    func id(_ slot: UInt32) -> Int64 { unsafe Int64(bitPattern: rows[Int(slot)].loadAcquiring()) }

    /// Asks for a slot's record.
    @inline(__always)
    func prefetch(_ slot: UInt32) { unsafe tessera_prefetch(rows[Int(slot)]) }

    @inline(__always)
    func isVisible(_ slot: UInt32, at version: UInt64) -> Bool {
        let row = unsafe rows[Int(slot)]
        return unsafe (row + 2).loadAcquiring() > version && (row + 1).loadAcquiring() <= version
    }

    @inline(__always)
    func born(_ slot: UInt32) -> UInt64 { unsafe (rows[Int(slot)] + 1).loadAcquiring() }

    /// Whether a new node may be linked to it: not to one that is removed.
    @inline(__always)
    func isLinkable(_ slot: UInt32) -> Bool { unsafe (rows[Int(slot)] + 2).loadAcquiring() == Self.never }

    /// What the slot holds after the last change, for whoever makes changes.
    func state(_ slot: UInt32) -> SlotState {
        let died = unsafe (rows[Int(slot)] + 2).loadAcquiring()
        let born = unsafe (rows[Int(slot)] + 1).loadAcquiring()
        if died == 0 { return .free }
        if born == Self.never { return .pending }
        return died == Self.never ? .live : .removed
    }

    func makeFree(_ slot: UInt32) {
        let row = unsafe rows[Int(slot)]
        unsafe (row + 1).storeReleasing(Self.never)
        unsafe (row + 2).storeReleasing(0)
        setAnchor(slot, LinkList.none)
    }

    func makePending(_ slot: UInt32) { unsafe (rows[Int(slot)] + 2).storeReleasing(Self.never) }

    /// - Parameter previous: The slot that had the id before, or ``LinkList/none``.
    func makeLive(_ slot: UInt32, id: Int64, previous: UInt32, from version: UInt64) {
        let row = unsafe rows[Int(slot)]
        unsafe row.storeReleasing(UInt64(bitPattern: id))
        unsafe half(slot, 0).storeReleasing(previous)
        unsafe (row + 1).storeReleasing(version)
    }

    /// Writes the records of slots that nobody reads yet, as a file says that they are.
    ///
    /// - Parameter ids: As many as there are states.
    @unsafe
    func restore(_ first: Int, ids: UnsafePointer<Int64>, states: ArraySlice<UInt8>, at version: UInt64) {
        let links = UInt64(LinkList.none) << 32 | UInt64(LinkList.none)
        for (place, state) in states.enumerated() {
            let row = unsafe rows[first + place]
            let isFree = state == SlotState.free.rawValue
            unsafe row[0] = UInt64(bitPattern: ids[place])
            unsafe row[1] = isFree ? Self.never : version
            unsafe row[2] = isFree ? 0 : state == SlotState.live.rawValue ? Self.never : version
            unsafe row[3] = links
        }
    }

    func makeRemoved(_ slot: UInt32, from version: UInt64) { unsafe (rows[Int(slot)] + 2).storeReleasing(version) }

    /// The slot that had the same id before this one; of a meaning only to who cannot see this one yet.
    @inline(__always)
    func previous(_ slot: UInt32) -> UInt32 { unsafe half(slot, 0).loadAcquiring() }

    /// The slot that leads to this one for good; see ``Graph/canAnchor(_:)``.
    @inline(__always)
    func anchor(_ slot: UInt32) -> UInt32 { unsafe half(slot, 1).loadAcquiring() }

    @inline(__always)
    func setAnchor(_ slot: UInt32, _ anchor: UInt32) { unsafe half(slot, 1).storeReleasing(anchor) }

    @unsafe @inline(__always)
    private func half(_ slot: UInt32, _ index: Int) -> UnsafeMutablePointer<UInt32> {
        unsafe UnsafeMutableRawPointer(rows[Int(slot)] + 3).assumingMemoryBound(to: UInt32.self) + index
    }
}

/// What a slot of the graph holds.
enum SlotState: UInt8, Sendable {
    /// A vector that can be found.
    case live = 0
    /// A removed vector: searches walk through it until the graph is repaired, and none sees it again after that.
    case removed = 1
    /// Nothing; nothing links to it, and the next vector takes it.
    case free = 2
    /// A vector of a batch that is not wholly in yet: walked through, not found.
    case pending = 3
}
