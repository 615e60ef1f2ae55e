/// The symbols of one word while neighbours are merged, always the pair of the lowest rank and of equal ones the first.
///
/// A short word is searched for that pair each time; a long one keeps its pairs in a heap, O(n log n).
struct MergeList {
    /// Each symbol's token and how many bytes of the word it has.
    private(set) var ids: [Int32] = []
    private(set) var lengths: [Int32] = []
    /// The rank of the pair that begins at each symbol, `none` where it is no pair.
    private var ranks: [UInt32] = []
    private var next: [Int32] = []
    private var previous: [Int32] = []
    private var heap: [Candidate] = []

    private static let none = UInt32.max
    /// About where the heap begins to pay.
    private static let longestSearched = 48

    private struct Candidate {
        var rank: UInt32
        var place: Int32
        var id: Int32

        static func < (a: Candidate, b: Candidate) -> Bool { (a.rank, a.place) < (b.rank, b.place) }
    }

    mutating func clear() {
        ids.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func append(_ id: Int32, length: Int) {
        ids.append(id)
        lengths.append(Int32(truncatingIfNeeded: length))
    }

    /// Merges until no pair is left that can be.
    mutating func merge(_ table: MergeTable) {
        guard ids.count > 1 else { return }
        if ids.count <= MergeList.longestSearched { mergeBySearch(table) } else { mergeByHeap(table) }
    }

    private mutating func mergeBySearch(_ table: MergeTable) {
        var count = ids.count
        ranks.removeAll(keepingCapacity: true)
        for index in 0..<count - 1 { ranks.append(table[ids[index], ids[index + 1]]?.rank ?? MergeList.none) }
        ranks.append(MergeList.none)
        ids.withUnsafeMutableBufferPointer { ids in
            lengths.withUnsafeMutableBufferPointer { lengths in
                ranks.withUnsafeMutableBufferPointer { ranks in
                    while count > 1 {
                        var best = 0
                        for index in 1..<count where ranks[index] < ranks[best] { best = index }
                        guard ranks[best] != MergeList.none, let merge = table[ids[best], ids[best + 1]] else { break }
                        ids[best] = merge.id
                        lengths[best] += lengths[best + 1]
                        count -= 1
                        for index in best + 1..<max(count, best + 1) {
                            ids[index] = ids[index + 1]
                            lengths[index] = lengths[index + 1]
                            ranks[index] = ranks[index + 1]
                        }
                        ranks[best] =
                            best + 1 < count ? table[ids[best], ids[best + 1]]?.rank ?? MergeList.none : MergeList.none
                        if best > 0 { ranks[best - 1] = table[ids[best - 1], ids[best]]?.rank ?? MergeList.none }
                    }
                }
            }
        }
        ids.removeSubrange(count...)
        lengths.removeSubrange(count...)
    }

    /// Symbols that were merged away have the length 0, and are left out at the end.
    private mutating func mergeByHeap(_ table: MergeTable) {
        let count = Int32(ids.count)
        next = (1...count).map { $0 < count ? $0 : -1 }
        previous = (0..<count).map { $0 - 1 }
        heap.removeAll(keepingCapacity: true)
        for place in 0..<count - 1 { push(table, at: place) }
        while let best = pop() {
            let place = Int(best.place)
            guard lengths[place] > 0, next[place] >= 0 else { continue }
            let right = Int(next[place])
            // The pair may have changed since it was pushed.
            guard let merge = table[ids[place], ids[right]], merge.id == best.id else { continue }
            ids[place] = merge.id
            lengths[place] += lengths[right]
            lengths[right] = 0
            next[place] = next[right]
            if next[right] >= 0 { previous[Int(next[right])] = best.place }
            if previous[place] >= 0 { push(table, at: previous[place]) }
            push(table, at: best.place)
        }
        var kept = 0
        for index in ids.indices where lengths[index] > 0 {
            ids[kept] = ids[index]
            lengths[kept] = lengths[index]
            kept += 1
        }
        ids.removeSubrange(kept...)
        lengths.removeSubrange(kept...)
    }

    private mutating func push(_ table: MergeTable, at place: Int32) {
        let right = next[Int(place)]
        guard right >= 0, let merge = table[ids[Int(place)], ids[Int(right)]] else { return }
        heap.append(Candidate(rank: merge.rank, place: place, id: merge.id))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Candidate? {
        guard let best = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return best }
        heap[0] = last
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < heap[parent] else { break }
            heap.swapAt(parent, child)
            parent = child
        }
        return best
    }
}
