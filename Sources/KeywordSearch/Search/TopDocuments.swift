import CKeywordKernels

/// The best documents so far: the highest sums, and of equal ones the lowest ids.
///
/// More than are wanted are kept, in no order, and from time to time the best of them are chosen. A heap would put every one in
/// its place, by branches that nothing predicts, and most are pushed out again.
///
/// SAFETY: the buffers are allocated here and go with this value; `reserve` keeps room behind `count` for what is offered.
struct TopDocuments: ~Copyable {
    private var k = 0
    private var count = 0
    private var capacity = 0
    /// Documents of the present segment, and from `UInt32.max` downwards those of earlier ones, by their places in `earlier`.
    private var documents = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
    private var sums = UnsafeMutablePointer<Int32>.allocate(capacity: 0)
    private var earlier: [Int64] = []
    /// What the worst of the k best has; 0 while there are fewer.
    private var worst: Int32 = 0
    /// The highest id of those that have just that.
    private var worstID = Int64.min

    deinit {
        documents.deallocate()
        sums.deallocate()
    }

    mutating func reset(k: Int) {
        self.k = k
        count = 0
        worst = 0
        worstID = .min
        earlier.removeAll(keepingCapacity: true)
    }

    /// Whether there are k, so that there is a limit.
    var isFull: Bool { worst > 0 }

    /// Documents from an id on matter if they are above this.
    @inline(__always)
    func limit(from id: Int64) -> Int32 { id < worstID ? worst - 1 : worst }

    /// Takes documents, each once, of which those above a limit may be among the best.
    mutating func offer(
        _ offered: UnsafePointer<UInt32>, _ shares: UnsafePointer<Int32>, _ number: Int, above limit: Int32,
        of ids: DocumentIDs, _ kernels: KeywordKernels
    ) {
        reserve(count + number + 16)
        count += kernels.table.above(offered, shares, number, limit, documents + count, sums + count)
        if count >= k + (worst > 0 ? max(k / 4, 16) : 0) { choose(ids, kernels) }
    }

    private mutating func reserve(_ wanted: Int) {
        guard wanted > capacity else { return }
        capacity = max(wanted, 2 * capacity)
        let (formerDocuments, formerSums) = (documents, sums)
        documents = .allocate(capacity: capacity)
        sums = .allocate(capacity: capacity)
        documents.update(from: formerDocuments, count: count)
        sums.update(from: formerSums, count: count)
        formerDocuments.deallocate()
        formerSums.deallocate()
    }

    @inline(__always)
    private func id(_ document: UInt32, _ ids: DocumentIDs) -> Int64 {
        let place = Int(UInt32.max - document)
        return place < earlier.count ? earlier[place] : ids[Int(document)]
    }

    /// Keeps the k best.
    private mutating func choose(_ ids: DocumentIDs, _ kernels: KeywordKernels) {
        guard count >= k else { return }
        worst = kernels.table.select(sums, count, k)
        var equals: [UInt32] = []
        for place in 0..<count where sums[place] == worst { equals.append(documents[place]) }
        count = kernels.table.above(documents, sums, count, worst, documents, sums)
        if equals.count > k - count {
            equals.sort { id($0, ids) < id($1, ids) }
            equals.removeLast(equals.count - (k - count))
        }
        worstID = .min
        for document in equals {
            documents[count] = document
            sums[count] = worst
            count += 1
            worstID = max(worstID, id(document, ids))
        }
    }

    /// Ends a segment, by whose numbers its documents are known so far.
    mutating func close(_ ids: DocumentIDs, _ kernels: KeywordKernels) {
        choose(ids, kernels)
        let all = (0..<count).map { id(documents[$0], ids) }
        for place in 0..<count { documents[place] = .max - UInt32(place) }
        earlier = all
    }

    /// The best first, in the order of scores, which are not as fine as sums, and then of ids; all segments are closed.
    func sorted(by score: (Int32) -> Float) -> [KeywordHit] {
        var hits: [KeywordHit] = []
        hits.reserveCapacity(count)
        for place in 0..<count { hits.append(KeywordHit(id: earlier[place], score: score(sums[place]))) }
        hits.sort { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
        return hits
    }
}
