/// What one search sees of a graph, whatever changes meanwhile: the slots that are found at a version, and where to
/// begin.
struct Snapshot {
    /// The last change that is seen.
    var version: UInt64 = 1
    /// Slots from here on are of later changes.
    var slotCount = 0
    /// Vectors that can be found.
    var count = 0
    /// A slot of the highest level, or ``LinkList/none`` where there is none.
    var entry = LinkList.none
    /// The level of the entry.
    var topLevel = 0
    var ids: IDTable

    /// Whether every slot can be found, so that nothing need be asked of the records.
    var isWhole: Bool { count == slotCount }
}
