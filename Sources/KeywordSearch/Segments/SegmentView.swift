import VectorCore

/// A segment as one snapshot sees it: which of its documents are still there.
struct SegmentView: Sendable {
    let segment: KeywordSegment
    /// A bit for each document that is there; nil where all are.
    let live: LiveDocuments?

    init(_ segment: KeywordSegment, live: LiveDocuments? = nil) {
        self.segment = segment
        self.live = live
    }

    var count: Int { live?.count ?? segment.count }

    func contains(_ document: Int) -> Bool { live?.contains(document) ?? true }

    /// The sum of the lengths of documents that are there.
    func totalLength(_ column: Int) -> UInt64 {
        segment.columns[column].totalLength - (live?.removedLengths[column] ?? 0)
    }

    /// How many documents that are there have a term.
    func documents(_ entry: TermEntry, column: Int) throws(VectorIndexError) -> Int {
        guard let live else { return entry.documents }
        let key = UInt64(column) << 48 | UInt64(entry.ordinal)
        if let known = live.frequencies.read({ $0[key] }) { return known }
        let list = try segment.columns[column].list(entry, documentCount: segment.count)
        let found = live.count(list)
        live.frequencies.write { $0[key] = found }
        return found
    }

    /// The same segment without some more of its documents.
    func removing(_ documents: [Int]) -> SegmentView {
        var words = live?.words ?? LiveDocuments.all(segment.count)
        var lengths = live?.removedLengths ?? [UInt64](repeating: 0, count: segment.columns.count)
        for document in documents where words[document >> 6] >> UInt64(document & 63) & 1 != 0 {
            words[document >> 6] &= ~(1 << UInt64(document & 63))
            for column in lengths.indices { lengths[column] += UInt64(segment.columns[column].lengths[document]) }
        }
        return SegmentView(segment, live: LiveDocuments(words, removedLengths: lengths))
    }
}

/// The documents of a segment that have not been deleted.
final class LiveDocuments: Sendable {
    let words: [UInt64]
    let count: Int
    /// For each column the sum of the lengths of those that have.
    let removedLengths: [UInt64]
    /// Of terms that were asked for, how many documents have them that are still there. Counting takes a look at all postings.
    let frequencies = ReadWriteLock<[UInt64: Int]>([:])

    init(_ words: [UInt64], removedLengths: [UInt64]) {
        self.words = words
        self.removedLengths = removedLengths
        count = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    static func all(_ count: Int) -> [UInt64] {
        var words = [UInt64](repeating: .max, count: (count + 63) / 64)
        if count % 64 != 0, let last = words.indices.last { words[last] = (1 << UInt64(count % 64)) - 1 }
        return words
    }

    @inline(__always)
    func contains(_ document: Int) -> Bool { words[document >> 6] >> UInt64(document & 63) & 1 != 0 }

    /// How many of a list's documents are there.
    func count(_ list: PostingList) -> Int {
        var found = 0
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PostingCursor.room) { room in
            guard let documents = room.baseAddress else { return }
            for block in 0..<list.blockCount {
                list.readDocuments(block, .current, into: documents, documents + PostingList.blockSize + 16)
                for index in 0..<list.count(of: block) where contains(Int(documents[index])) { found += 1 }
            }
        }
        return found
    }
}
