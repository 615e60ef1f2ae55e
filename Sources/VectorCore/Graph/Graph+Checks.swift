/// What is left to be checked of a graph that is mapped from a file: its links of the bottom layer and its vectors.
///
/// A search reads them through a ``CheckedScorer`` until all has been looked at, and like those of any other graph from then
/// on. Changes read and write as they like, so the first one checks all that is left.
final class GraphChecks: Sendable {
    let file: FileChecks
    let links: SectionChecks?
    let kept: SectionChecks?
    let walked: SectionChecks?

    init(_ file: FileChecks, links: String) {
        self.file = file
        self.links = file.section(links)
        kept = file.section(VectorStore.keptSection)
        walked = file.section(VectorStore.walkedSection)
    }
}

extension Graph {
    /// nil for a graph of which nothing is left to be checked.
    @inline(__always)
    var pendingChecks: GraphChecks? {
        guard let checks, !checks.file.isComplete else { return nil }
        return checks
    }

    /// Checks what is left, before anything is changed.
    func checkRest() throws(VectorIndexError) { try pendingChecks?.file.checkAll() }

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
