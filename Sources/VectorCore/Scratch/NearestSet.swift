/// The nearest candidates found so far, at most `ef` of them.
///
/// A binary heap with the farthest at the root, over memory that is kept from search to search.
@safe
struct NearestSet: ~Copyable {
    private var heap: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    private(set) var count = 0
    private var ef = 1
    /// A candidate must be nearer than this to matter: the farthest kept one, or nothing until there are `ef`.
    private(set) var bound = Candidate.farthest

    init() {
        capacity = 256
        unsafe heap = .allocate(capacity: capacity)
    }

    deinit { unsafe heap.deallocate() }

    /// Empties the set for another search.
    mutating func begin(ef: Int) {
        if ef > capacity {
            unsafe heap.deallocate()
            capacity = ef
            unsafe heap = .allocate(capacity: capacity)
        }
        self.ef = ef
        count = 0
        bound = .farthest
    }

    @inline(__always)
    mutating func insert(_ candidate: Candidate) {
        // SAFETY: positions are below the count, which is at most ef and so the capacity.
        if count < ef {
            var hole = count
            count += 1
            while hole > 0 {
                let parent = (hole - 1) / 2
                if unsafe heap[parent] >= candidate.key { break }
                unsafe heap[hole] = heap[parent]
                hole = parent
            }
            unsafe heap[hole] = candidate.key
            if count == ef { bound = unsafe Candidate(key: heap[0]) }
        } else if candidate < bound {
            var hole = 0
            while true {
                var child = 2 * hole + 1
                guard child < count else { break }
                if child + 1 < count, unsafe heap[child + 1] > heap[child] { child += 1 }
                if unsafe candidate.key >= heap[child] { break }
                unsafe heap[hole] = heap[child]
                hole = child
            }
            unsafe heap[hole] = candidate.key
            bound = unsafe Candidate(key: heap[0])
        }
    }

    /// Moves what was kept into a list, nearest first; the set is empty then.
    mutating func drain(into list: inout CandidateList) {
        list.resize(to: count)
        // SAFETY: positions are below the count. The farthest goes to the end, and the last element to where it sinks.
        while count > 0 {
            count -= 1
            list[count] = unsafe Candidate(key: heap[0])
            let last = unsafe heap[count]
            var hole = 0
            while true {
                var child = 2 * hole + 1
                guard child < count else { break }
                if child + 1 < count, unsafe heap[child + 1] > heap[child] { child += 1 }
                if unsafe last >= heap[child] { break }
                unsafe heap[hole] = heap[child]
                hole = child
            }
            unsafe heap[hole] = last
        }
    }
}
