import Synchronization

/// What the filters of late searches mean for an index: the slots they allow, while the index stays as it is.
///
/// Turning a filter into slots looks at every slot once; a search then asks for one bit where it would read an id and
/// look it up. That pays from the second search on, so the first one with a filter, or after a change, is only noted.
package final class FilterCache: Sendable {
    private struct Entry {
        /// Held, so that no other filter can take its identity.
        let pages: FilterPages
        let revision: UInt64
        var slots: SlotSet?
    }

    /// As many filters as are in use at once in one application, more or less; a bit for each slot and filter.
    private static let capacity = 16

    /// The latest used last.
    private let entries = Mutex<[Entry]>([])

    package init() {}

    /// The slots that a filter allows, if it was used before at the same revision.
    ///
    /// - Parameter make: Called for a filter's second use.
    /// - Returns: nil for a first use, and for a filter of so few ids that looking each up is cheaper.
    package func slots(
        of filter: VectorFilter, revision: UInt64, slotCount: Int, make: () -> SlotSet
    ) -> SlotSet? {
        if filter.count <= slotCount / 256 { return nil }
        let known = entries.withLock { entries -> Entry? in
            let entry: Entry
            if let place = entries.lastIndex(where: { $0.pages === filter.pages }) {
                if place == entries.count - 1, entries[place].revision == revision { return entries[place] }
                entry = entries.remove(at: place)
            } else {
                entry = Entry(pages: filter.pages, revision: revision, slots: nil)
                if entries.count == Self.capacity { entries.removeFirst() }
                entries.append(entry)
                return nil
            }
            guard entry.revision == revision else {
                entries.append(Entry(pages: filter.pages, revision: revision, slots: nil))
                return nil
            }
            entries.append(entry)
            return entry
        }
        guard let known else { return nil }
        if let slots = known.slots { return slots }
        let made = make()
        entries.withLock { entries in
            if let place = entries.lastIndex(where: { $0.pages === filter.pages && $0.revision == revision }) {
                entries[place].slots = made
            }
        }
        return made
    }
}

extension VectorFilter {
    /// Whether looking up each allowed id costs less than asking of each slot whether its id is allowed: a look-up by id
    /// takes some five times as long, less where ids are slots.
    func isCheaperByID(slotCount: Int) -> Bool { count < slotCount / 5 }
}
