import Synchronization
import VectorCore

/// One column of a segment: its terms, their postings and, where they are kept, positions, and the documents' lengths.
struct SegmentColumn: Sendable {
    let terms: TermDictionary
    let postings: SegmentBytes
    let positions: SegmentBytes?
    let lengths: DocumentLengths
    /// The sum of all lengths, those of deleted documents included.
    let totalLength: UInt64
    /// Which terms of a file that is checked lazily have been; nil where nothing is left to be checked.
    let checked: CheckedTerms?
    /// The file it is of; nil for one in memory.
    let path: String?

    /// A term's postings, checked where that was left for later.
    func list(_ entry: TermEntry, documentCount: Int) throws(VectorIndexError) -> PostingList {
        guard let bytes = postings.slice(entry.postings), let list = PostingList(bytes, documents: entry.documents)
        else {
            throw damaged("the postings of a term lie outside of their section")
        }
        if let checked, !checked.contains(entry.ordinal) {
            try postings.check(entry.postings)
            try check(entry, list, documentCount: documentCount)
            try checkPositions(entry, list)
            checked.insert(entry.ordinal)
        }
        return list
    }

    /// Where a term's positions begin; nothing where they are not kept.
    func positionReader(_ entry: TermEntry) throws(VectorIndexError) -> ByteReader {
        try positionList(entry)?.reader(ofBlock: 0) ?? ByteReader(postings.base, 0)
    }

    /// A term's positions, nil where they are not kept.
    func positionList(_ entry: TermEntry) throws(VectorIndexError) -> PositionList? {
        guard let positions else { return nil }
        guard let bytes = positions.slice(entry.positions) else {
            throw damaged("the positions of a term lie outside of their section")
        }
        try positions.check(entry.positions)
        return PositionList(bytes, documents: entry.documents)
    }

    /// Makes sure that a term's postings make sense.
    func check(_ entry: TermEntry, _ list: PostingList, documentCount: Int) throws(VectorIndexError) {
        if let problem = list.problem(documentCount: documentCount, length: { lengths[Int($0)] }) {
            throw damaged(problem)
        }
    }

    /// Makes sure that a term has as many positions as occurrences, and that they ascend.
    private func checkPositions(_ entry: TermEntry, _ list: PostingList) throws(VectorIndexError) {
        guard positions != nil, let positionList = try positionList(entry) else { return }
        if let problem = positionList.problem(list) { throw damaged(problem) }
    }

    /// Checks everything.
    func checkAll(documentCount: Int) throws(VectorIndexError) {
        var count = 0
        var ends = (postings: 0, positions: 0)
        var former: [UInt8]?
        if var cursor = terms.terms() {
            while let entry = cursor.next() {
                guard former.map({ $0.lexicographicallyPrecedes(cursor.term) }) ?? true,
                    entry.postings.lowerBound == ends.postings, entry.positions.lowerBound == ends.positions
                else { throw damaged("its terms are not in order") }
                guard let bytes = postings.slice(entry.postings),
                    let list = PostingList(bytes, documents: entry.documents)
                else { throw damaged("the postings of a term lie outside of their section") }
                try check(entry, list, documentCount: documentCount)
                try checkPositions(entry, list)
                former = cursor.term
                ends = (entry.postings.upperBound, entry.positions.upperBound)
                count += 1
            }
        }
        guard count == terms.count, ends.postings == postings.count, ends.positions == positions?.count ?? 0 else {
            throw damaged("its dictionary names \(count) of \(terms.count) terms")
        }
        guard (0..<documentCount).reduce(0, { $0 + UInt64(lengths[$1]) }) == totalLength else {
            throw damaged("its lengths do not add up")
        }
    }

    func damaged(_ reason: String) -> VectorIndexError { .damaged(path ?? "the index", reason) }
}

/// A bit for each term that has been checked.
final class CheckedTerms: Sendable {
    private let bits: [AtomicWord]

    private final class AtomicWord: Sendable {
        let bits = Atomic<UInt64>(0)
    }

    init(count: Int) {
        bits = (0..<(count + 4095) / 4096 * 64).map { _ in AtomicWord() }
    }

    func contains(_ term: Int) -> Bool {
        bits[term >> 6].bits.load(ordering: .acquiring) >> UInt64(term & 63) & 1 != 0
    }

    func insert(_ term: Int) { bits[term >> 6].bits.bitwiseOr(1 << UInt64(term & 63), ordering: .releasing) }
}
