import VectorCore

/// An immutable part of an index: documents in the order of their ids, and their terms.
final class KeywordSegment: Sendable {
    let ids: DocumentIDs
    let columns: [SegmentColumn]
    /// What late filters mean for this segment, whose documents never change.
    let filters = FilterCache()

    var count: Int { ids.count }

    init(ids: DocumentIDs, columns: [SegmentColumn]) {
        self.ids = ids
        self.columns = columns
    }

    /// Bytes of everything it holds.
    var bytes: Int {
        columns.reduce(ids.offsets.count) { sum, column in
            sum + column.terms.bytes.count + column.terms.index.count + column.postings.count
                + (column.positions?.count ?? 0) + column.lengths.bytes.count
        }
    }

    /// The documents that a filter allows.
    func documents(allowedBy filter: VectorFilter) -> SlotSet {
        filters.slots(of: filter, revision: 0, slotCount: count) { allowed(filter) } ?? allowed(filter)
    }

    private func allowed(_ filter: VectorFilter) -> SlotSet {
        if filter.count >= count / 8 { return SlotSet(slotCount: count) { filter.contains(ids[$0]) } }
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        var document = 0
        for id in filter {
            document = ids.firstDocument(atLeast: id, from: document)
            if document >= count { break }
            if ids[document] == id { words[document >> 6] |= 1 << UInt64(document & 63) }
        }
        return SlotSet(slotCount: count) { words[$0 >> 6] >> UInt64($0 & 63) & 1 != 0 }
    }
}
