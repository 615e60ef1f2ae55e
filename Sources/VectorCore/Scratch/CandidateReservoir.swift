import CVectorKernels

/// The nearest of many candidates, in no order: they are taken as they come, and the far ones dropped when there is no more room.
@safe
struct CandidateReservoir: ~Copyable {
    private var estimates = ScratchBuffer<Float>()
    private var slots = ScratchBuffer<UInt32>()
    private var places = ScratchBuffer<UInt32>()
    private var keys = ScratchBuffer<UInt64>()
    private(set) var count = 0
    /// How many are kept.
    private var wanted = 1
    private var room = 2
    /// Whether there were more than are kept.
    private(set) var hasDropped = false
    /// How many were copied, and how far these lie at most.
    private(set) var given = 0
    private var givenLimit = -Float.infinity
    /// What is farther than this cannot be among the nearest.
    private(set) var limit = Float.infinity

    /// So many may be offered together.
    static let together = 1024

    /// Empties it for another search.
    mutating func begin(wanted: Int) {
        self.wanted = wanted
        room = 2 * wanted + 64
        // The kernels write whole registers.
        estimates.reserve(room + Self.together + 64)
        slots.reserve(room + Self.together + 64)
        places.reserve(room + Self.together + 64)
        count = 0
        limit = .infinity
        hasDropped = false
    }

    /// Takes some candidates.
    ///
    /// - Parameters:
    ///   - find: Writes the positions and estimates of what it finds within a limit, at most ``together``, and gives their number.
    ///   - list: The slots of the positions.
    @inline(__always)
    mutating func take(
        from list: UnsafePointer<UInt32>, kernels: Kernels, admits: (UInt32) -> Bool,
        _ find: (Float, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>) -> Int
    ) {
        // SAFETY: behind the count there is room for what may be found together.
        let target = unsafe estimates.address + count
        let found = unsafe find(limit, places.address, target)
        for index in 0..<found {
            let slot = unsafe list[Int(places.address[index])]
            guard admits(slot) else { continue }
            let estimate = unsafe target[index]
            unsafe slots.address[count] = slot
            // What is no number, which only an overflow makes, counts as infinitely far.
            unsafe estimates.address[count] = estimate == estimate ? estimate : .infinity
            count += 1
        }
        if count > room { shrink(kernels: kernels) }
    }

    /// Drops all but the nearest.
    private mutating func shrink(kernels: Kernels) {
        guard count > wanted,
            let nearest = unsafe NearestLimit.of(estimates.address, count: count, wanted: wanted, kernels: kernels)
        else { return }
        hasDropped = true
        limit = nearest
        // SAFETY: places are ascending and below the count, so that what is moved was read before it is overwritten.
        let kept = unsafe kernels.table.take_within(estimates.address, count, limit, places.address, estimates.address)
        for index in 0..<kept { unsafe slots.address[index] = slots.address[Int(places.address[index])] }
        count = kept
        if count > wanted { dropEqual() }
    }

    /// Of too many equally far ones keeps those that order first.
    private mutating func dropEqual() {
        keys.reserve(count)
        // SAFETY: there are as many keys as candidates.
        for index in 0..<count {
            unsafe keys.address[index] = Candidate(slot: slots.address[index], distance: estimates.address[index]).key
        }
        var all = unsafe UnsafeMutableBufferPointer(start: keys.address, count: count)
        unsafe all.sort()
        count = wanted
        for index in 0..<count {
            let candidate = unsafe Candidate(key: keys.address[index])
            unsafe slots.address[index] = candidate.slot
            unsafe estimates.address[index] = candidate.distance
        }
    }

    /// Drops all but the nearest, after which ``copyNext(_:to:kernels:)`` gives them.
    mutating func finish(kernels: Kernels) {
        shrink(kernels: kernels)
        given = 0
        givenLimit = -.infinity
    }

    /// Copies so many of the nearest that were not given yet into a list, nearest first, and those that are as far as the last.
    mutating func copyNext(_ first: Int, to list: inout CandidateList, kernels: Kernels) {
        let wanted = min(given + first, count)
        var nearest = Float.infinity
        if wanted < count {
            nearest =
                unsafe NearestLimit.of(estimates.address, count: count, wanted: wanted, kernels: kernels) ?? .infinity
        }
        keys.reserve(count + 16)
        // SAFETY: places are below the count, and the keys' memory has room for as many floats.
        let scratch = unsafe UnsafeMutableRawPointer(keys.address).assumingMemoryBound(to: Float.self)
        let taken = unsafe kernels.table.take_within(estimates.address, count, nearest, places.address, scratch)
        list.resize(to: taken)
        var fresh = 0
        for index in 0..<taken where unsafe given == 0 || scratch[index] > givenLimit {
            list[fresh] = unsafe Candidate(
                slot: slots.address[Int(places.address[index])], distance: scratch[index])
            fresh += 1
        }
        list.keepFirst(fresh)
        list.sort()
        given += fresh
        givenLimit = nearest
    }
}
