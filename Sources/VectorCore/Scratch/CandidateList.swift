/// Candidates in an order of their own, over memory that is kept from search to search.
@safe
struct CandidateList: ~Copyable {
    private var keys: UnsafeMutablePointer<UInt64>
    private var capacity = 256
    private(set) var count = 0

    init() { unsafe keys = .allocate(capacity: capacity) }

    deinit { unsafe keys.deallocate() }

    var first: Candidate? { count > 0 ? self[0] : nil }

    @inline(__always)
    subscript(index: Int) -> Candidate {
        // SAFETY: callers stay below the count.
        get { unsafe Candidate(key: keys[index]) }
        set { unsafe keys[index] = newValue.key }
    }

    /// Makes it so long; what it holds is of no meaning then.
    mutating func resize(to count: Int) {
        if count > capacity {
            unsafe keys.deallocate()
            capacity = max(count, capacity * 2)
            unsafe keys = .allocate(capacity: capacity)
        }
        self.count = count
    }

    /// Takes a batch's candidates, nearest first: by insertion, for they are few.
    mutating func takeSorted(_ batch: borrowing SlotBatch) {
        resize(to: batch.count)
        for index in 0..<batch.count {
            let candidate = batch[index]
            var hole = index
            while hole > 0, candidate < self[hole - 1] {
                self[hole] = self[hole - 1]
                hole -= 1
            }
            self[hole] = candidate
        }
    }

    /// Forgets all but the first few.
    mutating func keepFirst(_ first: Int) { count = min(count, first) }

    /// Brings them in order, nearest first: by insertion where they are few.
    mutating func sort() {
        if count > 48 {
            // SAFETY: the keys are as many as the count.
            var all = unsafe UnsafeMutableBufferPointer(start: keys, count: count)
            unsafe all.sort()
            return
        }
        var next = 1
        while next < count {
            let key = unsafe keys[next]
            var hole = next
            while hole > 0, unsafe keys[hole - 1] > key {
                unsafe keys[hole] = keys[hole - 1]
                hole -= 1
            }
            unsafe keys[hole] = key
            next += 1
        }
    }
}
