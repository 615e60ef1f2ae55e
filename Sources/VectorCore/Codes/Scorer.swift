/// Distances from one query to stored vectors, in whatever code these are kept.
///
/// The graph search is written over this and compiled once for each code; a new code is a folder beside `Float32` with
/// its rows and its scorer.
protocol Scorer {
    /// Measures the batch's slots.
    func score(_ batch: inout SlotBatch)

    /// Measures those of the batch's slots that are nearer than a limit, and says of the others that they are not: their
    /// distances may be any that are farther. Their rows were asked for before.
    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate)

    /// Asks for the rows of slots that are to be measured soon.
    func prefetch(_ batch: borrowing SlotBatch)

    /// Whether one of the batch's slots is at most so far away.
    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool

    /// The links by which a walk over the bottom layer goes on from a slot that it has measured.
    func bottomLinks(of slot: UInt32, in graph: Graph) -> LinkList

    /// Measures slots that follow one another within a segment.
    ///
    /// Shape: `distances` has room for `count`.
    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>)
}

extension Scorer {
    @inline(__always)
    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate) { score(&batch) }

    @inline(__always)
    func bottomLinks(of slot: UInt32, in graph: Graph) -> LinkList { graph.links(slot, 0) }

    /// As above, or of an upper layer, whose links are always checked.
    @inline(__always)
    func links(of slot: UInt32, _ layer: Int, in graph: Graph) -> LinkList {
        layer == 0 ? bottomLinks(of: slot, in: graph) : graph.links(slot, layer)
    }

    /// Measures one slot.
    func score(_ slot: UInt32, using batch: inout SlotBatch) -> Candidate {
        batch.removeAll()
        batch.append(slot)
        score(&batch)
        return batch[0]
    }
}

/// A scorer of whichever code. A search takes it apart once, before it walks.
enum CodeScorer: Scorer {
    case float32(Float32Scorer)
    case bfloat16(BFloat16Scorer)
    case rabitq(RaBitQScorer)
    case checked(CheckedScorer)

    func score(_ batch: inout SlotBatch) {
        switch self {
        case .float32(let scorer): scorer.score(&batch)
        case .bfloat16(let scorer): scorer.score(&batch)
        case .rabitq(let scorer): scorer.score(&batch)
        case .checked(let scorer): scorer.score(&batch)
        }
    }

    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate) {
        switch self {
        case .float32(let scorer): scorer.scorePrefetched(&batch, within: limit)
        case .bfloat16(let scorer): scorer.scorePrefetched(&batch, within: limit)
        case .rabitq(let scorer): scorer.scorePrefetched(&batch, within: limit)
        case .checked(let scorer): scorer.scorePrefetched(&batch, within: limit)
        }
    }

    func prefetch(_ batch: borrowing SlotBatch) {
        switch self {
        case .float32(let scorer): scorer.prefetch(batch)
        case .bfloat16(let scorer): scorer.prefetch(batch)
        case .rabitq(let scorer): scorer.prefetch(batch)
        case .checked(let scorer): scorer.prefetch(batch)
        }
    }

    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool {
        switch self {
        case .float32(let scorer): scorer.isAny(of: batch, within: distance)
        case .bfloat16(let scorer): scorer.isAny(of: batch, within: distance)
        case .rabitq(let scorer): scorer.isAny(of: batch, within: distance)
        case .checked(let scorer): scorer.isAny(of: batch, within: distance)
        }
    }

    func bottomLinks(of slot: UInt32, in graph: Graph) -> LinkList {
        if case .checked(let scorer) = self { return scorer.bottomLinks(of: slot, in: graph) }
        return graph.links(slot, 0)
    }

    /// A scorer that gives what a distance is hardly ever below, where the code tells that; see
    /// ``RaBitQScorer/lowerBounds(_:)``.
    func lowerBounds(_ deviations: Float) -> CodeScorer? {
        switch self {
        case .float32, .bfloat16: nil
        case .rabitq(let scorer): .rabitq(scorer.lowerBounds(deviations))
        case .checked(let scorer): scorer.lowerBounds(deviations).map { .checked($0) }
        }
    }

    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>) {
        switch self {
        case .float32(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        case .bfloat16(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        case .rabitq(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        case .checked(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        }
    }
}
