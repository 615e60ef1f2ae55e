/// A scorer over rows of a file that is not wholly checked yet: looks at rows and links before they are used.
///
/// Once damage is found it measures nothing more and leads nowhere, so that the walk ends; its search must then ask the
/// file's checks and throw away what it has.
///
/// Valid while the checks and what the scorer was made from live: a scorer lives within one search.
struct CheckedScorer: Scorer {
    private enum Base {
        case float32(Float32Scorer)
        case bfloat16(BFloat16Scorer)
        case rabitq(RaBitQScorer)
    }

    private var base: Base
    // SAFETY: the index holds the checks as long as it lives, and is held by who searches it.
    private unowned(unsafe) let file: FileChecks
    /// nil where the rows, or the links, were read and checked when the file was opened.
    private unowned(unsafe) let rows: SectionChecks?
    private unowned(unsafe) let links: SectionChecks?

    init(_ scorer: CodeScorer, rows: SectionChecks?, links: SectionChecks?, of file: FileChecks) {
        switch scorer {
        case .float32(let scorer): base = .float32(scorer)
        case .bfloat16(let scorer): base = .bfloat16(scorer)
        case .rabitq(let scorer): base = .rabitq(scorer)
        case .checked(let scorer): base = scorer.base
        }
        unsafe self.file = file
        unsafe self.rows = rows
        unsafe self.links = links
    }

    func lowerBounds(_ deviations: Float) -> CheckedScorer? {
        guard case .rabitq(let scorer) = base else { return nil }
        var other = self
        other.base = .rabitq(scorer.lowerBounds(deviations))
        return other
    }

    func score(_ batch: inout SlotBatch) {
        guard isSound(batch) else { return batch.makeFarthest() }
        switch base {
        case .float32(let scorer): scorer.score(&batch)
        case .bfloat16(let scorer): scorer.score(&batch)
        case .rabitq(let scorer): scorer.score(&batch)
        }
    }

    func scorePrefetched(_ batch: inout SlotBatch, within limit: Candidate) {
        guard isSound(batch) else { return batch.makeFarthest() }
        switch base {
        case .float32(let scorer): scorer.scorePrefetched(&batch, within: limit)
        case .bfloat16(let scorer): scorer.scorePrefetched(&batch, within: limit)
        case .rabitq(let scorer): scorer.scorePrefetched(&batch, within: limit)
        }
    }

    func prefetch(_ batch: borrowing SlotBatch) {
        switch base {
        case .float32(let scorer): scorer.prefetch(batch)
        case .bfloat16(let scorer): scorer.prefetch(batch)
        case .rabitq(let scorer): scorer.prefetch(batch)
        }
    }

    func isAny(of batch: borrowing SlotBatch, within distance: Float) -> Bool {
        guard isSound(batch) else { return false }
        switch base {
        case .float32(let scorer): return scorer.isAny(of: batch, within: distance)
        case .bfloat16(let scorer): return scorer.isAny(of: batch, within: distance)
        case .rabitq(let scorer): return scorer.isAny(of: batch, within: distance)
        }
    }

    func bottomLinks(of slot: UInt32, in graph: Graph) -> LinkList {
        let list = graph.links(slot, 0)
        guard unsafe file.isSound, unsafe links?.isSound(Int(slot)) ?? true else {
            return unsafe LinkList(first: list.first, width: 0)
        }
        return list
    }

    @unsafe
    func scan(from first: Int, count: Int, into distances: UnsafeMutablePointer<Float>) {
        guard unsafe file.isSound, unsafe rows.map({ rows in (first..<first + count).allSatisfy(rows.isSound) }) ?? true
        else { return unsafe distances.update(repeating: .infinity, count: count) }
        switch base {
        case .float32(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        case .bfloat16(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        case .rabitq(let scorer): unsafe scorer.scan(from: first, count: count, into: distances)
        }
    }

    private func isSound(_ batch: borrowing SlotBatch) -> Bool {
        guard unsafe file.isSound else { return false }
        guard let rows = unsafe rows else { return true }
        for index in 0..<batch.count where !rows.isSound(Int(batch.slot(index))) { return false }
        return true
    }
}
