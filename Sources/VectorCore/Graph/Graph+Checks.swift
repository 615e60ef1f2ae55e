import Synchronization

/// What is left to be checked of a graph that is mapped from a file: its links of the bottom layer, its vectors, and that
/// each id occurs once.
///
/// A search reads links and vectors through a ``CheckedScorer`` until all have been looked at, and like those of any other
/// graph from then on. The table of ids is filled when one is looked up. Changes read and write as they like, so the first
/// one checks all that is left.
final class GraphChecks: Sendable {
    let file: FileChecks
    let links: SectionChecks?
    let kept: SectionChecks?
    let walked: SectionChecks?
    private let hasIDs = Atomic(false)
    private let filling = Mutex(())
    private let (ids, slots, records): (IDTable, Int, SlotRecords)

    init(_ file: FileChecks, links: String, of snapshot: Snapshot, _ records: SlotRecords) {
        self.file = file
        self.links = file.section(links)
        kept = file.section(VectorStore.keptSection)
        walked = file.section(VectorStore.walkedSection)
        (ids, slots, self.records) = (snapshot.ids, snapshot.slotCount, records)
    }

    /// Fills the table of ids, unless somebody has.
    @inline(__always)
    func fillIDs() {
        if !hasIDs.load(ordering: .acquiring) { fillIDsNow() }
    }

    private func fillIDsNow() {
        filling.withLock { _ in
            guard !hasIDs.load(ordering: .acquiring) else { return }
            if let broken = ids.fill(slots, records) { file.report(.damaged(file.path, broken)) }
            hasIDs.store(true, ordering: .releasing)
        }
    }

    func checkAll() throws(VectorIndexError) {
        fillIDs()
        try file.checkAll()
    }
}

extension Graph {
    /// nil for a graph of whose links and vectors nothing is left to be checked.
    @inline(__always)
    var pendingChecks: GraphChecks? {
        guard let checks, !checks.file.isComplete else { return nil }
        return checks
    }

    /// Checks what is left, before anything is changed.
    func checkRest() throws(VectorIndexError) { try checks?.checkAll() }

    /// The table of ids as a search sees it.
    @inline(__always)
    func ids(in snapshot: Snapshot) -> IDTable {
        checks?.fillIDs()
        return snapshot.ids
    }

    /// Distances that a search walks by.
    @inline(__always)
    func walkScorer(for query: borrowing QueryVector, scratch: inout SearchScratch) -> CodeScorer {
        let scorer = vectors.searched.scorer(for: query, using: &scratch.query)
        guard let checks = pendingChecks else { return scorer }
        let rows = vectors.isWalkedByCodes ? checks.walked : checks.kept
        return .checked(CheckedScorer(scorer, rows: rows, links: checks.links, of: checks.file))
    }

    /// Distances by what is kept.
    @inline(__always)
    func keptScorer(for query: borrowing QueryVector, scratch: inout SearchScratch) -> CodeScorer {
        let scorer = vectors.kept.scorer(for: query, using: &scratch.keptQuery)
        guard let checks = pendingChecks else { return scorer }
        return .checked(CheckedScorer(scorer, rows: checks.kept, links: checks.links, of: checks.file))
    }
}
