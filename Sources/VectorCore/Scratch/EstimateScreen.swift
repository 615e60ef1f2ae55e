import CVectorKernels

/// Finds the nearest of many vectors whose distances are estimated, and measures but those that may be among them.
///
/// First the best few by estimate are measured: they tell about how far the `k`-th is, and how far estimates are off. Then
/// every other one is whose estimate, less three times that error, is not beyond the `k`-th found so far. Where codes tell
/// each row's own error, the estimates are bounds already.
///
/// Memory that is kept from search to search.
@safe
struct EstimateScreen: ~Copyable {
    /// One for each vector, by its place; filled by whoever searches.
    private(set) var estimates: UnsafeMutablePointer<Float>
    private let places: UnsafeMutablePointer<UInt32>
    private var capacity = 0
    private var best = NearestSet()
    private var order = CandidateList()
    private var block = SlotBatch(capacity: Self.blockSize)
    private var batch = SlotBatch(capacity: Self.measuredTogether)
    /// The estimates of the batch's slots.
    private let batchEstimates: UnsafeMutablePointer<Float>
    private var squares: Float = 0
    /// How many were measured.
    private(set) var measured = 0

    /// So many rows are asked for together.
    private static var measuredTogether: Int { 32 }
    private static var blockSize: Int { 512 }
    /// So many standard deviations hardly any estimate is off.
    static var deviations: Float { 3 }
    /// As many more than `k` as tell the error.
    private static var samples: Int { 32 }

    init() {
        unsafe estimates = .allocate(capacity: 1)
        unsafe places = .allocate(capacity: Self.blockSize)
        unsafe batchEstimates = .allocate(capacity: Self.measuredTogether)
    }

    deinit {
        unsafe estimates.deallocate()
        unsafe places.deallocate()
        unsafe batchEstimates.deallocate()
    }

    /// Makes room for so many estimates; those there were are of no meaning then.
    mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        unsafe estimates.deallocate()
        capacity = max(count, capacity * 3 / 2)
        unsafe estimates = .allocate(capacity: capacity)
    }

    /// Fills in the estimates of some slots, which are then vectors by their places in the list.
    mutating func estimate(_ slots: [UInt32], by scorer: some Scorer) {
        reserve(slots.count)
        for first in stride(from: 0, to: slots.count, by: Self.blockSize) {
            block.take(slots[first..<min(first + Self.blockSize, slots.count)])
            scorer.score(&block)
            // SAFETY: there is room for as many estimates as there are slots.
            unsafe (estimates + first).update(from: block.distances, count: block.count)
        }
    }

    /// Offers the measured distances of all that may be among the nearest.
    ///
    /// - Parameters:
    ///   - count: Vectors whose estimates there are.
    ///   - k: How many are looked for; at least 1.
    ///   - most: How many are measured at most, `k` at least; nil for as many as may matter.
    ///   - areBounds: Whether distances are hardly ever below the estimates.
    ///   - slot: The slot of a vector, by its place.
    ///   - offer: Takes a slot and its distance, and gives what the `k`-th is now.
    mutating func measureNearest(
        of count: Int, k: Int, most: Int?, areBounds: Bool, by scorer: some Scorer, kernels: Kernels,
        slot: (Int) -> UInt32,
        offer: (Float, UInt32) -> Float
    ) {
        best.begin(ef: min(most.map { max($0, k) } ?? k + max(k, Self.samples), count))
        forEach(of: count, kernels, limit: { $0.best.bound.distance }) { screen, place in
            screen.best.insert(Candidate(slot: UInt32(place), distance: unsafe screen.estimates[place]))
        }
        best.drain(into: &order)
        guard order.count > 0 else { return }
        (squares, measured) = (0, 0)
        var bound = Float.infinity
        for index in 0..<order.count { add(Int(order[index].slot), scorer, &bound, slot, offer) }
        measure(scorer, &bound, offer)
        guard most == nil, order.count < count else { return }

        let last = order[order.count - 1]
        forEach(of: count, kernels, limit: { areBounds ? bound : bound + Self.deviations * $0.error }) {
            screen, place in
            let estimate = unsafe screen.estimates[place]
            if Candidate(slot: UInt32(place), distance: estimate) <= last { return }
            screen.add(place, scorer, &bound, slot, offer)
        }
        measure(scorer, &bound, offer)
    }

    /// How far estimates are off, as those that were measured have shown.
    private var error: Float { (squares / Float(max(measured, 1))).squareRoot() }

    /// Calls a body with the places whose estimates are not above a limit, which is asked for anew for each block.
    private mutating func forEach(
        of count: Int, _ kernels: Kernels, limit: (borrowing EstimateScreen) -> Float,
        _ body: (inout EstimateScreen, Int) -> Void
    ) {
        for first in stride(from: 0, to: count, by: Self.blockSize) {
            // SAFETY: a block of estimates that there are, and room for as many places.
            let block = unsafe estimates + first
            let found = unsafe kernels.table.screen(
                block, block, 0, limit(self), min(Self.blockSize, count - first), places)
            for index in 0..<found { unsafe body(&self, first + Int(places[index])) }
        }
    }

    private mutating func add(
        _ place: Int, _ scorer: some Scorer, _ bound: inout Float, _ slot: (Int) -> UInt32,
        _ offer: (Float, UInt32) -> Float
    ) {
        unsafe batchEstimates[batch.count] = estimates[place]
        batch.append(slot(place))
        if batch.count == Self.measuredTogether { measure(scorer, &bound, offer) }
    }

    private mutating func measure(
        _ scorer: some Scorer, _ bound: inout Float, _ offer: (Float, UInt32) -> Float
    ) {
        guard batch.count > 0 else { return }
        scorer.score(&batch)
        for index in 0..<batch.count {
            // SAFETY: below the batch's count.
            let distance = unsafe batch.distances[index]
            let residual = unsafe distance - batchEstimates[index]
            squares += residual * residual
            bound = offer(distance, batch.slot(index))
        }
        measured += batch.count
        batch.removeAll()
    }
}
