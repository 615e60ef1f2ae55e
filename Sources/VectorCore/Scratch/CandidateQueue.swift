/// The candidates still to be expanded; the nearest comes out first.
///
/// A binary heap over memory that is kept from search to search.
@safe
struct CandidateQueue: ~Copyable {
    private var heap: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    private(set) var count = 0

    init() {
        capacity = 1024
        unsafe heap = .allocate(capacity: capacity)
    }

    deinit { unsafe heap.deallocate() }

    mutating func removeAll() { count = 0 }

    /// The nearest; it must not be empty.
    @inline(__always)
    var first: Candidate? {
        // SAFETY: the first element exists where there is one.
        count > 0 ? unsafe Candidate(key: heap[0]) : nil
    }

    @inline(__always)
    mutating func push(_ candidate: Candidate) {
        if count == capacity { grow() }
        var hole = count
        count += 1
        // SAFETY: the hole stays below the count, which is at most the capacity.
        while hole > 0 {
            let parent = (hole - 1) / 2
            if unsafe heap[parent] <= candidate.key { break }
            unsafe heap[hole] = heap[parent]
            hole = parent
        }
        unsafe heap[hole] = candidate.key
    }

    @inline(__always)
    mutating func popNearest() -> Candidate? {
        guard count > 0 else { return nil }
        count -= 1
        // SAFETY: all positions are below the former count.
        let nearest = unsafe heap[0]
        let last = unsafe heap[count]
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < count else { break }
            if child + 1 < count, unsafe heap[child + 1] < heap[child] { child += 1 }
            if unsafe last <= heap[child] { break }
            unsafe heap[hole] = heap[child]
            hole = child
        }
        unsafe heap[hole] = last
        return Candidate(key: nearest)
    }

    private mutating func grow() {
        // SAFETY: the old elements are moved before their memory goes.
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
        unsafe larger.moveInitialize(from: heap, count: count)
        unsafe heap.deallocate()
        unsafe heap = larger
        capacity *= 2
    }
}
