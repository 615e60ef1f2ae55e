/// The nearest of many candidates, in no order: they are taken as they come, and the far ones dropped when there is no more room.
@safe
struct CandidateReservoir: ~Copyable {
    private var keys = ScratchBuffer<UInt64>()
    private(set) var count = 0
    /// How many are kept.
    private(set) var wanted = 1
    private var room = 2
    /// Whether there were more than are kept.
    private(set) var hasDropped = false
    /// What is farther than this cannot be among the nearest.
    private(set) var limit = Float.infinity

    /// Empties it for another search.
    mutating func begin(wanted: Int) {
        self.wanted = wanted
        room = 2 * wanted + 64
        keys.reserve(room)
        count = 0
        limit = .infinity
        hasDropped = false
    }

    @inline(__always)
    mutating func append(_ candidate: Candidate) {
        // SAFETY: the count is below the room.
        unsafe keys.address[count] = candidate.key
        count += 1
        if count == room { shrink() }
    }

    /// Drops all but the nearest.
    mutating func shrink() {
        guard count > wanted else { return }
        hasDropped = true
        unsafe Self.select(keys.address, count: count, first: wanted)
        count = wanted
        var farthest: UInt64 = 0
        for index in 0..<count { farthest = unsafe max(farthest, keys.address[index]) }
        limit = Candidate(key: farthest).distance
    }

    /// Moves the nearest into a list, nearest first.
    mutating func drain(into list: inout CandidateList) {
        shrink()
        list.resize(to: count)
        // SAFETY: the keys are as many as are sorted.
        var kept = unsafe UnsafeMutableBufferPointer(start: keys.address, count: count)
        unsafe kept.sort()
        for index in 0..<count { list[index] = unsafe Candidate(key: keys.address[index]) }
        count = 0
    }

    /// Brings the smallest keys to the front.
    ///
    /// - Source: Hoare 1961, "Algorithm 65: Find".
    @unsafe
    static func select(_ keys: UnsafeMutablePointer<UInt64>, count: Int, first: Int) {
        var low = 0
        var high = count - 1
        let place = first - 1
        // SAFETY: positions stay between low and high.
        while low < high {
            let pivot = unsafe median(keys[low], keys[(low + high) / 2], keys[high])
            var left = low
            var right = high
            while left <= right {
                while unsafe keys[left] < pivot { left += 1 }
                while unsafe keys[right] > pivot { right -= 1 }
                if left <= right {
                    unsafe (keys[left], keys[right]) = (keys[right], keys[left])
                    left += 1
                    right -= 1
                }
            }
            if place <= right { high = right } else if place >= left { low = left } else { return }
        }
    }

    @inline(__always)
    private static func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
        max(min(a, b), min(max(a, b), c))
    }
}
